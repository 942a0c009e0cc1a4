"""Answers to ongedaan."""

from collections.abc import Iterable, Sequence

from retbot.domain.casus.casus import Aanmelding, Afspraak, Bespreking, Feit
from retbot.domain.termijnen.undoing import Part
from retbot.domain.tijd import local, local_day
from retbot.wording.dates import clock_time, join, lower_first, short_date
from retbot.wording.replies.chat.general import NOTHING
from retbot.wording.replies.opvolging.sluiten import ANONIEM
from retbot.wording.replies.vastleggen.noteren import EVENTS
from retbot.wording.sentences import sentence

_ALSO = "geagendeerd"
"""Goes with the bespreking that is planned."""


@sentence("teruggedraaid")
def teruggedraaid(wat: Sequence[str], verschoven: Sequence[str]) -> str:
    return "\n".join([f"**CODE** Teruggedraaid: {join(list(wat))}.", *(f"• {line}" for line in verschoven)])


@sentence("team_teruggedraaid")
def team_teruggedraaid(wat: Sequence[str]) -> str:
    return f"Teruggedraaid, van het team: {join(list(wat))}."


@sentence("ga_terugdraaien")
def ga_terugdraaien(wat: Sequence[str], anoniem: str) -> str:
    return f"**CODE terugdraaien**: {join(list(wat))}. Dat verandert een toestemming.{ANONIEM.get(anoniem, '')}"


@sentence("nog_verder")
def nog_verder(wat: Sequence[str]) -> str:
    return f"Het laatste is al teruggedraaid. Ook wat daarvóór kwam: {join(list(wat))}? ja · nee"


@sentence("niets_ongedaan")
def niets_ongedaan(casus: str) -> str:
    where = f" in {casus}" if casus else ""
    return (
        f"U legde{where} het laatste uur niets vast dat ik kan terugdraaien; na een herstart weet ik het niet meer. "
        f"Een feit weghalen kan altijd → `!ret herstel CODE compleet weg`. {NOTHING}"
    )


@sentence("intussen_gewijzigd")
def intussen_gewijzigd() -> str:
    return f"Dit is intussen anders vastgelegd. Kijk eerst hoe de casus ervoor staat → `!ret status CODE`. {NOTHING}"


@sentence("intussen_verder")
def intussen_verder() -> str:
    return f"Er is intussen iets vastgelegd dat hierop rust. Neem dat eerst terug. {NOTHING}"


@sentence("al_uitgenodigd_sindsdien")
def al_uitgenodigd_sindsdien() -> str:
    return (
        "Voor deze ~bespreking is intussen uitgenodigd. Verzetten of afzeggen kan wel; wie is uitgenodigd krijgt dan "
        f"bericht → `!ret verzet CODE` of `!ret annuleer CODE`. {NOTHING}"
    )


@sentence("daad_blijft")
def daad_blijft(gedaan: str, vorm: str, naar_buiten: bool, ja: bool = False) -> str:
    """`gedaan` is the name of the command; empty for an answer to a question."""
    what = f"Uw `{gedaan}`" if gedaan else "Uw antwoord"
    why = "werkte meteen door" if naar_buiten else "kan ik niet vanzelf terugdraaien"
    said = f"{what} {why}{'; dat kan ik niet terugdraaien' if naar_buiten else ''}."
    if not vorm:
        return f"{said} {NOTHING}"
    how = f"Rechtzetten kan wel → `!ret {vorm}`."
    return f"{said} {how} {'Zal ik dat doen? ja · nee' if ja else NOTHING}"


def changed_rows(parts: Iterable[tuple[Part | None, Part | None]]) -> list[str]:
    """What is taken back: `formulier compleet`, `de bespreking van do 7 mei`."""
    pairs = list(parts)
    planned = any(isinstance(new, Bespreking) for _, new in pairs)
    return list(dict.fromkeys(_row(old, new) for old, new in pairs if not (planned and _goes_along(old, new))))


def _goes_along(old: Part | None, new: Part | None) -> bool:
    part = new or old
    return isinstance(part, Feit) and part.event == _ALSO


def _row(old: Part | None, new: Part | None) -> str:
    match new or old:
        case Feit() as feit:
            earlier = (
                f", weer op {short_date(old.day)}" if isinstance(old, Feit) and new and old.day != feit.day else ""
            )
            return f"{_fact(feit)}{earlier}"
        case Bespreking() as one:
            return f"de ~bespreking van {short_date(local_day(one.start))}{_earlier_moment(old, one)}"
        case Afspraak() as one:
            return f"afspraak {one.nummer} ({one.partij})"
        case Aanmelding():
            return "een antwoord van de aanmelding"
        case None:
            return ""


def _earlier_moment(old: Part | None, one: Bespreking) -> str:
    if not isinstance(old, Bespreking):
        return ""
    moment = f"{short_date(local_day(old.start))} {clock_time(local(old.start).time())}"
    return f", weer {old.state} op {moment}" if old.state is not one.state else f", weer op {moment}"


def _fact(feit: Feit) -> str:
    if feit.event == "gedaan":
        return f"{feit.subject} gedaan"
    name = lower_first(EVENTS.get(feit.event, feit.event.replace("_", " ")))
    return f"{name} ({feit.subject})" if feit.subject else name
