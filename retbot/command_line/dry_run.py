"""How the team's own store would judge a mail that was read: in a transaction that is rolled back."""

import asyncio
from contextlib import suppress

from retbot.app.beside import App, SystemClock
from retbot.command_line.output import wrong
from retbot.command_line.store import fault_of
from retbot.covenants.convenant_files import ProfileError
from retbot.handlers.mail.rsvp_by_mail import MailOutcome, Taking
from retbot.ports.incoming_mail import Letter, Reading
from retbot.settings import Settings
from retbot.storage import KeysExposed, KeysUnreadable, WrongSchema


class _TakeBack(Exception):
    """Rolls the transaction back."""


def outcome_of(chosen: Settings, reading: Reading) -> MailOutcome | None:
    """None when the store cannot be used; the reason is printed. A mail that was handled before is judged as a new
    one."""
    if fault := fault_of(chosen):
        wrong(fault)
        return None
    try:
        return asyncio.run(_judge(chosen, reading))
    except WrongSchema as error:
        wrong(str(error))
        return None
    except (KeysExposed, KeysUnreadable, ProfileError, OSError):
        wrong("De opslag is niet te gebruiken: zie `retbot check`.")
        return None


async def _judge(chosen: Settings, reading: Reading) -> MailOutcome:
    letter = Letter(position="", digest="", reading=reading)
    async with App(chosen, SystemClock()).beside() as app:
        with suppress(_TakeBack):
            async with app.storage.begin() as work:
                gevolg = await Taking(work, app.desk(), letter, app.clock.now()).take()
                raise _TakeBack
    return gevolg
