"""What did not happen in any of the played cases: a term that never begins or never ends, a question that is never
asked, a chain that nothing leads to."""

from collections.abc import Iterator

from retbot.covenants.play.story import open_routes
from retbot.covenants.play.witness import NEVER_OF_CASE, Witness
from retbot.domain.casus.consent_rules import type_of
from retbot.domain.convenant.convenant import Convenant, Plicht, TermijnType
from retbot.domain.termijnen.casustermijnen import TermijnState

_RUNS = {
    *(TermijnType.NA, TermijnType.VOOR, TermijnType.VOOR_EVENT),
    *(TermijnType.EIGEN_DATUM, TermijnType.ELKE, TermijnType.OP_DATUM),
}
_FOLLOWS = {TermijnType.BIJ, TermijnType.GEEN}
_PLAYED = frozenset({"aanmelding", "vooroverleg", "triage", "planning", "bespreking", "afsluiten"})
"""The moments of a question that every case passes, where the covenant has them."""


def what_never_happens(convenant: Convenant, seen: Witness) -> Iterator[str]:
    if not open_routes(convenant):
        yield "[convenant]: langs geen enkele `[[weg]]` kan worden aangemeld; haal bij een weg `verwijs` weg"
        return
    if not seen.bands:
        yield "[convenant]: bij geen enkele leeftijd kan worden aangemeld; kijk naar `leeftijden` en regel `leeftijd`"
        return
    for plicht in convenant.plichten:
        if plicht.actief and not plicht.gedekt_door:
            yield from _of_plicht(plicht, convenant, seen)
    yield from _questions(convenant, seen)
    yield from _conditions(convenant)
    yield from _chains(convenant)


def _of_plicht(plicht: Plicht, convenant: Convenant, seen: Witness) -> Iterator[str]:
    if plicht.termijn.soort in _FOLLOWS and plicht.voorwaarde and plicht.termijn.event not in NEVER_OF_CASE:
        if plicht.vervuld and plicht.id not in seen.duties:
            yield f"{plicht.id}: deze plicht komt nooit aan de orde: {_why(plicht, convenant, seen)}"
        return
    if plicht.termijn.soort not in _RUNS:
        return
    states = seen.states.get(plicht.id, set())
    if not states:
        yield f"{plicht.id}: deze termijn kan nooit beginnen: {_why(plicht, convenant, seen)}"
    elif TermijnState.OPEN not in states:
        yield (
            f"{plicht.id}: deze termijn is al klaar bij het begin: `{plicht.vervuld}` is er dan al; noem bij `vervuld` "
            "wat er daarna moet gebeuren, of tel vanaf iets wat eerder komt"
        )
    elif plicht.id not in seen.endings:
        yield f"{plicht.id}: deze termijn kan nooit eindigen: {_why_endless(plicht)}"


def _why(plicht: Plicht, convenant: Convenant, seen: Witness) -> str:
    naam, event = plicht.voorwaarde, plicht.termijn.event
    if plicht.termijn.soort is TermijnType.EIGEN_DATUM and plicht.per != "afspraak":
        return 'een `eigen datum` is die van een afspraak; zet erbij `per = "afspraak"`'
    if naam and naam not in seen.conditions:
        return (
            f"de voorwaarde `{naam}` wordt nooit gevraagd; laat een vraag die aanzetten met "
            f'`zet_aan = {{ ja = "{naam}" }}`'
        )
    if naam:
        return (
            f"de voorwaarde `{naam}` wordt pas gevraagd als het te laat is; laat een vraag bij de aanmelding of de "
            f'triage die aanzetten met `zet_aan = {{ ja = "{naam}" }}`'
        )
    if event == "looptijd_einde" and convenant.looptijd_einde is None:
        return "`looptijd_einde` staat niet in [convenant]; zet daar de laatste dag, als `2027-12-31`"
    return f"`{event}` gebeurt onder dit convenant nooit op tijd; tel vanaf iets wat wel gebeurt"


def _why_endless(plicht: Plicht) -> str:
    if plicht.vervuld is None:
        return '`vervuld` ontbreekt; schrijf wat de plicht afmaakt, of `vervuld = "gedaan"`'
    if plicht.termijn.soort in {TermijnType.VOOR, TermijnType.VOOR_EVENT}:
        return f"`{plicht.vervuld}` komt pas na `{plicht.termijn.event}`; noem bij `vervuld` iets wat eerder kan"
    return f"`{plicht.vervuld}` gebeurt nooit zolang de termijn loopt; noem bij `vervuld` iets anders, of `gedaan`"


def _questions(convenant: Convenant, seen: Witness) -> Iterator[str]:
    moments = _PLAYED | {tafel.event for tafel in convenant.tafels}
    for regel in convenant.regels.values():
        if regel.vraag and regel.moment in moments and regel.id not in seen.questions and type_of(regel) is None:
            yield (
                f"{regel.id}: deze vraag wordt nooit gesteld: `{regel.moment}` komt onder dit convenant niet voor, of "
                "`als` en `tafels` laten de vraag nergens toe"
            )


def _conditions(convenant: Convenant) -> Iterator[str]:
    used: set[object] = {plicht.voorwaarde for plicht in convenant.plichten if plicht.actief}
    used |= {regel.opties.get("als") for regel in convenant.regels.values()}
    for condition in convenant.voorwaarden:
        if condition.naam not in used:
            yield (
                f"{condition.naam}: geen plicht hangt hiervan af, dus retbot vraagt er nooit naar; noem die "
                "bij een plicht met `voorwaarde`, of haal de tabel weg"
            )


def _chains(convenant: Convenant) -> Iterator[str]:
    used = {p.gemist for p in convenant.plichten if p.actief} | {rol.keten for rol in convenant.rollen.values()}
    for naam in convenant.namen_van_ketens:
        if naam not in used:
            yield (
                f"{convenant.keten(naam)[0].id}: geen termijn leidt naar keten `{naam}`; zet bij een plicht "
                f'`gemist = "{naam}"`'
            )
