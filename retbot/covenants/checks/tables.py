"""Faults in the tables, questions and age bands of a covenant."""

from collections.abc import Iterator

from retbot.domain.casus.casus import LEEFTIJDEN
from retbot.domain.casus.next_step import STEPS
from retbot.domain.convenant.convenant import EVENTS, Convenant, Regel, Tafel

ARTICLES = ("de ", "het ")


def faults_in_tables(convenant: Convenant) -> Iterator[str]:
    """In Dutch sentences, each beginning with the name that it is about."""
    for tafel in convenant.tafels:
        yield from _tafel(tafel, convenant)
    for rol in convenant.rollen.values():
        if rol.keten and not convenant.keten(rol.keten):
            yield f"{rol.naam}: er is geen keten `{rol.keten}`"
        if rol.per_sector and not convenant.sectoren:
            yield f"{rol.naam}: `per_sector` vraagt sectoren in [convenant]"
    for band in convenant.leeftijden:
        if band not in LEEFTIJDEN:
            yield f"[convenant]: de leeftijd `{band}` ken ik niet; wel: {', '.join(LEEFTIJDEN)}"
    for regel in convenant.regels.values():
        yield from _question(regel)
    yield from _named_things(convenant)
    yield from _routes(convenant)
    yield from _keuzes(convenant)


def _named_things(convenant: Convenant) -> Iterator[str]:
    """A sentence needs the article of a noun."""
    words = convenant.woorden
    named = {name: getattr(words, name) for name in ("bespreking", "vervolggesprek", "advies", "convenant", "experts")}
    for name, value in named.items():
        if not value.startswith(ARTICLES):
            yield f"[woorden]: `{name}` begint met `de` of `het`, niet `{value}`"
    for rol in convenant.rollen.values():
        if rol.heet and not rol.heet.startswith(ARTICLES):
            yield f"{rol.naam}: `heet` begint met `de` of `het`, niet `{rol.heet}`"


def _routes(convenant: Convenant) -> Iterator[str]:
    """Without a route and a gemeente to choose from, no case can be brought in."""
    if not convenant.wegen:
        yield "[convenant]: er is geen [[weg]]: wie mag aanmelden?"
    if not convenant.gemeenten:
        yield "[convenant]: `gemeenten` ontbreekt; bij elke aanmelding wordt er een gekozen"
    names = [route.naam for route in convenant.wegen]
    for route in convenant.wegen:
        if names.count(route.naam) > 1:
            yield f"{route.naam}: deze weg staat er twee keer"
        if route.na_contact and route.na_contact not in convenant.rollen:
            yield f"{route.naam}: de rol `{route.na_contact}` staat niet bij de rollen"
        if route.prive_als and route.prive_als not in convenant.rollen:
            yield f"{route.naam}: de rol `{route.prive_als}` staat niet bij de rollen"


def _keuzes(convenant: Convenant) -> Iterator[str]:
    for choice in (*convenant.voorwaarden, *convenant.checklist):
        yield from (
            f"{choice.naam}: de rol `{rol}` staat niet bij de rollen"
            for rol in choice.afwezig
            if rol not in convenant.rollen
        )
        if choice.na and choice.na not in convenant.regels:
            yield f"{choice.naam}: er is geen regel `{choice.na}`"


def _tafel(tafel: Tafel, convenant: Convenant) -> Iterator[str]:
    names = [other.naam for other in convenant.tafels]
    if names.count(tafel.naam) > 1:
        yield f"{tafel.naam}: deze tafel staat er twee keer"
    if tafel.event not in EVENTS:
        yield f"{tafel.naam}: de gebeurtenis `{tafel.event}` ken ik niet"
    if tafel.daarna and tafel.daarna not in names:
        yield f"{tafel.naam}: er is geen tafel `{tafel.daarna}` voor daarna"
    for rol in tafel.rollen:
        if rol not in convenant.rollen:
            yield f"{tafel.naam}: de rol `{rol}` staat niet bij de rollen"
    for stap in tafel.stappen:
        if stap not in STEPS:
            yield f"{tafel.naam}: de stap `{stap}` ken ik niet; wel: {', '.join(sorted(STEPS))}"


def _question(regel: Regel) -> Iterator[str]:
    if regel.vraag and regel.moment is None:
        yield f"{regel.id}: `vraag` vraagt een `moment`"
    for answer in regel.goed:
        if answer not in regel.keuzes:
            yield f"{regel.id}: `{answer}` staat niet bij de keuzes"
