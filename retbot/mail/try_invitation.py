"""Sends an invitation, a move and a cancellation to one address, to see how a mail program handles them."""

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from retbot.domain.tijd import AMSTERDAM, local, local_day
from retbot.ports import Attendee, CalendarInvitation, Clock, Mail, Mailbox, MailFate
from retbot.wording import dates

_AHEAD = timedelta(days=7)
_LENGTH = timedelta(hours=1)
_FIRST = time(14)
_MOVED = time(15, 30)
_SUBJECT = "RET-overleg (proef)"
_GREETING = "Dit is een proefuitnodiging van retbot. Er is geen echt overleg en u hoeft niets te doen."
_INVITED = """{greeting}

**Stap 1 van 3: de uitnodiging.** Dit zou u nu moeten zien:

- een uitnodiging voor {day}, {start}–{end}, met knoppen om te antwoorden;
- na “accepteren” of “voorlopig” deze ene afspraak in uw agenda, op die dag en die tijd."""
_CHANGED = """{greeting}

**Stap 2 van 3: het verzetten.** Dit zou u nu moeten zien:

- dezelfde afspraak, verzet naar {day}, {start}–{end};
- in uw agenda één afspraak, niet twee. Op de oude tijd staat niets meer."""
_CANCELLED = """{greeting}

**Stap 3 van 3: het annuleren.** Dit zou u nu moeten zien:

- het bericht dat de afspraak van {day}, {start}–{end} niet doorgaat;
- in uw agenda geen afspraak meer, of een knop om hem te verwijderen."""


async def try_invitation(
    mailbox: Mailbox, address: str, clock: Clock, wait: Callable[[], Awaitable[None]]
) -> list[MailFate]:
    """The results of the mails that were tried, at most three; `wait` is called between them. Stops after a mail that
    was not sent."""
    uid = f"{secrets.token_hex(16)}@retbot"
    fates: list[MailFate] = []
    for number, (invitation, template) in enumerate(_steps(uid, address, clock.now())):
        if number:
            await wait()
        mail = _mail(replace(invitation, sequence=number, stamp=clock.now()), template)
        fates += await mailbox.send([mail])
        if fates[-1] is not MailFate.SENT:
            break
    return fates


def _steps(uid: str, address: str, now: datetime) -> list[tuple[CalendarInvitation, str]]:
    start, moved = _on(now + _AHEAD, _FIRST), _on(now + _AHEAD + timedelta(days=1), _MOVED)
    invited = CalendarInvitation(
        method="REQUEST",
        uid=uid,
        sequence=0,
        stamp=now,
        start=start,
        end=start + _LENGTH,
        summary=_SUBJECT,
        recipient=Attendee(address, "Ontvanger van de proef"),
        description=_GREETING,
    )
    changed = replace(invited, start=moved, end=moved + _LENGTH)
    return [(invited, _INVITED), (changed, _CHANGED), (replace(changed, method="CANCEL"), _CANCELLED)]


def _on(instant: datetime, moment: time) -> datetime:
    """That time in Amsterdam on the day of `instant`, in UTC."""
    return datetime.combine(local_day(instant), moment, AMSTERDAM).astimezone(UTC)


def _mail(invitation: CalendarInvitation, template: str) -> Mail:
    start, end = local(invitation.start), local(invitation.end)
    text = template.format(
        greeting=_GREETING,
        day=dates.long_date(start.date()),
        start=dates.clock_time(start.time()),
        end=dates.clock_time(end.time()),
    )
    return Mail(
        key=f"{invitation.uid}:{invitation.sequence}",
        to=invitation.recipient.address,
        subject=_SUBJECT if invitation.method == "REQUEST" else f"Geannuleerd: {_SUBJECT}",
        text=text,
        thread=invitation.uid,
        invitation=invitation,
    )
