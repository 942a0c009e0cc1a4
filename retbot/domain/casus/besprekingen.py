"""Planning, moving, cancelling and holding a bespreking."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from retbot.domain.casus.casus import Bespreking, BesprekingState, Casus, Feit
from retbot.domain.casus.consent import must_allow_case
from retbot.domain.casus.seats import rollen_aan_tafel
from retbot.domain.casus.tables import is_at, next_tafel, rollen_of, seats_of, tafel_of
from retbot.domain.convenant.convenant import Convenant, Keuze, Regel, Tafel
from retbot.domain.errors import Refusal
from retbot.domain.tijd import local_day


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


def already_held(casus: Casus, bespreking: Bespreking, convenant: Convenant) -> Casus:
    """Adds a bespreking that was held before the case was entered in the bot, as planned on the day it was held. A
    planned bespreking stays."""
    current = casus.must_be_open().bespreking
    if current and current.state is BesprekingState.PLANNED:
        return casus
    return _on_agenda(casus, bespreking, local_day(bespreking.start), convenant, None)


def planned_as(casus: Casus, new: Bespreking, day: date, convenant: Convenant, tafel: Tafel | None) -> Casus:
    """The case as if its bespreking were `new`; nothing is checked."""
    current = casus.bespreking
    if current and current.state is BesprekingState.PLANNED:
        return casus.with_bespreking(replace(new, ronde=current.ronde, uid=current.uid))
    return _on_agenda(casus, new, day, convenant, tafel)


def _on_agenda(casus: Casus, new: Bespreking, day: date, convenant: Convenant, tafel: Tafel | None) -> Casus:
    numbered = replace(new, ronde=max((b.ronde for b in casus.besprekingen), default=0) + 1)
    named = (tafel or next_tafel(casus, convenant)).naam if convenant.tafels else None
    return casus.with_bespreking(numbered).with_feit(Feit("geagendeerd", day, numbered.ronde, value=named))


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
    if replace(moved, sequence=current.sequence) == current:
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


def next_condition(casus: Casus, convenant: Convenant) -> Keuze | None:
    """The first condition that switches on a term of this table and is not recorded yet."""
    wanting = (c for c in _conditions(casus, convenant) if casus.feit("voorwaarde", casus.ronde, c.naam) is None)
    return next(wanting, None)


def missing(casus: Casus, aanwezig: Collection[str], convenant: Convenant) -> list[str]:
    """Who had to be there (art. 2.3 of gooi-en-vechtstreek-2018, 8.14 of model-2024) but was not."""
    table = tafel_of(casus, convenant, casus.ronde)
    needed = [
        str(role)
        for regel in convenant.regels.values()
        for role in (
            *_list_option(regel, "moet"),
            *(_list_option(regel, "verplicht") if regel.code == table.naam else ()),
        )
    ]
    return [role for role in dict.fromkeys(needed) if role not in aanwezig]


def _list_option(regel: Regel, name: str) -> list[object]:
    found = regel.opties.get(name)
    return found if isinstance(found, list) else []


def _conditions(casus: Casus, convenant: Convenant) -> list[Keuze]:
    table = tafel_of(casus, convenant, casus.ronde)
    used = {p.voorwaarde for p in convenant.plichten if p.actief and is_at(p.termijn.event, table)}
    return [condition for condition in convenant.voorwaarden if condition.naam in used]


def check_quorum(casus: Casus, aanwezig: Collection[str], convenant: Convenant) -> None:
    """Art. 8.9 of overijssel-2022 and similar rules: somebody present must know the family. In the wider reading
    (`ruime_lezing`) the bespreking goes on when the parents said that they would not come."""
    needed = quorum_of(casus, convenant)
    if needed and not set(needed) & set(aanwezig):
        raise Refusal("quorum", wie=needed, artikel=convenant.regels["quorum"].artikel)


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
