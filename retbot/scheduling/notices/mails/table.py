"""Every mail that the bot sends, by the sentence of its post: what to do, by when, on which article, whom to call."""

from collections.abc import Awaitable, Callable, Mapping

from retbot.domain.casus.casus import Casus
from retbot.domain.casus.recording import step_mark
from retbot.meetings.invitations import AT_OLD_ADDRESS
from retbot.ports import Mail
from retbot.scheduling.notices import outages
from retbot.scheduling.notices.mails import invitations, reminders
from retbot.scheduling.notices.mails.recipients import Recipient, call, mail, recipient
from retbot.scheduling.notices.mails.reminders import CLOSING, TEAM, Point
from retbot.scheduling.occasion import Occasion
from retbot.wording import terms
from retbot.wording.citing import cited_article
from retbot.wording.dates import full_date

Letter = Callable[[Occasion], Awaitable[Mail | None]]
"""Writes a mail; None when it is no longer true, or nobody can be reached."""


async def opschaling(turn: Occasion) -> Mail | None:
    """To the addressee of a step up that was made."""
    casus = await turn.open_casus()
    made = casus.feit("escalatie", turn.number("ronde"), turn.text("stap")) if casus else None
    convenant = turn.convenant(casus)
    step = next((t for t in convenant.ketens if step_mark(t, convenant) == turn.text("stap")), None)
    to = await recipient(turn, casus)
    if casus is None or made is None or step is None or to is None:
        return None
    text = _letter(
        f"In een casus van het {convenant.titel} is een stap hogerop gezet ({cited_article(step.artikel)}): "
        f"{step.wat}. Dat besluit is van {full_date(made.day)}.",
        _why(casus, turn),
        f"Wilt u hierover contact opnemen met de {convenant.voorzitter}? {call(turn, f'de {convenant.voorzitter}')}",
        _code(turn, to),
    )
    return mail(turn, to, "Opschaling", text, ": wilt u contact opnemen?")


def _why(casus: Casus, turn: Occasion) -> str | None:
    """The facts: since when, and what is open."""
    sent = casus.feit("advies_verzonden")
    open_ones = casus.open_afspraken(lambda one: one.datum < turn.today)
    facts = [
        f"Het advies is verzonden op {full_date(sent.day)}." if sent else None,
        f"Open: {'; '.join(terms.afspraak(one, turn.today) for one in open_ones)}." if open_ones else None,
    ]
    return " ".join(fact for fact in facts if fact) or None


def _code(turn: Occasion, to: Recipient) -> str:
    about = f"Het gaat om {turn.post.code}. " if turn.post.code and not to.private else ""
    return f"{about}{CLOSING}"


def _letter(*parts: str | None) -> str:
    return "\n\n".join(["Goedendag,", *(part for part in parts if part), TEAM])


MAILS: Mapping[str, Letter] = {
    "opschaling": opschaling,
    "uitnodiging": invitations.invitation,
    "afzegging": invitations.afzegging,
    AT_OLD_ADDRESS: invitations.afzegging_oud_adres,
    "storing": outages.storing_mail,
    "storing_voorbij": outages.storing_voorbij_mail,
}
POINTS: Mapping[str, Callable[[Occasion], Awaitable[Point | None]]] = {
    "herinnering": reminders.reminder,
    "teamtermijn": reminders.teamtermijn,
}
"""What is gathered into one mail for each recipient (reminder_mails.py)."""
MUST_ARRIVE = frozenset({"opschaling"})
"""Without an address somebody is told."""
NEEDS_NOT_ARRIVE = frozenset({AT_OLD_ADDRESS, "storing", "storing_voorbij"})
"""Of these the secretaris is not told that they did not: the address is one that was left, or the beheerder's."""
IN_OFFICE_HOURS = frozenset(POINTS)
