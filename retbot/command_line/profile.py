"""`retbot profile check`, `show` and `new`: checks a covenant file, prints one, starts one."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from retbot.command_line.output import OK, WRONG, say, wrong
from retbot.covenants import convenant_files
from retbot.covenants.paths import config_dir
from retbot.covenants.report import as_json as faults_as_json
from retbot.covenants.report import replay, report
from retbot.covenants.show import as_json, as_text
from retbot.domain.convenant.convenant import Convenant
from retbot.privacy.persons.whole_names import people_in

TEMPLATE = "nieuw_convenant.toml"
_PERSON = (
    "{}: `{}` lijkt de naam van een mens, en die komt zo in de kamer, in mail en in agenda's; noem de rol, of "
    "maak er de volle naam van de organisatie van"
)
_WRITTEN = (
    "{file} staat klaar. Vul in waar INVULLEN staat, haal weg wat uw convenant niet kent, en kijk het na:",
    "  retbot profile check {file}",
)


def act(arguments: argparse.Namespace) -> int:
    return {"check": check, "show": show, "new": new}[arguments.action](arguments)


def check(arguments: argparse.Namespace) -> int:
    """Exit status 2 when anything is wrong, like `retbot check`. A file without faults is also played."""
    try:
        text = convenant_files.text_of(arguments.profile)
    except convenant_files.ProfileError as error:
        return wrong(*error.faults)
    found = report(text) or replay(text, _people(convenant_files.read(text)))
    if arguments.json:
        say(faults_as_json(found))
        return WRONG if found else OK
    if found:
        say(*map(str, found))
        return WRONG
    return say(f"{arguments.profile} is in orde.")


def _people(convenant: Convenant) -> Iterator[str]:
    for naam in people_in(convenant):
        yield _PERSON.format(naam if naam in convenant.rollen else "[convenant]", naam)


def show(arguments: argparse.Namespace) -> int:
    try:
        convenant = convenant_files.load(arguments.profile)
    except convenant_files.ProfileError as error:
        return wrong(*error.faults)
    return say(as_json(convenant) if arguments.json else as_text(convenant))


def new(arguments: argparse.Namespace) -> int:
    file: Path = arguments.file
    try:
        with file.open("x", encoding="utf-8") as opened:
            opened.write((config_dir() / TEMPLATE).read_text(encoding="utf-8"))
    except FileExistsError:
        return wrong(f"{file} bestaat al; ik schrijf er niet overheen.")
    except OSError as error:
        return wrong(f"{file} kan ik niet schrijven: {error.strerror}")
    say(*(line.format(file=file) for line in _WRITTEN))
    return OK
