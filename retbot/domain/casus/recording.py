"""Recording what happened, in an order that is possible, and correcting it."""

from dataclasses import replace
from datetime import date

from retbot.domain.casus.casus import ALTERNATIVE, LOOKED_INTO, REDENEN_SLUITEN, Afspraak, BesprekingState, Casus, Feit
from retbot.domain.casus.safe_text import SafeText
from retbot.domain.convenant.convenant import Convenant, Keuze, Trede
from retbot.domain.errors import Refusal

NEEDS: dict[str, tuple[str, ...]] = {
    "uitgenodigd": ("geagendeerd",),
    "uitnodiging_aanvaard": ("geagendeerd",),
    "consensus": ("bespreking",),
    "advies_vastgesteld": ("bespreking",),
    "advies_verzonden": ("bespreking",),
    "oplossing_verzonden": ("bespreking",),
    "terugkoppeling": ("bespreking",),
    "advies_opgevolgd": ("advies_verzonden",),
    "opvolging_1": ("advies_verzonden", "oplossing_verzonden"),
    "opvolging_2": ("advies_verzonden", "oplossing_verzonden"),
    "escalatie": ("bespreking",),
}
"""What must have happened earlier in the same round; one of these is enough."""

_MAY_COME_BACK = frozenset({"gedaan", "knelpunt"})
"""What may be recorded more than once, on a later day."""

MAY_PRECEDE = frozenset({"toestemming", "weigering"})
"""What may have happened before the aanmelding: consent is often signed together with the form."""


def record(casus: Casus, feit: Feit, today: date, *, is_right: bool = False) -> Casus:
    """Adds the fact, or changes its value. Raises Refusal when it lies in the future, before the aanmelding (with
    exceptions), before a fact that it depends on, or when it stands on another day. `is_right` marks a request of a
    data subject: those rights last as long as anything is stored (AVG 12 and 15-21), so it may also be recorded in a
    closed case."""
    if not is_right:
        casus.must_be_open()
    if feit.event not in MAY_PRECEDE or feit.day > today:
        check_day(casus, feit.day, today)
    if not is_right:
        _must_not_stand(casus, feit)
    needed = NEEDS.get(feit.event, ())
    earlier = next((found for event in needed if (found := casus.feit(event, feit.ronde))), None)
    if needed and earlier is None:
        raise Refusal("nog_niet", eerst=needed[0])
    before = [one for one in (earlier, *_steps_before(casus, feit)) if one and feit.day < one.day]
    if before:
        raise Refusal("te_vroeg", na=before[0].event, op=before[0].day)
    return casus.with_feit(replace(feit, vastgelegd=today))


def _must_not_stand(casus: Casus, feit: Feit) -> None:
    """Recorded once more, on another day, a fact would move every term that counts from it: only `correct` does that.
    A consent may be given anew. Raises Refusal."""
    standing = casus.feit(*feit.key)
    if standing and standing.value == feit.value and feit.event not in MAY_PRECEDE | _MAY_COME_BACK:
        must_be_that_day(standing, feit.day)


def must_be_that_day(standing: Feit, day: date) -> None:
    """Raises Refusal when the fact stands on another day."""
    if standing.day != day:
        raise Refusal("staat_al", event=standing.event, over=standing.subject, op=standing.day, anders=day)


def _steps_before(casus: Casus, feit: Feit) -> list[Feit]:
    """What comes earlier, if it happened: the first follow-up, a lower step of the same chain, an earlier failure."""
    if feit.event == "opvolging_2":
        return casus.feiten_van("opvolging_1", feit.ronde)
    if feit.event == "escalatie":
        return [one for one in casus.feiten_van("escalatie", feit.ronde) if _is_lower(one.subject, feit.subject)]
    return []


def _is_lower(step: str | None, other: str | None) -> bool:
    """By their marks: `1`, or `onderwijs 1`."""
    (chain, _, number), (other_chain, _, of) = ((mark or "0").rpartition(" ") for mark in (step, other))
    return chain == other_chain and int(number) < int(of)


def check_day(casus: Casus, day: date, today: date) -> None:
    if day > today:
        raise Refusal("in_de_toekomst")
    if day < casus.aanmelding.ontvangen:
        raise Refusal("voor_aanmelding", ontvangen=casus.aanmelding.ontvangen)


def missing_from_advies(casus: Casus, convenant: Convenant) -> list[str]:
    """The elements of the checklist that nobody confirmed in this round."""
    done = {f.subject for f in casus.feiten_van("checklist", casus.ronde) if f.value == "ja"}
    return [e.naam for e in convenant.checklist if e.naam not in done and _is_needed(e, casus, convenant)]


def _is_needed(element: Keuze, casus: Casus, convenant: Convenant) -> bool:
    """Art. 8.21 of model-2024: the advies names a stand-in from another RET."""
    regel = convenant.regels.get(element.na) if element.na else None
    given = casus.feit(LOOKED_INTO, casus.ronde, regel.id) if regel else None
    return regel is None or (given is not None and given.value != regel.keuzes[0])


def add_afspraak(
    casus: Casus,
    partij: str,
    datum: date,
    soort: str,
    omschrijving: SafeText | None = None,
    today: date | None = None,
) -> tuple[Casus, Afspraak]:
    casus.must_be_open()
    if casus.feit("bespreking", casus.ronde) is None:
        raise Refusal("nog_niet", eerst="bespreking")
    number = len(casus.afspraken) + 1
    new = Afspraak(number, casus.ronde, partij, datum, soort, omschrijving=omschrijving, vastgelegd=today)
    return casus.with_afspraak(new), new


def finish_afspraak(casus: Casus, nummer: int, day: date, today: date) -> Casus:
    casus.must_be_open()
    check_day(casus, day, today)
    return casus.with_afspraak(replace(casus.afspraak(nummer), klaar=day))


def reopen_afspraak(casus: Casus, nummer: int) -> Casus:
    """Also takes back that it failed."""
    reopened = replace(casus.afspraak(nummer), klaar=None)
    for fact in filter(None, (casus.failure(reopened), casus.replacement(reopened))):
        casus = casus.without_feit(fact)
    return casus.with_afspraak(reopened)


def failed_afspraken(casus: Casus) -> list[Afspraak]:
    """The afspraken of this round that failed and for which no alternative was found yet."""
    return casus.open_afspraken(lambda one: one.ronde == casus.ronde and casus.failure(one) is not None)


def find_alternative(casus: Casus, afspraak: Afspraak, what: str, day: date, today: date) -> Casus:
    """Raises Refusal when the afspraak did not fail."""
    if afspraak.klaar or casus.failure(afspraak) is None:
        raise Refusal("niet_mislukt", nummer=afspraak.nummer)
    return record(casus, Feit(ALTERNATIVE, day, afspraak.ronde, str(afspraak.nummer), what), today)


def next_step(casus: Casus, convenant: Convenant, keten: str) -> Trede | None:
    """The first step of the chain that is not recorded yet in this round."""
    done = {f.subject for f in casus.feiten_van("escalatie", casus.ronde)}
    return next((t for t in convenant.keten(keten) if step_mark(t, convenant) not in done), None)


def step_mark(trede: Trede, convenant: Convenant) -> str:
    """How to type a step: its number, with the name of the chain when it is not the covenant's first chain."""
    return str(trede.stap) if trede.keten == convenant.ketens[0].keten else f"{trede.keten} {trede.stap}"


def close(casus: Casus, reden: str, day: date, today: date) -> Casus:
    if reden not in REDENEN_SLUITEN:
        raise Refusal("sluitreden_onbekend", redenen=list(REDENEN_SLUITEN))
    return record(casus, Feit("afgesloten", day, value=reden), today)


def correct(casus: Casus, feit: Feit, day: date | None, today: date) -> Casus:
    """The fact on another day, or removed (`day` None). Raises Refusal when another fact depends on it."""
    if day is None:
        return _take_away(casus, feit)
    if feit.event == "aanmelding":
        return _receive(casus, day, today)
    corrected = record(_answers_along(casus, feit, day).without_feit(feit), replace(feit, day=day), today)
    _check_resting(corrected, feit.event, day)
    return corrected


def _answers_along(casus: Casus, feit: Feit, day: date) -> Casus:
    """Answers about a bespreking have no day of their own, so they move with it."""
    if feit.event != "bespreking":
        return casus
    along = {"aanwezig", "besteed", "consensus", "verslag", "voorwaarde"}
    facts = (replace(f, day=day) if f.event in along and f.ronde == feit.ronde else f for f in casus.feiten)
    return replace(casus, feiten=tuple(facts))


def _receive(casus: Casus, day: date, today: date) -> Casus:
    if day > today:
        raise Refusal("in_de_toekomst")
    first = min((f for f in casus.feiten if f.event not in MAY_PRECEDE), key=lambda f: f.day, default=None)
    if first and first.day < day:
        raise Refusal("rust_er_iets_op", event="aanmelding", later=first.event)
    return replace(casus, aanmelding=replace(casus.aanmelding, ontvangen=day))


def _take_away(casus: Casus, feit: Feit) -> Casus:
    if feit.event == "aanmelding":
        raise Refusal("aanmelding_blijft")
    without = casus.without_feit(feit)
    must_carry_nothing(without, feit)
    bespreking = casus.in_ronde(feit.ronde)
    if feit.event == "bespreking" and bespreking:
        state = BesprekingState.CANCELLED if _was_never_planned(casus, feit) else BesprekingState.PLANNED
        return without.with_bespreking(replace(bespreking, state=state))
    return without


def _was_never_planned(casus: Casus, held: Feit) -> bool:
    """Entered after it was held, so put on the agenda of its own day then (besprekingen.already_held)."""
    agenda = casus.feit("geagendeerd", held.ronde)
    return agenda is not None and agenda.day == held.day and agenda.vastgelegd is not None


def must_carry_nothing(casus: Casus, feit: Feit) -> None:
    """Raises Refusal when something in the case needs this fact, which it no longer holds or holds on another day."""
    for later, needed in NEEDS.items():
        if casus.feiten_van(later, feit.ronde) and _rests_on(feit, needed, casus):
            raise Refusal("rust_er_iets_op", event=feit.event, later=later)


def _rests_on(feit: Feit, needed: tuple[str, ...], without: Casus) -> bool:
    return feit.event in needed and not any(without.feiten_van(other, feit.ronde) for other in needed)


def _check_resting(casus: Casus, event: str, day: date) -> None:
    for fact in casus.feiten:
        if any(one.event == event and one.day > fact.day for one in _steps_before(casus, fact)):
            raise Refusal("rust_er_iets_op", event=event, later=fact.event)
    for later, needed in NEEDS.items():
        for feit in casus.feiten_van(later, casus.ronde) if event in needed else ():
            if feit.day < day:
                raise Refusal("rust_er_iets_op", event=event, later=later)
