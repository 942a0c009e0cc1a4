"""What a covenant file allows and a team will regret: private persons who are mailed as others, consent that is
nobody's, reminders before the beginning, pay without meetings."""

from collections.abc import Iterator
from datetime import date

from retbot.covenants.free_days import kalender
from retbot.covenants.play.story import BEGIN
from retbot.covenants.play.witness import Witness
from retbot.domain.calendar.duration import Duration, DurationUnit
from retbot.domain.casus.casus import LEEFTIJDEN
from retbot.domain.casus.consent_rules import ConsentType, holder, known_consents, rule_of
from retbot.domain.casus.fees import FeePeriod, fee_overview
from retbot.domain.convenant.convenant import Convenant, Plicht, TermijnType
from retbot.domain.convenant.timeline import einde
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.termijnen.reminders import lead_day
from retbot.domain.termijnen.teamtermijnen import TEAM_EVENTS

FAMILY = frozenset(
    {
        *("jeugdige", "jongere", "kind", "cliënt", "inwoner", "gezin", "familie", "ouder", "ouders", "moeder", "vader"),
        *("verzorger", "verzorgers", "opvoeder", "opvoeders", "pleegouder", "pleegouders", "voogd", "jeugdigen"),
    }
)
_NOT_OF_CASE = {*TEAM_EVENTS, "datalek", "vog", "looptijd_einde"}
_MONTH = FeePeriod(date(2026, 3, 1), date(2026, 3, 31))


def dangers(convenant: Convenant, seen: Witness) -> Iterator[str]:
    yield from _mailed_as_others(convenant)
    yield from _nobodys_consent(convenant, seen.bands)
    yield from _hole_in_ages(convenant, seen.bands)
    for plicht in convenant.plichten:
        if plicht.actief:
            yield from _reminded_too_early(plicht, convenant)
            yield from _one_for_all(plicht, convenant)
    yield from _paid_for_nothing(convenant)


def _mailed_as_others(convenant: Convenant) -> Iterator[str]:
    """Who consents, or whose name says so, is a private person."""
    whose = {
        role
        for scope in ConsentType
        for band in LEEFTIJDEN
        if (found := holder(scope, band, convenant))
        for role in found.who
    }
    for rol in convenant.rollen.values():
        if not rol.prive and (rol.naam in whose or FAMILY & set(rol.naam.lower().split())):
            yield (
                f"{rol.naam}: dit is een privépersoon, maar krijgt mail en uitnodigingen als ieder ander, met de code "
                "van de casus; zet erbij `prive = true`"
            )


def _nobodys_consent(convenant: Convenant, bands: list[str]) -> Iterator[str]:
    by_all = convenant.regels.get("wie_stemt_in")
    missing: dict[str, list[str]] = {}
    for scope in known_consents(convenant):
        known = {band for band in bands if holder(scope, band, convenant)}
        rule = by_all or rule_of(scope, convenant)
        if rule and known:
            missing.setdefault(rule.id, []).extend(band for band in bands if band not in known)
    for id_, holes in missing.items():
        for band in dict.fromkeys(holes):
            yield (
                f"{id_}: bij `wie` ontbreekt `{band}`: van een jeugdige van die leeftijd zegt niemand of het mag; "
                "noem wie er dan toestemming geeft"
            )


def _hole_in_ages(convenant: Convenant, bands: list[str]) -> Iterator[str]:
    first, last = (LEEFTIJDEN.index(bands[at]) for at in (0, -1)) if bands else (0, 0)
    rule = convenant.regels.get("leeftijd")
    where = rule.id if rule and "banden" in rule.opties else "[convenant]"
    for band in LEEFTIJDEN[first:last]:
        if band not in bands:
            yield f"{where}: tussen de leeftijden ontbreekt `{band}`: zo'n jeugdige kan niet worden aangemeld"


def _reminded_too_early(plicht: Plicht, convenant: Convenant) -> Iterator[str]:
    """Only reminders that the duty itself asks for: those of the whole covenant may be too long for one term."""
    duur = plicht.termijn.duur
    if duur is None or plicht.vooraf == convenant.vooraf or plicht.termijn.soort is TermijnType.VOOR:
        return
    for lead in plicht.vooraf:
        if _begins_before(lead, plicht, duur, convenant):
            yield (
                f"{plicht.id}: de herinnering `{lead}` vooraf komt voor het begin: de termijn duurt maar `{duur}`; "
                "kies bij `vooraf` een kortere tijd"
            )


def _begins_before(lead: Duration, plicht: Plicht, duur: Duration, convenant: Convenant) -> bool:
    if DurationUnit.HOUR in {lead.eenheid, duur.eenheid}:
        return lead.eenheid is duur.eenheid and lead.aantal >= duur.aantal
    end = einde(plicht, BEGIN, convenant, kalender()).due
    return lead.aantal > 0 and lead_day(end, lead, kalender()) <= BEGIN


def _one_for_all(plicht: Plicht, convenant: Convenant) -> Iterator[str]:
    """A term of every partij, or of every sector, that the first of them would end for all."""
    if not plicht.heeft_datum or plicht.per or len(plicht.wie) != 1 or plicht.termijn.event in _NOT_OF_CASE:
        return
    [role] = plicht.wie
    per = "partij" if role == "partij" else "persoon" if convenant.rollen[role].per_sector else ""
    if per:
        yield (
            f"{plicht.id}: wie van `{role}` het eerst klaar is, maakt deze termijn af voor alle anderen; zet erbij "
            f'`per = "{per}"`'
        )


def _paid_for_nothing(convenant: Convenant) -> Iterator[str]:
    """A month in which nobody met."""
    members = [Deelnemer(nummer, rol) for nummer, rol in enumerate(convenant.rollen, start=1)]
    for item in fee_overview(convenant, [], members, [], _MONTH):
        plicht = item.plicht
        if item.minuten and plicht.termijn.soort is TermijnType.PER_BESPREKING and not plicht.lezing:
            yield (
                f"{plicht.id}: {item.who} krijgt ook zonder bespreking betaald, door `dagen`; haal `dagen` weg, "
                "of leg bij `lezing` uit waarom dat zo hoort"
            )
    for plicht in convenant.plichten:
        vague = [one for one in plicht.vergoeding if one.minuten and not one.dagen]
        if plicht.actief and vague and plicht.termijn.soort is TermijnType.PER_PERIODE:
            yield (
                f"{plicht.id}: bij de vergoeding van {vague[0].voor} staat niet per hoeveel dagen `minuten` telt, en "
                "ook zonder bespreking wordt betaald; zet erbij `dagen = 7`, of maak er `per bespreking` van"
            )
