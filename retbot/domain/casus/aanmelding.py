"""Who may bring in which case: the conditions at the aanmelding. The covenant file switches each one on and cites
it."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from retbot.domain.casus.casus import REDENEN_AFWIJKEN, Aanmelding, Casus
from retbot.domain.casus.consent import CONSENT, allows
from retbot.domain.casus.consent_rules import ConsentType, rule_of
from retbot.domain.casus.covenant_questions import is_good, left_to_do
from retbot.domain.convenant.convenant import Aanmeldweg, Convenant, Plicht, Regel
from retbot.domain.errors import Refusal


def check(aanmelding: Aanmelding, convenant: Convenant, antwoorden: Mapping[str, str] = MappingProxyType({})) -> None:
    """Raises the Refusal of the first condition that is not met and not overruled. `antwoorden` holds the answers to
    the questions of the covenant file, by the id of their condition."""
    for code, condition in _CONDITIONS.items():
        regel = convenant.regels.get(code)
        if regel and (regel.id not in aanmelding.afgeweken_van or is_not_ours(regel)):
            condition(aanmelding, convenant, regel)
    for regel in convenant.regels.values():
        if regel.id not in aanmelding.afgeweken_van:
            _check_answer(regel, antwoorden, convenant)


def is_not_ours(regel: Regel) -> bool:
    """Art. 19.2 of model-2024: the people concerned decide whether there is an aanmelding, so nobody overrules that."""
    return bool(regel.opties.get("weigert"))


def _check_answer(regel: Regel, antwoorden: Mapping[str, str], convenant: Convenant) -> None:
    value = antwoorden.get(regel.id)
    if value is None:
        return
    if regel.vraag and regel.moment == "aanmelding" and regel.houdt_tegen and not is_good(regel, value):
        verwijs = str(regel.opties.get("verwijs", ""))
        raise Refusal(
            "aanmelding_vraag",
            regel=regel.id,
            artikel=regel.artikel,
            leidt=_who_may_overrule(convenant),
            vraag=regel.vraag,
            verwijs=verwijs,
        )
    if regel.code == "weg" and not regel.vraag and value != "ja":
        role = next((w.na_contact for w in convenant.wegen if w.na_contact), None)
        raise Refusal(
            "aanmelding_na_contact", regel=regel.id, artikel=regel.artikel, leidt=_who_may_overrule(convenant), rol=role
        )


def left_undone(casus: Casus, convenant: Convenant) -> list[Regel]:
    """The conditions of the aanmelding that are not met but do not stop it: they leave something to do."""
    talk = convenant.regels.get("besproken")
    untold = talk if talk and talk.opties.get("anders") and not casus.aanmelding.besproken else None
    return [*([untold] if untold else []), *left_to_do(casus, convenant)]


def consent_to_ask(casus: Casus, convenant: Convenant) -> list[Plicht]:
    """Art. 9.1 of overijssel-2022: the person who reports the case keeps asking for consent that is still missing."""
    scope = ConsentType.FORM if rule_of(ConsentType.FORM, convenant) else ConsentType.DEELNAME
    if allows(scope, casus, convenant):
        return []
    return [p for p in convenant.bij("aanmelding") if p.vervuld == CONSENT]


def _who_may_overrule(convenant: Convenant) -> str:
    """Who is offered to register it all the same; empty when the covenant does not offer that."""
    return convenant.voorzitter if convenant.afwijken else ""


def must_be_reason(reden: str) -> str:
    if reden not in REDENEN_AFWIJKEN:
        raise Refusal("reden_onbekend", redenen=list(REDENEN_AFWIJKEN))
    return reden


def route_of(naam: str, convenant: Convenant) -> Aanmeldweg:
    found = next((w for w in convenant.wegen if w.naam == naam), None)
    if found is None:
        raise Refusal("weg_onbekend", wegen=[w.naam for w in convenant.wegen])
    return found


def _check_weg(aanmelding: Aanmelding, convenant: Convenant, regel: Regel) -> None:
    route = route_of(aanmelding.route, convenant)
    if route.verwijs:
        raise Refusal(
            "aanmelding_weg",
            regel=regel.id,
            artikel=regel.artikel,
            leidt=_who_may_overrule(convenant),
            verwijs=route.verwijs,
        )
    if route.met_toegang and not aanmelding.met_toegang:
        raise Refusal(
            "aanmelding_zonder_toegang",
            regel=regel.id,
            artikel=regel.artikel,
            leidt=_who_may_overrule(convenant),
            wie=route.wie,
        )


def _check_leeftijd(aanmelding: Aanmelding, convenant: Convenant, regel: Regel) -> None:
    banden = regel.opties.get("banden")
    if isinstance(banden, list) and aanmelding.leeftijd not in banden:
        raise Refusal(
            "aanmelding_leeftijd",
            regel=regel.id,
            artikel=regel.artikel,
            leidt=_who_may_overrule(convenant),
            leeftijd=aanmelding.leeftijd,
        )


def _check_local(aanmelding: Aanmelding, convenant: Convenant, regel: Regel) -> None:
    if not aanmelding.lokaal:
        wanted = regel.opties.get("alle")
        eisen = [str(one) for one in wanted] if isinstance(wanted, list) else []
        raise Refusal(
            "aanmelding_lokaal", regel=regel.id, artikel=regel.artikel, leidt=_who_may_overrule(convenant), eisen=eisen
        )
    if convenant.gronden and not aanmelding.gronden:
        raise Refusal(
            "aanmelding_gronden",
            regel=regel.id,
            artikel=regel.artikel,
            leidt=_who_may_overrule(convenant),
            gronden=[g.naam for g in convenant.gronden],
        )


def _check_talk(aanmelding: Aanmelding, convenant: Convenant, regel: Regel) -> None:
    """Art. 19.2 of model-2024: the family must agree, or the aanmelding is refused. Other covenants only record it."""
    if regel.opties.get("weigert") and not aanmelding.besproken:
        raise Refusal(
            "aanmelding_instemming", regel=regel.id, artikel=regel.artikel, leidt=_who_may_overrule(convenant)
        )


_CONDITIONS: dict[str, Callable[[Aanmelding, Convenant, Regel], None]] = {
    "weg": _check_weg,
    "leeftijd": _check_leeftijd,
    "lokaal_geprobeerd": _check_local,
    "besproken": _check_talk,
}
