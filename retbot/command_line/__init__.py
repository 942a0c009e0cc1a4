"""The commands for whoever runs the bot. Each module is imported only when it is needed."""

import argparse
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

SETTINGS = Path("/etc/retbot/retbot.toml")
_REPLY = "how the bot reads a mail that came in, without acting on it"


def add_commands(commands: Any) -> None:
    """`commands` is the result of argparse's add_subparsers."""
    _command(commands, "run", "the bot, until it is told to stop")
    begun = _command(commands, "init", "asks what an installation needs, tries each answer, and writes it")
    begun.add_argument("--answers", type=Path, metavar="FILE", help="the answers, as settings: asks nothing")
    begun.add_argument("--root", type=Path, default=Path("/"), metavar="DIR", help="before each path that is written")
    _command(commands, "check", "what is wrong with settings, covenants, store, homeserver and mail")
    status = _command(commands, "status", "whether the bot runs and how it is; exit 2 if it is not well")
    status.add_argument("--json", action="store_true")
    trust = _command(commands, "trust", "shows a changed master key and accepts it when you confirm")
    trust.add_argument("user", metavar="@USER:SERVER")
    trust.add_argument("--verify", action="store_true", help="the emoji of a verification that this person began")
    trust.add_argument("--yes", action="store_true", help="confirm without asking")
    invitation = _command(commands, "try-invitation", "mails an invitation, a move and a cancellation to try")
    invitation.add_argument("address", metavar="ADDRESS")
    invitation.add_argument("--pause", type=float, default=20.0, help="seconds between the mails, without a terminal")
    contact = commands.add_parser("contact", help="addresses of mail").add_subparsers(required=True, metavar="ACTION")
    given = _command(contact, "set", "keeps the address that is given on standard input", "contact")
    given.add_argument("owner", metavar="OWNER", help="the number of a deelnemer, or a role within --case")
    given.add_argument("--case", metavar="CODE")
    purge = _command(commands, "purge", "deletes the cases whose term is over; the bot does so by itself each day")
    purge.add_argument("--dry-run", action="store_true", help="only say what would go; also while the bot runs")
    purge.add_argument("--force", action="store_true", help="wait neither for the notice in the room nor for mail")
    keys = commands.add_parser("keys", help="the keys of the addresses").add_subparsers(required=True, metavar="ACTION")
    _command(keys, "rotate", "new keys for the addresses, also while the bot runs", "keys")
    _audit(commands.add_parser("audit", help="looks whether the account of who did what is whole"))
    _reply(commands.add_parser("reply", help=_REPLY, description=f"{_REPLY[0].upper()}{_REPLY[1:]}."))
    _profile(commands.add_parser("profile", help="looks a covenant file over, prints it, begins one"))


def _audit(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    about = "whether a row was changed, is missing or was slipped in; exit 2 if so"
    verify = _command(actions, "verify", about, "audit")
    verify.add_argument("--database", type=Path, metavar="FILE", help="a SQLite file, also a copy; it is only read")
    verify.add_argument("--head", metavar="ROW:HEAD", help="a head kept elsewhere, as the room has it each week")
    verify.add_argument("--json", action="store_true")


def _reply(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE.eml", help="the mail as it was sent; - for standard input")
    about = "also tell what the team's store makes of it, which stays as it is"
    parser.add_argument("--settings", type=Path, metavar="FILE", help=about)
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(act=_later("reply"))


def _profile(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(act=_later("profile"))
    actions = parser.add_subparsers(required=True, metavar="ACTION", dest="action")
    about = "all that is wrong with a covenant file, with its line; exit 2 if anything is"
    looked = actions.add_parser("check", help=about, description=f"{about[0].upper()}{about[1:]}.")
    looked.add_argument("profile", metavar="FILE", help="a .toml file, or the name of a covenant")
    looked.add_argument("--json", action="store_true")
    shown = actions.add_parser("show", help="a covenant as tables in Dutch, for a meeting")
    shown.add_argument("profile", metavar="NAME|FILE")
    shown.add_argument("--json", action="store_true")
    begun = actions.add_parser("new", help="a covenant file in Dutch with the blanks to fill in; overwrites nothing")
    begun.add_argument("file", metavar="FILE", type=Path, nargs="?", default=Path("convenant.toml"))


def _command(commands: Any, name: str, about: str, module: str | None = None) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=about, description=f"{about[0].upper()}{about[1:]}."
    )
    parser.add_argument("--settings", type=Path, default=SETTINGS, metavar="FILE", help=f"{SETTINGS} by default")
    parser.set_defaults(act=_later(module or name.replace("-", "_")))
    return parser


def _later(module: str) -> Callable[[argparse.Namespace], int]:
    def act(arguments: argparse.Namespace) -> int:
        status: int = import_module(f"retbot.command_line.{module}").act(arguments)
        return status

    return act
