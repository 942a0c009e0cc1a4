# Everything a developer or a visitor runs. Needs Python 3.11 with venv, git and make.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
UV ?= uv
ARGS ?=
PROFILE ?= overijssel-2022

bin := .venv/bin
js := tests/real/js
pip_install := install --quiet --disable-pip-version-check
bot := .venv/.editable
synapse := .venv-synapse/.locked
node_modules := $(js)/node_modules/.locked
libical := .libical/.fetched
prometheus := .prometheus/.fetched
compile := $(UV) pip compile --quiet --universal --python-version 3.11 --no-strip-extras --generate-hashes \
	--no-emit-index-url --no-header --no-annotate

.DELETE_ON_ERROR:
.PHONY: help demo test test-times unit campaign noise check lock sbom clean

help:
	@echo 'make demo    the whole bot on a private homeserver and mail server (PROFILE=model-2024 ARGS="--out DIR")'
	@echo 'make test    every test, also those against real servers (ARGS="-k word")'
	@echo 'make test-times  the same at six times of the clock: night, evening, new year, leap day, clock changes'
	@echo 'make unit    the fast tests: rules and small parts, no server'
	@echo 'make campaign  20,000 histories of meetings, delivered in any order; minutes (ARGS="--seed 1")'
	@echo 'make noise   how much the bot says: over the demo, and over a team with four cases'
	@echo 'make check   ruff, mypy, import-linter'
	@echo 'make lock    the locks anew, after a change of dependencies (needs uv; ARGS=--upgrade for newer versions)'
	@echo 'make sbom    what the image is made of, in CycloneDX (sbom.json)'
	@echo 'make clean   away with all that make made'

demo: $(bot) $(synapse)
	@$(bin)/retbot demo --profile $(PROFILE) $(ARGS)

test: $(bot) $(synapse) $(node_modules) $(libical) $(prometheus)
	$(bin)/python -m pytest -n 2 --dist worksteal $(ARGS)

test-times: $(bot) $(synapse) $(node_modules) $(libical) $(prometheus)
	@tests/at_faked_times.sh $(ARGS)

unit: $(bot)
	$(bin)/python -m pytest tests/unit -n 2 --dist worksteal $(ARGS)

campaign: $(bot)
	@$(bin)/python -m tests.histories.campaign $(ARGS)

noise: $(bot)
	@$(bin)/python -m tests.noise

check: $(bot)
	$(bin)/ruff check .
	$(bin)/ruff format --check .
	$(bin)/mypy
	$(bin)/lint-imports

lock:
	@command -v $(UV) >/dev/null || { echo 'make lock needs uv: python3 -m pip install uv, or UV=path/to/uv' >&2; exit 1; }
	$(compile) $(ARGS) -o requirements/run.txt pyproject.toml
	$(compile) $(ARGS) -o requirements/postgresql.txt --extra postgresql -c requirements/run.txt pyproject.toml
	$(compile) $(ARGS) -o requirements/metrics.txt --extra metrics -c requirements/run.txt pyproject.toml
	$(compile) $(ARGS) -o requirements/image.txt --extra postgresql --extra metrics -c requirements/postgresql.txt -c requirements/metrics.txt pyproject.toml
	$(compile) $(ARGS) -o requirements/dev.txt --extra dev -c requirements/run.txt pyproject.toml
	$(compile) $(ARGS) -o requirements/build.txt -c requirements/dev.txt requirements/build.in
	$(compile) $(ARGS) -o requirements/synapse.txt requirements/synapse.in
	$(compile) $(ARGS) -o requirements/sbom.txt requirements/sbom.in

sbom: requirements/image.txt
	@rm -rf .venv-sbom && $(PYTHON) -m venv .venv-sbom
	@.venv-sbom/bin/pip $(pip_install) --require-hashes -r requirements/sbom.txt
	@.venv-sbom/bin/cyclonedx-py requirements --output-format JSON --output-file sbom.json requirements/image.txt
	@rm -rf .venv-sbom

clean:
	rm -rf .venv .venv-synapse $(js)/node_modules .libical .prometheus build dist
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find retbot tests -name __pycache__ -prune -exec rm -rf {} +

.PHONY: .venv .venv-synapse $(js)/node_modules
.venv: $(bot)
.venv-synapse: $(synapse)
$(js)/node_modules: $(node_modules)

define new_venv
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'Python 3.11 or newer is needed (PYTHON=path/to/python)' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo 'This Python makes no virtual environments; on Debian: apt-get install python3-venv' >&2; exit 1; }
	@$(PYTHON) -m venv $(@D)
endef

.venv/.locked: requirements/dev.txt
	@echo 'Installing the libraries of the bot and its tools (about half a minute) ...' >&2
	$(new_venv)
	@$(bin)/pip $(pip_install) --require-hashes -r requirements/dev.txt
	@touch $@

$(bot): .venv/.locked pyproject.toml
	@echo 'Installing the bot ...' >&2
	@$(bin)/pip $(pip_install) --no-deps --no-build-isolation --editable .
	@touch $@

$(synapse): requirements/synapse.txt
	@echo 'Installing a private homeserver (about half a minute) ...' >&2
	$(new_venv)
	@.venv-synapse/bin/pip $(pip_install) --require-hashes -r requirements/synapse.txt
	@touch $@

# A validator for the tests; where it cannot be had they say so and go on.
$(libical): tests/real/get_libical.sh $(bot)
	@tests/real/get_libical.sh $(@D) $(CURDIR)/$(bin)/python

$(prometheus): tests/real/get_prometheus.sh
	@tests/real/get_prometheus.sh $(@D)

$(node_modules): $(bot) $(js)/package-lock.json
	@echo 'Installing an independent Matrix client for the tests ...' >&2
	@cd $(js) && PATH="$(CURDIR)/$(bin):$$PATH" npm ci --loglevel=error --ignore-scripts
	@touch $@
