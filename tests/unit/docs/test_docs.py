"""The documentation says what the code does: commands, settings, examples and links."""

import io
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from retbot.__main__ import main
from retbot.covenants import convenant_files
from retbot.covenants.paths import config_dir
from retbot.domain.casus import casecode
from retbot.handlers.chat.router import Router
from retbot.handlers.table import commands
from tests.every_row import every_row
from tests.paths import REPOSITORY
from tests.unit.docs.handleiding_tables import subjects_of, with_tables

DOCS = REPOSITORY / "docs"
README = REPOSITORY / "README.md"
HANDLEIDING = (DOCS / "handleiding.md").read_text(encoding="utf-8")
BEHEER = (DOCS / "beheer.md").read_text(encoding="utf-8")
PAGES = [README, REPOSITORY / "CONTRIBUTING.md", REPOSITORY / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]
MADE_LATER = {"docs/room.png"}


def typed() -> Iterator[str]:
    """What the handleiding shows as typed in the room: in code spans, and on the card at the end."""
    spans = re.findall(r"`!ret ([^`]+)`", HANDLEIDING.replace("\\|", "|"))
    card = HANDLEIDING.rpartition("## Spiekbriefje")[2]
    return iter([*spans, *(part.strip() for part in re.findall(r"!ret (.+?)(?= {2,}|·|$)", card, re.MULTILINE))])


def test_the_tables_of_the_handleiding_are_those_of_the_commands() -> None:
    """Else: python -m tests.unit.docs.handleiding_tables"""
    assert with_tables(HANDLEIDING) == HANDLEIDING
    assert {command.subject for command in commands()} == subjects_of(HANDLEIDING)


@every_row(sorted(set(typed())))
def test_each_example_in_the_handleiding_is_a_command(example: str) -> None:
    assert Router(commands()).find(example)


def test_each_case_code_in_the_documentation_is_a_valid_one() -> None:
    found = {code for page in PAGES for code in re.findall(r"RET-\w{3}-\w{3}", page.read_text(encoding="utf-8"))}
    assert found
    assert all(casecode.read(code) == code for code in found)


def test_each_duty_in_the_handleiding_is_one_of_the_covenant() -> None:
    known = convenant_files.load("overijssel-2022").ids()
    assert set(re.findall(r"\bOV-[\w.]+\w", HANDLEIDING)) <= set(known)


def test_beheer_explains_each_setting_of_the_example() -> None:
    example = (config_dir() / "retbot.example.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(re.sub(r"(?m)^# (?=[a-z_]+ = )", "", example))
    names = {f"{table}.{key}" for table, keys in tables.items() for key in keys}
    assert names <= set(re.findall(r"`([a-z]+\.[a-z_]+)`", BEHEER))


def test_the_readme_shows_what_the_command_line_prints(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    block = README.read_text(encoding="utf-8").partition("$ .venv/bin/retbot timeline")[2]
    line, _, rest = block.partition("\n")
    main(["timeline", *line.split()])
    assert capsys.readouterr().out == rest.partition("$ echo")[0]
    said, options, read = re.findall(r'(?m)^\$ echo "(.+)" \| .venv/bin/retbot when (.+)\n(.+)$', rest)[0]
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{said}\n"))
    main(["when", *options.split()])
    assert capsys.readouterr().out == f"{read}\n"


def test_the_readme_names_only_commands_of_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    known = set(re.findall(r"(?m)^    ([a-z-]+)", capsys.readouterr().out))
    assert set(re.findall(r"`retbot ([a-z-]+)", README.read_text(encoding="utf-8"))) <= known


@every_row(PAGES)
def test_each_link_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text):
        if not target.startswith("https://") and target not in MADE_LATER:
            assert (page.parent / target).exists(), target


@every_row(PAGES)
def test_each_link_within_a_page_leads_to_a_heading(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    headings = {anchor(heading) for heading in re.findall(r"(?m)^#+ (.+)$", text)}
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= headings


def anchor(heading: str) -> str:
    """As GitHub makes it: small letters, hyphens for blanks, no punctuation."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def test_each_decision_has_a_number_of_its_own() -> None:
    pages = sorted((DOCS / "decisions").glob("*.md"))
    assert [page.name[:4] for page in pages] == [f"{number:04}" for number in range(1, len(pages) + 1)]


def test_decisions_are_short_and_say_context_decision_and_consequences() -> None:
    for page in sorted((DOCS / "decisions").glob("*.md")):
        text = page.read_text(encoding="utf-8")
        assert all(f"**{part}.**" in text for part in ("Context", "Decision", "Consequences")), page.name
        assert len(text.splitlines()) <= 25, page.name
