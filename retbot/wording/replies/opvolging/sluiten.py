"""Answers about closing and correcting."""

from collections.abc import Iterable, Sequence
from datetime import date

from retbot.domain.termijnen.casustermijnen import Termijn, TermijnState
from retbot.wording.citing import cite, cited_article
from retbot.wording.dates import full_date, join, long_date, short_date
from retbot.wording.replies.bespreking.plannen import get_message
from retbot.wording.replies.chat.general import NOTHING
from retbot.wording.replies.vastleggen.noteren import EVENTS
from retbot.wording.sentences import sentence


@sentence("vraag_opgelost")
def vraag_opgelost(
    open_termijnen: Sequence[str],
    op: date | None = None,
    verwijderd: date | None = None,
    vraag: str = "",
    artikel: str = "",
) -> str:
    """The dates are those of a case that was closed long ago; `vraag` is what the covenant asks at closing."""
    still = f"\nEr staat nog open: {'; '.join(open_termijnen)}." if open_termijnen else ""
    day = f"\n{_long_ago(op, verwijderd)} Klopt die dag niet, antwoord dan nee." if op else ""
    asked = f"{vraag} ({cited_article(artikel)})" if artikel else vraag or "Is de casus afgerond?"
    return f"{asked} Dan sluit ik de casus. `ja TEKENS` · nee{day}{still}"


@sentence("vraag_sluitdag")
def vraag_sluitdag(op: date, verwijderd: date | None = None) -> str:
    return f"{_long_ago(op, verwijderd)} Klopt die dag? `ja TEKENS` · nee"


def _long_ago(day: date, verwijderd: date | None) -> str:
    gone = f" Dan verwijder ik alles erover al op {full_date(verwijderd)}." if verwijderd else ""
    return f"U sluit de casus op {full_date(day)}, dat is lang geleden.{gone}"


@sentence("blijft_open")
def blijft_open() -> str:
    return "Dan blijft de casus open."


@sentence("ga_sluiten")
def ga_sluiten(reden: str, op: date, today: date, verwijderd: date | None, afgezegd: date | None, bericht: int) -> str:
    """`verwijderd` is when everything about the case is deleted."""
    lines = [f"**CODE sluiten**{'' if op == today else f' op {full_date(op)}'}, reden: {reden}."]
    if afgezegd:
        lines.append(
            f"De ~bespreking van {long_date(afgezegd)} gaat niet door. {get_message(bericht, 'een afzegging')}"
        )
    if verwijderd:
        lines.append(f"Op {full_date(verwijderd)} verwijder ik alles over de casus.")
    return "\n".join(lines)


@sentence("gesloten")
def gesloten(reden: str, verwijderd: date | None, artikel: str, afgezegd: date | None = None, bericht: int = 0) -> str:
    text = f"Casus gesloten ({reden})."
    if afgezegd:
        told = f"; wie was uitgenodigd krijgt een afzegging ({bericht})" if bericht else ""
        text += f" De ~bespreking van {long_date(afgezegd)} gaat niet door{told}."
    text += " De adressen van deze casus wis ik zodra de laatste mail weg is."
    if verwijderd:
        text += f" Op {full_date(verwijderd)} verwijder ik alles erover ({cited_article(artikel)})."
    return text


@sentence("sluitreden_onbekend")
def sluitreden_onbekend(redenen: Sequence[str]) -> str:
    return f"Waarom sluit de casus? Kies uit: {join([f'`{r}`' for r in redenen], 'of')}. {NOTHING}"


@sentence("hersteld")
def hersteld(event: str, over: str | None, op: date | None, today: date, verschoven: Sequence[str]) -> str:
    name = f"{over} gedaan" if event == "gedaan" else f"{EVENTS[event].lower()}{f' ({over})' if over else ''}"
    text = f"Hersteld: {name}, op {long_date(op, today)}." if op else f"Weggehaald: {name}."
    if not verschoven:
        return f"{text} Er verschuift geen termijn."
    return "\n".join([text, *(f"• {line}" for line in verschoven)])


@sentence("heropend")
def heropend(afgezegd: date | None, adressen: bool) -> str:
    """`adressen`: those of the case are still there."""
    gone = ["peilingen die liepen"]
    if afgezegd:
        gone.insert(0, f"de ~bespreking van {long_date(afgezegd)} (opnieuw plannen → `!ret plan CODE`)")
    if not adressen:
        gone.append("de mailadressen van deze casus (geef ze opnieuw in ons privégesprek)")
    return f"De casus is weer open. Dit komt niet terug: {join(gone)}."


ANONIEM = {
    "ja": " De casus wordt dan anoniem besproken.",
    "nee": " De casus wordt dan niet meer anoniem besproken.",
}
"""What is added when the case becomes anonymous, `ja`, or no longer is, `nee`."""


@sentence("ga_herstellen")
def ga_herstellen(
    event: str, over: str | None, op: date | None, today: date, anoniem: str, heropent: bool = False
) -> str:
    """`anoniem` says whether the case becomes anonymous, `ja`, or no longer is, `nee`; empty when that stays.
    `heropent`: the case was closed."""
    name = f"{EVENTS[event].lower()}{f' ({over})' if over else ''}"
    what = f"{name}, op {long_date(op, today)}" if op else f"{name} weghalen"
    if heropent and op is None:
        return f"**CODE weer openen**: {what}. De termijnen lopen dan weer."
    return f"**CODE herstellen**: {what}. Dat verandert een toestemming.{ANONIEM.get(anoniem, '')}"


@sentence("feit_onbekend")
def feit_onbekend(feiten: Sequence[str]) -> str:
    return (
        f"Welk feit, en wanneer? In deze casus ligt vast: {join(list(feiten))}. "
        f"Bijvoorbeeld: `!ret herstel CODE {feiten[-1]} gisteren`, of `weg` in plaats van de dag. {NOTHING}"
    )


@sentence("rust_er_iets_op")
def rust_er_iets_op(event: str, later: str) -> str:
    return (
        f"Dat kan niet: {EVENTS[later].lower()} hangt af van {EVENTS[event].lower()}. Herstel eerst het latere feit. "
        f"{NOTHING}"
    )


@sentence("aanmelding_blijft")
def aanmelding_blijft() -> str:
    return f"Een aanmelding kan niet weg; sluit de casus: `!ret sluit CODE ingetrokken`. {NOTHING}"


def what_moved(before: Iterable[Termijn], after: Iterable[Termijn]) -> list[str]:
    """One line for each open term that now ends on another day, is new, or is gone."""
    old = {t.key: t for t in before if t.staat is TermijnState.OPEN}
    new = {t.key: t for t in after if t.staat is TermijnState.OPEN}
    moved = [
        f"{t.plicht.wat}: nu uiterlijk {short_date(t.day)}, was {short_date(old[key].day)} ({cite(t.plicht)})"
        for key, t in new.items()
        if key in old and old[key].day != t.day
    ]
    added = [
        f"{t.plicht.wat}: weer open, uiterlijk {short_date(t.day)} ({cite(t.plicht)})"
        for key, t in new.items()
        if key not in old
    ]
    gone = [f"{t.plicht.wat}: niet meer aan de orde ({cite(t.plicht)})" for key, t in old.items() if key not in new]
    return moved + added + gone
