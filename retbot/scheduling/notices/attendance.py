"""Who will be missing: of a bespreking in the thread of its case, of an overleg in the main line."""

from retbot.domain.casus import Casus
from retbot.domain.citeren import cited_article
from retbot.domain.opkomst import Gemis, Opkomststand, Quorum, Reden
from retbot.domain.overleg import Overleg, afgelast_voor
from retbot.domain.uitnodigen import DEELNEMER, counted
from retbot.scheduling import attendance, words
from retbot.scheduling.notices.meetings import span
from retbot.scheduling.notices.terms import late_note
from retbot.scheduling.said import Said, Turn
from retbot.taal import full_date, join, local_day, long_date, short_date

_WORDS = {
    Reden.NEE: "Afgezegd",
    Reden.ANDERS: "Stelde een andere tijd voor",
    Reden.MISSCHIEN: "Misschien",
    Reden.STIL: "Nog niets gehoord van",
    Reden.NIET_GEVRAAGD: "Zonder uitnodiging",
}


async def wie_ontbreekt(turn: Turn) -> Said | None:
    """None when everybody said that he comes, or the bespreking moved or is off."""
    casus = await turn.open_casus()
    planned = casus.in_ronde(turn.number("ronde")) if casus else None
    if casus is None or planned is None or planned != casus.bespreking or planned.start <= turn.now:
        return None
    if planned.sequence != turn.number("sequence") or afgelast_voor(casus, await turn.work.overleggen()):
        return None
    stand = await attendance.of_bespreking(turn.work, turn.team, casus)
    if stand is None or stand.compleet:
        return None
    when = f"{words.full_day(local_day(planned.start), turn.today)}, {span(planned)}"
    head = f"Wie komt er bij de bespreking over **{casus.code}**, {when}? {attendance.counted_yes(stand)}."
    offers = words.some_lines([offer for one in stand.gemist if (offer := _for_case(one, casus))], "deelnemers")
    return Said(words.lines(head, *_missing(stand, turn), *offers, _quorum(stand.quorum), late_note(turn)))


async def overleg_opkomst(turn: Turn) -> Said | None:
    """Of the fixed members of an overleg that is near."""
    overleg = next((o for o in await turn.work.overleggen() if o.uid == turn.text("uid")), None)
    if overleg is None or not overleg.staat or overleg.sequence != turn.number("sequence"):
        return None
    stand = await attendance.of_overleg(turn.work, turn.team, overleg)
    if stand is None or stand.compleet or overleg.start <= turn.now:
        return None
    head = (
        f"Wie komt er bij het overleg van **{full_date(local_day(overleg.start))}**? {attendance.counted_yes(stand)}."
    )
    offers = words.some_lines([offer for one in stand.gemist if (offer := _for_overleg(one, overleg))], "deelnemers")
    return Said(words.lines(head, *_missing(stand, turn), *offers, late_note(turn)))


def _missing(stand: Opkomststand, turn: Turn) -> list[str]:
    rollen = turn.convenant().rollen
    lines = []
    for reden, word in _WORDS.items():
        labels = [one.guest.label for one in stand.gemist if one.reden is reden]
        if labels:
            colon = " " if word.endswith("van") else ": "
            lines.append(f"• {word}{colon}{words.some(counted(labels, rollen))}")
    return [*lines, *_vog(stand, turn)]


def _vog(stand: Opkomststand, turn: Turn) -> list[str]:
    found = [
        f"• De VOG van {vog.guest.label} {'is verlopen' if vog.op < turn.today else 'verloopt'} op "
        f"{long_date(vog.op, turn.today)} ({cited_article(vog.artikel)})"
        for vog in stand.vog
    ]
    return words.some_lines(found, "deelnemers")


def _quorum(quorum: Quorum | None) -> str | None:
    if quorum is None:
        return None
    names, article = join(quorum.wie), cited_article(quorum.artikel)
    if quorum.zeker:
        return f"{words.sentence(names)} komen geen van allen: dan gaat de bespreking niet door ({article})."
    return f"Van {names} heeft nog niemand toegezegd. Komt geen van hen, dan gaat de bespreking niet door ({article})."


def _for_case(one: Gemis, casus: Casus) -> str | None:
    if one.vervanger is None:
        return None
    number = one.guest.owner.removeprefix(DEELNEMER)
    return (
        f"Vervanger van {one.guest.label} is deelnemer {one.vervanger.nummer} → "
        f"`!ret vervang {casus.code} {number} door {one.vervanger.nummer}`"
    )


def _for_overleg(one: Gemis, overleg: Overleg) -> str | None:
    """The stand-in takes the seat once it is recorded that he is away."""
    if one.vervanger is None:
        return None
    number, day = one.guest.owner.removeprefix(DEELNEMER), short_date(local_day(overleg.start))
    return (
        f"Vervanger van {one.guest.label} is deelnemer {one.vervanger.nummer} → `!ret afwezig {number} op {day}`, "
        f"dan `!ret overleg uitnodigen {day}`"
    )
