"""Who will be missing at a bespreking or an overleg that is near."""

from retbot.domain.casus.casus import Casus
from retbot.domain.invitations.inviting import DEELNEMER, group_labels
from retbot.domain.overleg.overleg import Overleg
from retbot.domain.planning.attendance import AbsenceReason, Absentee, AttendanceState, Quorum
from retbot.domain.tijd import local_day
from retbot.scheduling.notices import attendance_news
from retbot.scheduling.occasion import Occasion
from retbot.wording import terms
from retbot.wording.citing import cited_article
from retbot.wording.dates import join, long_date, short_date

_WORDS = {
    AbsenceReason.NEE: "Afgezegd",
    AbsenceReason.OTHER_TIME: "Stelde een andere tijd voor",
    AbsenceReason.MAYBE: "Misschien",
    AbsenceReason.UNREACHED: "Niet bereikt",
    AbsenceReason.SILENT: "Nog niets gehoord van",
    AbsenceReason.NOT_ASKED: "Zonder uitnodiging",
}


async def of_bespreking(casus: Casus, turn: Occasion) -> list[str]:
    """Who is missing at the planned bespreking, apart from the fixed members of its overleg; empty while nobody was
    invited or when everybody comes."""
    state = await attendance_news.of_bespreking(turn.work, turn.team, casus)
    if state is None or state.compleet:
        return []
    offers = terms.some_lines([offer for one in state.gemist if (offer := _for_case(one, casus))], "deelnemers")
    quorum = _quorum(state.quorum)
    needed = [must_come(owner, artikel) for owner, artikel in state.moet]
    return [_count(state), *_missing(state, turn), *offers, *needed, *([quorum] if quorum else [])]


async def of_overleg(overleg: Overleg, turn: Occasion) -> list[str]:
    """The fixed members who will be missing."""
    state = await attendance_news.of_overleg(turn.work, turn.team, overleg)
    if state is None or state.compleet:
        return []
    offers = terms.some_lines([offer for one in state.gemist if (offer := _for_overleg(one, overleg))], "deelnemers")
    return [_count(state), *_missing(state, turn), *offers]


def must_come(owner: str, artikel: str) -> str:
    return f"De {owner} hoort erbij te zijn ({cited_article(artikel)}). Spreek af wie komt, of verzet de ~bespreking."


def _count(state: AttendanceState) -> str:
    return f"Wie komt er? {terms.sentence(terms.count_yes(state.ja, state.gevraagd))}."


def _missing(state: AttendanceState, turn: Occasion) -> list[str]:
    rollen = turn.convenant().rollen
    lines = []
    for reden, word in _WORDS.items():
        labels = [one.guest.label for one in state.gemist if one.reden is reden]
        if labels:
            colon = " " if word.endswith("van") else ": "
            lines.append(f"• {word}{colon}{terms.some(group_labels(labels, rollen))}")
    return [*lines, *_vog(state, turn)]


def _vog(state: AttendanceState, turn: Occasion) -> list[str]:
    found = [
        f"• De VOG van {vog.guest.label} {'is verlopen' if vog.day < turn.today else 'verloopt'} op "
        f"{long_date(vog.day, turn.today)} ({cited_article(vog.artikel)})"
        for vog in state.vog
    ]
    return terms.some_lines(found, "deelnemers")


def _quorum(quorum: Quorum | None) -> str | None:
    if quorum is None:
        return None
    names, article = join(quorum.who), cited_article(quorum.artikel)
    if quorum.zeker:
        return f"Van {names} komt niemand: dan gaat de ~bespreking niet door ({article})."
    return f"Nog niemand van {names} heeft ja gezegd. Komt geen van hen, dan gaat de ~bespreking niet door ({article})."


def _for_case(one: Absentee, casus: Casus) -> str | None:
    if one.vervanger is None:
        return None
    number = one.guest.owner.removeprefix(DEELNEMER)
    return (
        f"Vervanger van {one.guest.label} is deelnemer {one.vervanger.nummer} → "
        f"`!ret vervang {casus.code} {number} door {one.vervanger.nummer}`"
    )


def _for_overleg(one: Absentee, overleg: Overleg) -> str | None:
    """The stand-in takes the seat once the absence is recorded."""
    if one.vervanger is None:
        return None
    number, day = one.guest.owner.removeprefix(DEELNEMER), short_date(local_day(overleg.start))
    return (
        f"Vervanger van {one.guest.label} is deelnemer {one.vervanger.nummer} → `!ret afwezig {number} op {day}`, "
        f"dan `!ret overleg uitnodigen {day}`"
    )
