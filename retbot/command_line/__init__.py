"""The commands for whoever runs the bot. Each module is imported only when it is needed."""

import argparse
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

SETTINGS = Path("/etc/retbot/retbot.toml")
_REPLY = "hoe retbot een mail leest die binnenkwam, zonder er iets mee te doen"


def add_commands(commands: Any) -> None:
    """`commands` is the result of argparse's add_subparsers."""
    _command(commands, "run", "retbot zelf, tot hij moet stoppen")
    begun = _command(commands, "init", "vraagt wat er nodig is, probeert elk antwoord, en schrijft het op")
    begun.add_argument("--answers", type=Path, metavar="FILE", help="de antwoorden, als instellingen: vraagt niets")
    begun.add_argument(
        "--root", type=Path, default=Path("/"), metavar="DIR", help="komt voor elk pad dat wordt geschreven"
    )
    _command(commands, "check", "wat er mis is met instellingen, convenanten, opslag, homeserver en mail")
    status = _command(commands, "status", "of retbot draait en hoe het gaat; uitgang 2 als het niet goed gaat")
    status.add_argument("--json", action="store_true")
    trust = _command(commands, "trust", "toont een veranderde hoofdsleutel, en neemt hem aan als u dat bevestigt")
    trust.add_argument("user", metavar="@USER:SERVER")
    trust.add_argument("--verify", action="store_true", help="de emoji van een verificatie die deze persoon begon")
    trust.add_argument("--yes", action="store_true", help="bevestigt zonder te vragen")
    invitation = _command(
        commands, "try-invitation", "mailt ter proef een uitnodiging, een verplaatsing en een afzegging"
    )
    invitation.add_argument("address", metavar="ADDRESS")
    invitation.add_argument("--pause", type=float, default=20.0, help="seconden tussen de mails, zonder terminal")
    contact = commands.add_parser("contact", help="mailadressen").add_subparsers(required=True, metavar="ACTION")
    given = _command(contact, "set", "bewaart het adres dat op standaardinvoer staat", "contact")
    given.add_argument("owner", metavar="OWNER", help="het nummer van een deelnemer, of een rol binnen --case")
    given.add_argument("--case", metavar="CODE")
    taken = _command(commands, "import", "neemt lopende casussen over uit een Excel- of csv-bestand", "take_over")
    which = taken.add_mutually_exclusive_group(required=True)
    which.add_argument("file", type=Path, nargs="?", metavar="FILE", help="het ingevulde sjabloon, .xlsx of .csv")
    which.add_argument("--template", type=Path, metavar="FILE", help="maakt een leeg sjabloon, .xlsx of .csv")
    taken.add_argument("--yes", action="store_true", help="bevestigt zonder te vragen")
    purge = _command(commands, "purge", "wist de casussen waarvan de termijn voorbij is; retbot doet dat elke dag zelf")
    purge.add_argument(
        "--dry-run", action="store_true", help="zegt alleen wat er weg zou gaan; mag terwijl retbot draait"
    )
    purge.add_argument("--force", action="store_true", help="wacht niet op het bericht in de kamer en niet op mail")
    keys = commands.add_parser("keys", help="de sleutels van de adressen").add_subparsers(
        required=True, metavar="ACTION"
    )
    _command(keys, "rotate", "nieuwe sleutels voor de adressen; mag terwijl retbot draait", "keys")
    _audit(commands.add_parser("audit", help="kijkt of het verwerkingslogboek heel is"))
    _reply(commands.add_parser("reply", help=_REPLY, description=f"{_REPLY[0].upper()}{_REPLY[1:]}."))
    _profile(commands.add_parser("profile", help="kijkt een convenantbestand na, toont het, of begint er een"))


def _audit(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    about = "of er een regel veranderd, weg of ertussen gezet is; uitgang 2 als dat zo is"
    verify = _command(actions, "verify", about, "audit")
    verify.add_argument(
        "--database", type=Path, metavar="FILE", help="een SQLite-bestand, ook een kopie; het wordt alleen gelezen"
    )
    verify.add_argument(
        "--head", metavar="ROW:HEAD", help="een controlegetal van elders, zoals het elke week in de kamer staat"
    )
    verify.add_argument("--json", action="store_true")


def _reply(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE.eml", help="de mail zoals hij is verstuurd; - voor standaardinvoer")
    about = "zegt ook wat de opslag van het team ervan maakt; die blijft zoals hij is"
    parser.add_argument("--settings", type=Path, metavar="FILE", help=about)
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(act=_later("reply"))


def _profile(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(act=_later("profile"))
    actions = parser.add_subparsers(required=True, metavar="ACTION", dest="action")
    about = "alles wat er mis is met een convenantbestand, met de regel; uitgang 2 als er iets is"
    looked = actions.add_parser("check", help=about, description=f"{about[0].upper()}{about[1:]}.")
    looked.add_argument("profile", metavar="FILE", help="een bestand op .toml, of de naam van een convenant")
    looked.add_argument("--json", action="store_true")
    shown = actions.add_parser("show", help="een convenant als tabellen, voor een overleg")
    shown.add_argument("profile", metavar="NAME|FILE")
    shown.add_argument("--json", action="store_true")
    begun = actions.add_parser("new", help="een convenantbestand met open plekken om in te vullen; overschrijft niets")
    begun.add_argument("file", metavar="FILE", type=Path, nargs="?", default=Path("convenant.toml"))


def _command(commands: Any, name: str, about: str, module: str | None = None) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=about, description=f"{about[0].upper()}{about[1:]}."
    )
    parser.add_argument("--settings", type=Path, default=SETTINGS, metavar="FILE", help=f"anders {SETTINGS}")
    parser.set_defaults(act=_later(module or name.replace("-", "_")))
    return parser


def _later(module: str) -> Callable[[argparse.Namespace], int]:
    def act(arguments: argparse.Namespace) -> int:
        status: int = import_module(f"retbot.command_line.{module}").act(arguments)
        return status

    return act
