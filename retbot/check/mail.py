"""Whether mail can be sent, arrives and can be read: tested with two mails that the bot sends to itself."""

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from retbot.app.wiring import imap, smtp
from retbot.check.certificates import CERTIFICATES
from retbot.mail.imap import ImapInbox
from retbot.mail.smtp import SmtpMailbox
from retbot.ports import Clock, Mail, MailFate
from retbot.ports.incoming_mail import InboxFailed
from retbot.settings import Settings
from retbot.settings.mail import TOKEN, ImapSection, MailSection

_ANY_TOKEN = "0" * 20
"""Belongs to no guest."""
_TRY = 1.0
_TEXT = "Deze mail is van `retbot check`, dat kijkt of antwoorden aankomen. Het commando verwijdert hem zelf."
_SERVER = {
    **CERTIFICATES,
    "no_connection": "antwoordt niet: draait hij, klopt de poort, en laat de firewall deze machine erbij?",
    "no_tls": (
        "biedt niet de TLS die bij {section}.security staat: starttls hoort meestal bij poort {starttls}, tls bij "
        "{tls}. "
        "Zonder versleuteling doet retbot niets"
    ),
    "auth_refused": (
        "weigert de aanmelding: {section}.username of het wachtwoord klopt niet, of aanmelden met een wachtwoord staat "
        "daar uit"
    ),
    "other": "laat de map van mail.imap.folder niet openen: bestaat die map, en is hij van dit account?",
}
NO_MAIL = "Zonder [mail] in de instellingen mailt retbot niemand: het team moet zelf uitnodigen en herinneren."
NO_INBOX = (
    "Zonder [mail.imap] leest retbot geen antwoorden op uitnodigingen: wie komt, moet het team zelf in de kamer zeggen."
)


@dataclass(frozen=True)
class Patience:
    """In seconds: for each answer of a server, and for a mail to arrive."""

    answer: float = 15.0
    arrival: float = 90.0


async def mail_faults(chosen: Settings, clock: Clock, waits: Patience) -> list[str]:
    if chosen.mail is None:
        return []
    try:
        mailbox = smtp(chosen, clock, waits.answer)
    except OSError:
        return [f"mail.ca_file noemt {chosen.mail.ca_file}, waarin geen leesbaar certificaat (PEM) staat."]
    problem = await mailbox.probe() if mailbox else None
    sends = [] if problem is None else [_server("mailserver", "mail", chosen.mail, problem, ("587", "465"))]
    reads = await _inbox_faults(chosen, waits)
    if sends or reads or mailbox is None or chosen.mail.imap is None:
        return [*sends, *reads]
    inbox = imap(chosen, waits.answer)
    return await _round_trip(chosen.mail, mailbox, inbox, waits.arrival) if inbox else []


async def _inbox_faults(chosen: Settings, waits: Patience) -> list[str]:
    section = chosen.mail.imap if chosen.mail else None
    if section is None:
        return []
    try:
        inbox = imap(chosen, waits.answer)
    except OSError:
        return ["mail.imap.ca_file noemt een bestand waarin geen leesbaar certificaat (PEM) staat."]
    problem = await inbox.probe() if inbox else None
    return [_server("mailbox", "mail.imap", section, problem, ("143", "993"))] if problem else []


def _server(what: str, section: str, at: MailSection | ImapSection, problem: str, ports: tuple[str, str]) -> str:
    return server_fault(what, section, at.host, at.port, problem, ports)


def server_fault(what: str, section: str, host: str, port: int, problem: str, ports: tuple[str, str]) -> str:
    """`problem` as probes name it, `ports` the usual ones of STARTTLS and of TLS."""
    said = _SERVER[problem].format(
        section=section, setting=f"{section}.host", ca_file=f"{section}.ca_file", starttls=ports[0], tls=ports[1]
    )
    return f"De {what} {host}, poort {port}, {said}{'' if said.endswith('?') else '.'}"


async def _round_trip(section: MailSection, mailbox: SmtpMailbox, inbox: ImapInbox, patience: float) -> list[str]:
    """Sends one mail to the bot's own address and one to an address that a guest would answer to: both must arrive in
    the mailbox. The running bot treats them as automatic mail and does nothing with them."""
    answer = section.answer_address.replace(TOKEN, _ANY_TOKEN)
    addresses = list(dict.fromkeys((section.address, answer)))
    mark = secrets.token_hex(8)
    subjects = {address: f"retbot check {mark} {number}" for number, address in enumerate(addresses)}
    try:
        fates = await mailbox.send([_mail(address, subject) for address, subject in subjects.items()])
        sent = [address for address, fate in zip(addresses, fates, strict=True) if fate is MailFate.SENT]
        arrived = await _arrivals(inbox, {subjects[one]: one for one in sent}, patience)
        await inbox.delete_by_subject(f"retbot check {mark}")
    except InboxFailed as failed:
        return [f"De mailbox {section.imap and section.imap.host} viel stil tijdens de proef ({failed.reason})."]
    finally:
        await inbox.close()
    fate = dict(zip(addresses, fates, strict=True))
    return _judge(section, [one for one in addresses if one not in arrived], fate.__getitem__, patience)


def _mail(address: str, subject: str) -> Mail:
    return Mail(subject, address, subject, _TEXT)


async def _arrivals(inbox: ImapInbox, subjects: dict[str, str], patience: float) -> set[str]:
    """The addresses for which a mail arrived; returns as soon as all did."""
    found: set[str] = set()
    for _ in range(max(1, round(patience / _TRY))):
        found |= {address for subject, address in subjects.items() if await inbox.holds_subject(subject)}
        if len(found) == len(subjects):
            break
        await asyncio.sleep(_TRY)
    return found


def _judge(section: MailSection, lost: list[str], fate: Callable[[str], MailFate], patience: float) -> list[str]:
    if not lost:
        return []
    why = "de mailserver weigert hem" if fate(lost[0]) is not MailFate.SENT else f"binnen {patience:.0f} seconden"
    user = section.imap and (section.imap.username or section.username)
    if section.address in lost:
        return [
            (
                f"Een mail aan {section.address} (mail.address) komt niet aan in de mailbox van {user} "
                f"(mail.imap), {why}: is dat "
                "adres van die mailbox, en staat mail.imap.folder op de map waarin de post binnenkomt? Nu leest "
                "retbot geen "
                "antwoord op een uitnodiging."
            )
        ]
    if section.bears_tokens:
        return [
            (
                f"Een mail aan {lost[0]} komt niet aan in de mailbox van {user}, {why}: de mailserver legt post "
                "voor een adres met "
                "een plus niet in de mailbox ervan. Zet daar *plus addressing* (subaddressing) aan, of kies een "
                "ander patroon "
                "bij mail.imap.answer_address. Nu komt geen antwoord op een uitnodiging aan."
            )
        ]
    return [f"Een mail aan {lost[0]} (mail.imap.answer_address) komt niet aan in de mailbox van {user}, {why}."]
