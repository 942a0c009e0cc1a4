"""Every mail that the bot sends, by the kind of its post: what to do, by when, on which article, whom to call."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from retbot.domain.casus import Casus
from retbot.domain.casustermijnen import Termijn
from retbot.domain.citeren import cited, cited_article
from retbot.domain.convenant import Bron
from retbot.domain.vastleggen import step_mark
from retbot.ports import Mail
from retbot.scheduling import invitations, words
from retbot.scheduling.notices.terms import is_over, late_note, open_team_term
from retbot.scheduling.recipients import Recipient, call, mail, recipient
from retbot.scheduling.said import Turn
from retbot.taal import clock_time, full_date, local

Letter = Callable[[Turn], Awaitable[Mail | None]]
"""Writes a mail; None when it is no longer true, or nobody can be reached."""


async def herinnering(turn: Turn) -> Mail | None:
    found = await turn.open_term()
    if found is None or is_over(found[1], turn):
        return None
    casus, termijn = found
    to = await recipient(turn, casus)
    return _reminder(turn, to, termijn, casus) if to else None


async def teamtermijn(turn: Turn) -> Mail | None:
    termijn = await open_team_term(turn)
    to = await recipient(turn, None)
    return _reminder(turn, to, termijn, None) if to and termijn else None


async def opschaling(turn: Turn) -> Mail | None:
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
        f"{step.wat}. Dat besluit is van {full_date(made.op)}.",
        _why(casus, turn),
        f"Wilt u hierover contact opnemen met de {convenant.voorzitter}? {call(turn, f'de {convenant.voorzitter}')}",
        _code(turn, to),
    )
    return mail(turn, to, "RET: opschaling", text)


def _reminder(turn: Turn, to: Recipient, termijn: Termijn, casus: Casus | None) -> Mail:
    rest = f"Is het al gebeurd? Laat het de {turn.convenant(casus).secretaris} dan weten. {call(turn)}"
    text = _letter(
        f"Dit is een herinnering van het {turn.convenant(casus).titel}, aan u als {to.name}.",
        f"Wat: {_what(termijn, casus)}\nWanneer: {_when(termijn, turn)}\nGrond: {_ground(termijn, turn)}",
        rest,
        late_note(turn),
        _code(turn, to),
    )
    return mail(turn, to, "Herinnering" if to.private else "RET: herinnering", text)


def _what(termijn: Termijn, casus: Casus | None) -> str:
    plicht = termijn.plicht
    if plicht.per == "afspraak" and casus and termijn.over:
        one = casus.afspraak(int(termijn.over))
        return f"{plicht.wat}: {one.soort} (afspraak {one.nummer}, {one.partij})"
    return plicht.wat


def _when(termijn: Termijn, turn: Turn) -> str:
    day = full_date(termijn.day)
    if termijn.voor_event:
        return f"vóór de bespreking van {day}"
    if termijn.is_late(turn.now):
        return f"dat was uiterlijk {day}, {words.how_late(termijn.day, turn.today, turn.team.kalender)}"
    at = f" om {clock_time(local(termijn.due).time())}" if isinstance(termijn.due, datetime) else ""
    return f"uiterlijk {day}{at}"


def _ground(termijn: Termijn, turn: Turn) -> str:
    """`art. 8.16 van het convenant (5 werkdagen; Hemelvaartsdag telt niet mee)`"""
    whole = " van het convenant" if termijn.plicht.bron is Bron.CONVENANT else ""
    why = words.reasons(termijn, turn.team.kalender)
    because = f" ({'; '.join(why)})" if why else ""
    return f"{cited(termijn.plicht)}{whole}{because}"


def _why(casus: Casus, turn: Turn) -> str | None:
    """The facts: since when, and what is open."""
    sent = casus.feit("advies_verzonden")
    open_ones = casus.open_afspraken(lambda one: one.datum < turn.today)
    facts = [
        f"Het advies is verzonden op {full_date(sent.op)}." if sent else None,
        f"Open: {'; '.join(words.afspraak(one, turn.today) for one in open_ones)}." if open_ones else None,
    ]
    return " ".join(fact for fact in facts if fact) or None


def _code(turn: Turn, to: Recipient) -> str:
    about = f"Het gaat om {turn.post.code}. " if turn.post.code and not to.private else ""
    return f"{about}Zet in een antwoord geen namen of andere herkenbare gegevens."


def _letter(*parts: str | None) -> str:
    return "\n\n".join(["Goedendag,", *(part for part in parts if part), "Het Regionaal Expertteam"])


MAILS: Mapping[str, Letter] = {
    "herinnering": herinnering,
    "teamtermijn": teamtermijn,
    "opschaling": opschaling,
    "uitnodiging": invitations.uitnodiging,
    "afzegging": invitations.afzegging,
}
MUST_ARRIVE = frozenset({"opschaling"})
"""Without an address somebody is told."""
IN_OFFICE_HOURS = frozenset({"herinnering", "teamtermijn"})
