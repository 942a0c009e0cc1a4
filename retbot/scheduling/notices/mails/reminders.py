"""Reminders by mail: all reminders for one recipient on one morning in one mail."""

from collections.abc import Awaitable, Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Casus
from retbot.domain.convenant.convenant import Source
from retbot.domain.termijnen.casustermijnen import Termijn
from retbot.domain.tijd import local
from retbot.ports import CardRow, Mail
from retbot.scheduling.notices.mails.recipients import CLOSING, Recipient, mail, recipient, sign
from retbot.scheduling.notices.terms import is_over, late_note, open_team_term
from retbot.scheduling.occasion import Occasion
from retbot.wording import terms
from retbot.wording.citing import cite
from retbot.wording.dates import clock_time, full_date, long_date
from retbot.wording.invitation import about_code

_MOST = 40
"""The maximum number of reminders in one mail."""
_DONE = "Is het gebeurd, of lukt het niet op tijd? Beantwoord dan deze mail of bel {whom}."


@dataclass(frozen=True, slots=True)
class Point:
    """One reminder for a recipient."""

    turn: Occasion
    to: Recipient
    termijn: Termijn
    casus: Casus | None

    @property
    def mailed_with(self) -> Hashable:
        """Points with the same value may be in one mail: all for one address; for a private person only those about one
        case."""
        code = self.code if self.to.private else None
        return self.to.address.casefold(), self.to.private, code

    @property
    def code(self) -> Casecode | None:
        return self.turn.post.code

    @property
    def is_urgent(self) -> bool:
        """A term in hours gets its own mail, at any hour."""
        return bool(self.turn.post.args.get("altijd"))


async def reminder(turn: Occasion) -> Point | None:
    """None when it is no longer true, or there is nobody to send it to."""
    found = await turn.open_term()
    if found is None or is_over(found[1], turn):
        return None
    casus, termijn = found
    to = await recipient(turn, casus)
    return Point(turn, to, termijn, casus) if to else None


async def teamtermijn(turn: Occasion) -> Point | None:
    termijn = await open_team_term(turn)
    to = await recipient(turn, None)
    return Point(turn, to, termijn, None) if to and termijn else None


def gather(points: Iterable[Point]) -> list[list[Point]]:
    """Each list is one mail of limited length, in the order of their first points."""
    mails: dict[Hashable, list[Point]] = {}
    for point in points:
        mails.setdefault((point.turn.row.id if point.is_urgent else None, point.mailed_with), []).append(point)
    return [group[at : at + _MOST] for group in mails.values() for at in range(0, len(group), _MOST)]


def letter(points: Sequence[Point]) -> Mail:
    return _single(points[0]) if len(points) == 1 else _several(points)


def _single(point: Point) -> Mail:
    turn, to, termijn = point.turn, point.to, point.termijn
    convenant = turn.convenant(point.casus)
    what = _what(termijn, point.casus)
    text = f"Goedendag,\n\nDit is een herinnering van het {turn.team.name_in(convenant)}. U krijgt die als {to.name}."
    code = about_code(point.code) if point.code and not to.private else None
    done = _DONE.format(whom=f"de {convenant.secretaris}")
    made = mail(turn, to, "Herinnering", text, f": {what}, {_deadline(point)}")
    return replace(
        made,
        card=(
            CardRow("Wat", terms.sentence(what)),
            CardRow("Wanneer", _when(termijn, turn)),
            CardRow("Grond", _ground(termijn, turn)),
        ),
        closing="\n\n".join(sign(turn, convenant, done, late_note(turn), code, CLOSING)),
    )


def _several(points: Sequence[Point]) -> Mail:
    """In the thread of the case when all reminders are about one case."""
    first = points[0]
    turn, to, convenant = first.turn, first.to, first.turn.convenant(first.casus)
    parts = [_of_case(code, list(group), to) for code, group in groupby(_in_order(points), lambda p: p.code)]
    late = dict.fromkeys(late_note(point.turn) for point in points)
    text = "\n\n".join(
        [
            "Goedendag,",
            f"Dit zijn {len(points)} herinneringen van het {turn.team.name_in(convenant)}. U krijgt die als {to.name}.",
            *parts,
            *sign(turn, convenant, _DONE.format(whom=f"de {convenant.secretaris}"), *late, CLOSING),
        ]
    )
    soonest = min(points, key=lambda point: point.termijn.day)
    head = "Herinneringen" if to.private else f"{len(points)} herinneringen"
    made = mail(turn, to, head, text, f": {_deadline(soonest)}")
    if len({point.code for point in points}) > 1:
        made = replace(made, subject=f"{head}: {_deadline(soonest)}", thread=None)
    return replace(made, key="+".join(sorted(point.turn.post.key for point in points)))


def _in_order(points: Sequence[Point]) -> list[Point]:
    """By case, the earliest deadline first; duties of the team come last."""
    return sorted(points, key=lambda p: (p.code is None, p.code or "", p.termijn.day))


def _of_case(code: Casecode | None, points: Sequence[Point], to: Recipient) -> str:
    head = [] if to.private else [f"**{code or 'Voor het team'}**"]
    return "\n".join([*head, *map(_bullet, points)])


def _bullet(point: Point) -> str:
    turn, termijn = point.turn, point.termijn
    return f"- {_what(termijn, point.casus)}: {_when(termijn, turn)} ({_ground(termijn, turn)})"


def _deadline(point: Point) -> str:
    day = long_date(point.termijn.day)
    if point.termijn.voor_event:
        return f"vóór {day}"
    return f"was uiterlijk {day}" if point.termijn.is_late(point.turn.now) else f"uiterlijk {day}"


def _what(termijn: Termijn, casus: Casus | None) -> str:
    plicht = termijn.plicht
    if plicht.per == "afspraak" and casus and termijn.subject:
        one = casus.afspraak(int(termijn.subject))
        return f"{plicht.wat}, {one.soort} (afspraak {one.nummer}, {one.partij})"
    return plicht.wat


def _when(termijn: Termijn, turn: Occasion) -> str:
    day = full_date(termijn.day)
    if termijn.voor_event:
        return f"vóór de ~bespreking van {day}"
    if termijn.is_late(turn.now):
        return f"uiterlijk {day}, nu {terms.how_late(termijn.day, turn.today, turn.team.kalender)}"
    at = f" om {clock_time(local(termijn.due).time())}" if isinstance(termijn.due, datetime) else ""
    return f"uiterlijk {day}{at}"


def _ground(termijn: Termijn, turn: Occasion) -> str:
    """`art. 8.16 van het convenant, 5 werkdagen; Hemelvaartsdag telt niet mee`"""
    whole = " van het ~convenant" if termijn.plicht.bron is Source.CONVENANT else ""
    why = terms.reasons(termijn, turn.team.kalender)
    because = f", {'; '.join(why)}" if why else ""
    return f"{cite(termijn.plicht)}{whole}{because}"


POINTS: Mapping[str, Callable[[Occasion], Awaitable[Point | None]]] = {
    "herinnering": reminder,
    "teamtermijn": teamtermijn,
}
"""Only in office hours."""
