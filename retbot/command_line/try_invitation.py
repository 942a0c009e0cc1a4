"""`retbot try-invitation ADDRESS`: sends three mails about one meeting, to see how a mail program shows them."""

import argparse
import asyncio
import sys

from retbot.app.beside import SystemClock
from retbot.app.wiring import smtp
from retbot.command_line.output import say, with_settings, wrong
from retbot.domain.deelnemers.mail_address import is_address
from retbot.mail.smtp import SmtpMailbox
from retbot.mail.try_invitation import try_invitation
from retbot.ports import MailFate
from retbot.settings import Settings

_WHY = {
    MailFate.REFUSED: "The mail server refuses this address or this mail for good.",
    MailFate.DELAYED: "The mail server did not take the mail now: see `retbot check`.",
}


def act(arguments: argparse.Namespace) -> int:
    if not is_address(arguments.address):
        return wrong("Dat is geen mailadres. Schrijf naam@domein.nl, zonder iets eromheen.")
    return with_settings(arguments.settings, lambda chosen: send(chosen, arguments.address, arguments.pause))


def send(chosen: Settings, address: str, pause: float) -> int:
    try:
        mailbox = smtp(chosen, SystemClock())
    except OSError:
        return wrong("mail.ca_file cannot be read: see `retbot check`.")
    if mailbox is None:
        return wrong("The settings have no [mail].")
    fates = asyncio.run(_mails(mailbox, address, pause))
    if fates[-1] is not MailFate.SENT:
        return wrong(_WHY[fates[-1]])
    return say("Sent: an invitation, a move and a cancellation. The calendar should be empty again.")


async def _mails(mailbox: SmtpMailbox, address: str, pause: float) -> list[MailFate]:
    async def wait() -> None:
        if sys.stdin.isatty():
            say("A mail was sent that says what you should see. Press Enter for the next one.")
            await asyncio.to_thread(sys.stdin.readline)
        else:
            await asyncio.sleep(pause)

    return await try_invitation(mailbox, address, SystemClock(), wait)
