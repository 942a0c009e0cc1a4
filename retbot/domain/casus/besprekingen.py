"""Planning, moving, cancelling and holding a bespreking."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from retbot.domain.casus.casus import Bespreking, BesprekingState, Casus, Feit
from retbot.domain.casus.consent import must_allow_case
from retbot.domain.casus.covenant_questions import is_asked
from retbot.domain.casus.seats import expected_seats, missing_from, names_missing, rollen_aan_tafel
from retbot.domain.casus.tables import is_at, next_tafel, rollen_of, seats_of, tafel_of
from retbot.domain.convenant.convenant import Convenant, Keuze, Regel, Tafel, TermijnType
from retbot.domain.errors import Refusal
from retbot.domain.tijd import local_day

_PREPARATIONS = frozenset({"formulier_gedeeld", "voorgesprek"})


def plan(
    casus: Casus, bespreking: Bespreking, now: datetime, convenant: Convenant, tafel: Tafel | None = None
) -> Casus:
    """Puts the case on the agenda of a table and numbers the round. Raises Refusal when a bespreking is already
    planned, or when the people concerned do not agree to it."""
    must_be_unplanned(casus)
    must_allow_case(casus, convenant)
    _check(bespreking, now, convenant)
    return _on_agenda(casus, bespreking, local_day(now), convenant, tafel)


def must_be_unplanned(casus: Casus) -> None:
    """Raises Refusal when a bespreking is planned."""
    current = casus.must_be_open().bespreking
    if current and current.state is BesprekingState.PLANNED:
        raise Refusal("al_gepland", op=local_day(current.start))


def already_held(casus: Casus, bespreking: Bespreking, convenant: Convenant, today: date) -> Casus:
    """Adds a bespreking that was held without being planned in the bot, as planned on the day it was held. A planned
    bespreking stays, and one that was held on that day. `today` is the day of entry."""
    current = casus.must_be_open().bespreking
    if held_on(casus, local_day(bespreking.start)) or (current and current.state is BesprekingState.PLANNED):
        return casus
    return _on_agenda(casus, bespreking, local_day(bespreking.start), convenant, None, entered=today)


def held_on(casus: Casus, day: date) -> bool:
    """Whether the last bespreking was held on that day."""
    held = casus.feit("bespreking", casus.ronde)
    return held is not None and held.day == day


def planned_as(casus: Casus, new: Bespreking, day: date, convenant: Convenant, tafel: Tafel | None) -> Casus:
    """The case as if its bespreking were `new`; nothing is checked."""
    current = casus.bespreking
    if current and current.state is BesprekingState.PLANNED:
        return casus.with_bespreking(replace(new, ronde=current.ronde, uid=current.uid))
    return _on_agenda(casus, new, day, convenant, tafel)


def _on_agenda(
    casus: Casus, new: Bespreking, day: date, convenant: Convenant, tafel: Tafel | None, entered: date | None = None
) -> Casus:
    numbered = replace(new, ronde=max((b.ronde for b in casus.besprekingen), default=0) + 1)
    casus = _with_preparations(casus, numbered.ronde, convenant)
    named = (tafel or next_tafel(casus, convenant)).naam if convenant.tafels else None
    return casus.with_bespreking(numbered).with_feit(
        Feit("geagendeerd", day, numbered.ronde, value=named, vastgelegd=entered)
    )


def _with_preparations(casus: Casus, ronde: int, convenant: Convenant) -> Casus:
    """What was prepared before this bespreking was planned counts for it, also what was done for a cancelled one."""
    last = casus.feit("bespreking", casus.last_held) if casus.last_held else None
    kinds = {TermijnType.VOOR, TermijnType.VOOR_EVENT}
    duties = {plicht.id for plicht in convenant.plichten if plicht.termijn.soort in kinds}

    def is_preparation(feit: Feit) -> bool:
        for_it = feit.event in _PREPARATIONS or (feit.event == "gedaan" and feit.subject in duties)
        late = feit.ronde == casus.last_held and (last is None or feit.day > last.day)
        return for_it and (late or feit.ronde > casus.last_held)

    for feit in [one for one in casus.feiten if is_preparation(one)]:
        casus = casus.without_feit(feit).with_feit(replace(feit, ronde=ronde))
    return casus


def move(
    casus: Casus,
    start: datetime,
    minuten: int | None,
    plek: str | None,
    now: datetime,
    conv: Convenant,
    overleg: str | None = None,
) -> Casus:
    """Keeps the same calendar entry. `overleg` is the uid of the overleg that now has its slot. Raises Refusal when
    nothing would change."""
    current = must_be_planned(casus)
    moved = replace(
        current,
        start=start,
        minuten=minuten or current.minuten,
        plek=plek or current.plek,
        sequence=current.sequence + 1,
        overleg=overleg,
    )
    _check(moved, now, conv)
    if replace(moved, sequence=current.sequence, overleg=current.overleg) == current:
        raise Refusal("niets_te_verzetten")
    return casus.with_bespreking(moved)


def cancel(casus: Casus) -> Casus:
    current = must_be_planned(casus)
    return casus.with_bespreking(replace(current, state=BesprekingState.CANCELLED, sequence=current.sequence + 1))


def must_be_planned(casus: Casus) -> Bespreking:
    """The planned bespreking. Raises Refusal when there is none."""
    current = casus.must_be_open().bespreking
    if current is None or current.state is not BesprekingState.PLANNED:
        raise Refusal("niets_gepland")
    return current


def must_be_to_come(casus: Casus, now: datetime) -> Bespreking:
    """The planned bespreking. Raises Refusal when there is none, or when it has begun."""
    current = must_be_planned(casus)
    if current.start <= now:
        raise Refusal("bespreking_voorbij", op=local_day(current.start))
    return current


def hold(casus: Casus, day: date, aanwezig: Collection[str], convenant: Convenant, today: date | None = None) -> Casus:
    """`today` is the day of entry. Raises Refusal `quorum` when nobody was there who knows the family."""
    current = must_be_planned(casus)
    if day < casus.aanmelding.ontvangen:
        raise Refusal("voor_aanmelding", ontvangen=casus.aanmelding.ontvangen)
    check_quorum(casus, aanwezig, convenant)
    present = Feit("aanwezig", day, current.ronde, value=",".join(aanwezig))
    held_now = (
        casus.with_bespreking(replace(current, state=BesprekingState.HELD))
        .with_feit(Feit("bespreking", day, current.ronde, vastgelegd=today))
        .with_feit(present)
    )
    for condition in (c for c in _conditions(held_now, convenant) if c.afwezig):
        answer = "nee" if set(condition.afwezig) <= set(aanwezig) else "ja"
        held_now = held_now.with_feit(Feit("voorwaarde", day, current.ronde, condition.naam, answer))
    return held_now


def as_planned(casus: Casus) -> Casus:
    """Before it was recorded who was there, so that this can be answered anew; other answers stay."""
    current = casus.bespreking
    if current is None or current.state is not BesprekingState.HELD:
        return casus
    return casus.with_bespreking(replace(current, state=BesprekingState.PLANNED))


def conditions_asked(casus: Casus, convenant: Convenant) -> list[Keuze]:
    """Those that do not follow from who was there."""
    return [condition for condition in _conditions(casus, convenant) if not condition.afwezig]


def next_condition(casus: Casus, convenant: Convenant) -> Keuze | None:
    """The first condition that switches on a term of this table and is not recorded yet, for this round or before it
    for the whole case."""
    known = {feit.subject for ronde in (0, casus.ronde) for feit in casus.feiten_van("voorwaarde", ronde)}
    return next((c for c in _conditions(casus, convenant) if c.naam not in known), None)


def seats_of_condition(naam: str, casus: Casus, convenant: Convenant) -> list[str]:
    """Of whom a condition can hold, when the duty that it switches on is of each person by themselves: who were
    there."""
    bound = [p.wie for p in convenant.plichten if p.actief and p.voorwaarde == naam and p.per == "persoon"]
    present = casus.feit("aanwezig", casus.ronde)
    there = (present.value or "").split(",") if present else []
    return [seat for roles in bound for seat in seats_of(roles, convenant) if seat in there]


def missing(casus: Casus, aanwezig: Collection[str], convenant: Convenant) -> list[str]:
    """Who had to be there but was not, except those whose absence has a recorded reason."""
    needed = [*must_be_there(casus, convenant), *_seats_without_reason(casus, convenant)]
    return [role for role in dict.fromkeys(needed) if role not in aanwezig]


def must_be_there(casus: Casus, convenant: Convenant) -> dict[str, str]:
    """Art. 2.3 of gooi-en-vechtstreek-2018 and 8.14 of model-2024: who may not be missing at this table, with the
    article."""
    table = tafel_of(casus, convenant, casus.ronde)
    return {
        str(role): regel.artikel
        for regel in convenant.regels.values()
        for role in (
            *_list_option(regel, "moet"),
            *(_list_option(regel, "verplicht") if regel.code == table.naam else ()),
        )
    }


def _seats_without_reason(casus: Casus, convenant: Convenant) -> list[str]:
    """Who always sits at this table (art. 8.8 of overijssel-2022), except those whose absence has a recorded reason."""
    leads, explained = {convenant.voorzitter, convenant.secretaris}, missing_from(casus)
    regels = [r for r in convenant.regels.values() if names_missing(r) and is_asked(r, casus, convenant)]
    seats = [seat for regel in regels for seat in expected_seats(regel, casus, convenant)]
    return [seat for seat in seats if seat not in explained and seat not in leads]


def _list_option(regel: Regel, name: str) -> list[object]:
    found = regel.opties.get(name)
    return found if isinstance(found, list) else []


def _conditions(casus: Casus, convenant: Convenant) -> list[Keuze]:
    table = tafel_of(casus, convenant, casus.ronde)
    used = {p.voorwaarde for p in convenant.plichten if p.actief and is_at(p.termijn.event, table)}
    return [condition for condition in convenant.voorwaarden if condition.naam in used]


def check_quorum(casus: Casus, aanwezig: Collection[str], convenant: Convenant) -> None:
    """Art. 8.9 of overijssel-2022 and similar rules: somebody present must know the family, or as many as `minstens`
    says. In the wider reading
    (`ruime_lezing`) the bespreking goes on when the parents said that they would not come."""
    needed = quorum_of(casus, convenant)
    if not needed:
        return
    regel, came = convenant.regels["quorum"], len(set(needed) & set(aanwezig))
    least = regel.opties.get("minstens", 1)
    if isinstance(least, int) and came < least:
        raise Refusal("quorum", wie=needed, artikel=regel.artikel, minstens=least, waren=came)


def quorum_of(casus: Casus, convenant: Convenant) -> tuple[str, ...]:
    """The roles of which at least one must be present; empty when no such rule applies to this bespreking."""
    regel = convenant.regels.get("quorum")
    needed = regel.opties.get("afwezig") if regel else None
    if regel is None or not isinstance(needed, list):
        return ()
    if not set(needed) <= set(rollen_of(tafel_of(casus, convenant, casus.ronde), convenant)):
        return ()  # the family has no seat at this table, so the rule does not apply
    if regel.opties.get("ruime_lezing") and casus.feit("ouders_komen_niet", casus.ronde):
        return ()
    return tuple(str(role) for role in needed)


def _check(bespreking: Bespreking, now: datetime, convenant: Convenant) -> None:
    if bespreking.start <= now:
        raise Refusal("in_het_verleden")
    most = longest(convenant)
    if most and bespreking.minuten > most:
        raise Refusal("te_lang", minuten=most, artikel=convenant.regels["duur_bespreking"].artikel)


def longest(convenant: Convenant) -> int | None:
    """The maximum minutes for one case; None when the covenant sets none (art. 8.11 of overijssel-2022)."""
    regel = convenant.regels.get("duur_bespreking")
    most = regel.opties.get("minuten") if regel else None
    return most if isinstance(most, int) else None


def at_the_table(casus: Casus, convenant: Convenant) -> list[str]:
    """Who may be at the present bespreking, apart from the person who leads it."""
    return seats_of(rollen_aan_tafel(casus, convenant), convenant)
