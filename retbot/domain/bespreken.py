"""Planning, moving, cancelling and holding a bespreking."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from retbot.domain.casus import Bespreking, Casus, Feit, Stand
from retbot.domain.convenant import Convenant
from retbot.domain.errors import Refusal
from retbot.taal import local_day


def plan(casus: Casus, bespreking: Bespreking, now: datetime, convenant: Convenant) -> Casus:
    """Puts the case on the agenda; the round is numbered here. Raises Refusal when one is planned already."""
    casus.must_be_open()
    current = casus.bespreking
    if current and current.stand is Stand.GEPLAND:
        raise Refusal("al_gepland", op=local_day(current.start))
    _check(bespreking, now, convenant)
    planned = replace(bespreking, ronde=max((b.ronde for b in casus.besprekingen), default=0) + 1)
    return casus.with_bespreking(planned).with_feit(Feit("geagendeerd", local_day(now), planned.ronde))


def move(casus: Casus, start: datetime, minuten: int | None, plek: str | None, now: datetime, conv: Convenant) -> Casus:
    """Same entry, higher SEQUENCE (RFC 5546, 3.2.2.1). Raises Refusal when nothing would change."""
    current = planned(casus)
    moved = replace(
        current,
        start=start,
        minuten=minuten or current.minuten,
        plek=plek or current.plek,
        sequence=current.sequence + 1,
    )
    _check(moved, now, conv)
    if replace(moved, sequence=current.sequence) == current:
        raise Refusal("niets_te_verzetten")
    return casus.with_bespreking(moved)


def cancel(casus: Casus) -> Casus:
    current = planned(casus)
    return casus.with_bespreking(replace(current, stand=Stand.GEANNULEERD, sequence=current.sequence + 1))


def planned(casus: Casus) -> Bespreking:
    """The bespreking that is to come. Raises Refusal when there is none."""
    current = casus.must_be_open().bespreking
    if current is None or current.stand is not Stand.GEPLAND:
        raise Refusal("niets_gepland")
    return current


def held(casus: Casus, op: date, aanwezig: Collection[str], convenant: Convenant, today: date | None = None) -> Casus:
    """`today` is the day on which it is entered. Raises Refusal `quorum` when nobody was there who knows the family."""
    current = planned(casus)
    if op < casus.aanmelding.ontvangen:
        raise Refusal("voor_aanmelding", ontvangen=casus.aanmelding.ontvangen)
    check_quorum(casus, aanwezig, convenant)
    present = Feit("aanwezig", op, current.ronde, keuze=",".join(aanwezig))
    return (
        casus.with_bespreking(replace(current, stand=Stand.GEHOUDEN))
        .with_feit(Feit("bespreking", op, current.ronde, vastgelegd=today))
        .with_feit(present)
    )


def check_quorum(casus: Casus, aanwezig: Collection[str], convenant: Convenant) -> None:
    """Art. 8.9 of overijssel-2022 and its like: somebody must know the family. In the wider reading
    (`ruime_lezing`) it goes on when the ouders said that they would not come."""
    regel = convenant.regels.get("quorum")
    if regel is None:
        return
    needed = regel.opties.get("afwezig")
    if not isinstance(needed, list) or set(needed) & set(aanwezig):
        return
    if regel.opties.get("ruime_lezing") and casus.feit("ouders_komen_niet", casus.ronde):
        return
    raise Refusal("quorum", wie=[str(role) for role in needed], artikel=regel.artikel)


def _check(bespreking: Bespreking, now: datetime, convenant: Convenant) -> None:
    if bespreking.start <= now:
        raise Refusal("in_het_verleden")
    regel = convenant.regels.get("duur_bespreking")
    most = regel.opties.get("minuten") if regel else None
    if regel and isinstance(most, int) and bespreking.minuten > most:
        raise Refusal("te_lang", minuten=most, artikel=regel.artikel)


def at_the_table(convenant: Convenant) -> list[str]:
    """Who may be at a bespreking beside who leads it: the roles of the table, experts by their sector."""
    leads = {convenant.voorzitter, convenant.secretaris}
    seats = (list(convenant.sectoren) if role == "expert" else [role] for role in convenant.tafel if role not in leads)
    return [seat for group in seats for seat in group]
