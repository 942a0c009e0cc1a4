"""Who will be missing: for a bespreking in the thread of its case, for an overleg in the main timeline."""

from retbot.domain.casus.casus import Casus
from retbot.domain.invitations.inviting import DEELNEMER, group_labels
from retbot.domain.overleg.overleg import Overleg, cancelled_for
from retbot.domain.planning.attendance import AbsenceReason, Absentee, AttendanceState, Quorum
from retbot.domain.tijd import local_day
from retbot.scheduling.notices import attendance_news
from retbot.scheduling.notices.meetings import span
from retbot.scheduling.notices.terms import late_note
from retbot.scheduling.occasion import Occasion, Speech, notice
from retbot.wording import terms
from retbot.wording.citing import cited_article
from retbot.wording.dates import full_date, join, long_date, short_date

_WORDS = {
    AbsenceReason.NEE: "Afgezegd",
    AbsenceReason.OTHER_TIME: "Stelde een andere tijd voor",
    AbsenceReason.MAYBE: "Misschien",
    AbsenceReason.SILENT: "Nog niets gehoord van",
    AbsenceReason.NOT_ASKED: "Zonder uitnodiging",
}


@notice("wie_ontbreekt")
async def wie_ontbreekt(turn: Occasion) -> Speech | None:
    """None when everybody accepted, or when the bespreking was moved or cancelled."""
    casus = await turn.open_casus()
    planned = casus.in_ronde(turn.number("ronde")) if casus else None
    if casus is None or planned is None or planned != casus.bespreking or planned.start <= turn.now:
        return None
    if planned.sequence != turn.number("sequence") or cancelled_for(casus, await turn.work.overleggen()):
        return None
    state = await attendance_news.of_bespreking(turn.work, turn.team, casus)
    if state is None or state.compleet:
        return None
    when = f"{terms.full_day(local_day(planned.start), turn.today)}, {span(planned)}"
    count = terms.sentence(terms.count_yes(state.ja, state.gevraagd))
    head = f"Wie komt er bij de bespreking over **{casus.code}**, {when}? {count}."
    offers = terms.some_lines([offer for one in state.gemist if (offer := _for_case(one, casus))], "deelnemers")
    return Speech(terms.lines(head, *_missing(state, turn), *offers, _quorum(state.quorum), late_note(turn)))


@notice("overleg_opkomst")
async def overleg_opkomst(turn: Occasion) -> Speech | None:
    """The fixed members who will be missing at the next overleg."""
    overleg = next((o for o in await turn.work.overleggen() if o.uid == turn.text("uid")), None)
    if overleg is None or not overleg.staat or overleg.sequence != turn.number("sequence"):
        return None
    state = await attendance_news.of_overleg(turn.work, turn.team, overleg)
    if state is None or state.compleet or overleg.start <= turn.now:
        return None
    day, count = full_date(local_day(overleg.start)), terms.sentence(terms.count_yes(state.ja, state.gevraagd))
    head = f"Wie komt er bij het overleg van **{day}**? {count}."
    offers = terms.some_lines([offer for one in state.gemist if (offer := _for_overleg(one, overleg))], "deelnemers")
    return Speech(terms.lines(head, *_missing(state, turn), *offers, late_note(turn)))


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
        return f"{terms.sentence(names)} komen geen van allen: dan gaat de bespreking niet door ({article})."
    return f"Van {names} heeft nog niemand toegezegd. Komt geen van hen, dan gaat de bespreking niet door ({article})."


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
