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
    MailFate.REFUSED: "De mailserver weigert dit adres of deze mail.",
    MailFate.DELAYED: "De mailserver nam de mail nu niet aan: zie `retbot check`.",
}


def act(arguments: argparse.Namespace) -> int:
    if not is_address(arguments.address):
        return wrong("Dat is geen mailadres. Schrijf naam@domein.nl, zonder iets eromheen.")
    return with_settings(arguments.settings, lambda chosen: send(chosen, arguments.address, arguments.pause))


def send(chosen: Settings, address: str, pause: float) -> int:
    try:
        mailbox = smtp(chosen, SystemClock())
    except OSError:
        return wrong("mail.ca_file is niet te lezen: zie `retbot check`.")
    if mailbox is None:
        return wrong("In de instellingen staat geen [mail].")
    fates = asyncio.run(_mails(mailbox, address, pause))
    if fates[-1] is not MailFate.SENT:
        return wrong(_WHY[fates[-1]])
    return say("Verstuurd: een uitnodiging, een verzetting en een afzegging. De agenda hoort nu weer leeg te zijn.")


async def _mails(mailbox: SmtpMailbox, address: str, pause: float) -> list[MailFate]:
    async def wait() -> None:
        if sys.stdin.isatty():
            say("Er is een mail verstuurd die zegt wat u nu hoort te zien. Druk op Enter voor de volgende.")
            await asyncio.to_thread(sys.stdin.readline)
        else:
            await asyncio.sleep(pause)

    return await try_invitation(mailbox, address, SystemClock(), wait)
