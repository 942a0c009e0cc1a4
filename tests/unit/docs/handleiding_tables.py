"""Makes the tables of commands in docs/handleiding.md: `python -m tests.unit.docs.handleiding_tables`."""

import re

from retbot.covenants import convenant_files
from retbot.domain.deelnemers.roles import Right
from retbot.handlers.chat.command import ADMINS, EDITORS, EVERYBODY, READERS, Code, Command
from retbot.handlers.table import commands
from tests.paths import REPOSITORY

PAGE = REPOSITORY / "docs" / "handleiding.md"
CONVENANT = convenant_files.load("overijssel-2022")
WHO = {
    EDITORS: "voorzitter, secretaris",
    READERS: "ook experts",
    ADMINS: "voorzitter, secretaris, beheerder",
    frozenset({Right.VOORZITTER}): "voorzitter",
    frozenset({Right.BEHEERDER}): "beheerder",
    EVERYBODY: "iedereen",
}
CODE = {Code.NONE: "–", Code.FROM_THREAD: "draad", Code.OPTIONAL: "mag weg"}
HEAD = "| commando | wat het doet | wie | code |\n| --- | --- | --- | --- |\n"
_TABLE = re.compile(rf"(?m)^### (?P<subject>.+)\n{re.escape(HEAD)}(?:\| .*\n)*")


def with_tables(page: str) -> str:
    """The page with a table under the heading of each subject of help."""
    return _TABLE.sub(lambda found: f"### {found['subject']}\n{HEAD}{_rows(found['subject'].lower())}", page)


def subjects_of(page: str) -> set[str]:
    return {found["subject"].lower() for found in _TABLE.finditer(page)}


def _rows(subject: str) -> str:
    return "".join(_row(command) for command in commands() if command.subject == subject)


def _row(command: Command) -> str:
    form = command.form(CONVENANT).replace("|", "\\|").replace("EENDAG", "do 7 mei")
    typed = f"`{form}` (privé)" if command.direct_only else f"`!ret {form}`"
    only = "" if command.is_known(CONVENANT) else " Alleen waar het convenant dat kent."
    return f"| {typed} | {command.says(CONVENANT)}{only} | {WHO[command.rights]} | {CODE[command.code]} |\n"


if __name__ == "__main__":
    PAGE.write_text(with_tables(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
