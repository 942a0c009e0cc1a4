"""`retbot run`: the bot itself; when it cannot go on without help, it says why."""

import argparse
from functools import partial

from retbot.app.main import run
from retbot.check import findings
from retbot.command_line.output import AGAIN, OK, with_settings, wrong
from retbot.covenants.convenant_files import ProfileError
from retbot.matrix.client.errors import NeedsPerson
from retbot.ports import StoreDamaged
from retbot.settings import Settings
from retbot.storage import KeysExposed, KeysUnreadable, LeaseLost, WrongSchema

_STORE = {
    KeysExposed: "Anderen mogen de sleutels van de mailadressen lezen. `retbot check` zegt meer.",
    KeysUnreadable: "De sleutels van de mailadressen zijn beschadigd. `retbot check` zegt meer.",
}


def act(arguments: argparse.Namespace) -> int:
    return with_settings(arguments.settings, _run)


def _run(chosen: Settings) -> int:
    try:
        run(chosen, partial(findings, chosen))
    except ProfileError as error:
        return wrong(*error.faults)
    except (NeedsPerson, WrongSchema) as error:
        return wrong(str(error))
    except LeaseLost:
        wrong("De verbinding met de database is weg, en een ander retbot kan er nu voor spreken. Start opnieuw.")
        return AGAIN
    except StoreDamaged:
        return wrong(
            "De database is beschadigd. Stop retbot, bewaar het bestand, zet de nieuwste back-up terug zoals "
            "docs/beheer.md zegt, en start. `retbot check` zegt of die heel is."
        )
    except (KeysExposed, KeysUnreadable) as error:
        return wrong(_STORE[type(error)])
    return OK
