"""Examples that the bot shows, which can be typed as they are under the covenant of the team."""

from collections.abc import Callable, Mapping
from string import Formatter

from retbot.domain.casus.covenant_questions import is_good
from retbot.domain.casus.next_step import follow_up_choices
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.convenant.parties import partijen
from retbot.domain.deelnemers.deelnemerslijst import needs_vog
from retbot.domain.termijnen.completion import is_markable
from retbot.domain.termijnen.teamtermijnen import is_of_team
from retbot.reading.aanmelding.fields import Veld, next_veld
from retbot.reading.vastleggen.toestemmingen import named_consents


def fill_in(text: str, convenant: Convenant) -> str:
    """Replaces `{deelnemer}`, `{partij}` and the other names of this module in `text` by an example."""
    parts = Formatter().parse(text)
    return "".join(f"{before}{EXAMPLES[hole](convenant) if hole else ''}" for before, hole, *_ in parts)


def deelnemer(convenant: Convenant) -> str:
    """`expert GGZ Accare`: a role of the panel with the details that it needs."""
    panel = [name for name in convenant.vast if name in convenant.panel]
    rol = next((name for name in panel if convenant.rollen[name].per_sector), panel[0] if panel else convenant.vast[0])
    sector = convenant.sectoren[:1] if convenant.rollen[rol].per_sector else ()
    partij = [convenant.voorbeeld] if convenant.voorbeeld in convenant.partijen else []
    return " ".join([rol, *sector, *partij])


def met_vog(convenant: Convenant) -> str:
    """`expert GGZ Accare vog 4-5-2025`, when the covenant asks for a VOG."""
    example = deelnemer(convenant)
    asks = any(needs_vog(name, convenant) and example.startswith(name) for name in convenant.vast)
    return f"{example} vog 4-5-2025" if asks else example


def partij(convenant: Convenant) -> str:
    known = partijen(convenant)
    return convenant.voorbeeld if convenant.voorbeeld in known else known[0]


def aanmelding(convenant: Convenant) -> str:
    """An aanmelding in one line that meets every condition."""
    given = {"ontvangen": "", "leeftijd": "12-15"}
    while veld := next_veld(given, convenant):
        given[veld.name] = _harmless_choice(veld, convenant)
    return " ".join(f"{name}={value}" for name, value in given.items() if value)


def _harmless_choice(veld: Veld, convenant: Convenant) -> str:
    """The first choice that does not stop the aanmelding."""
    if veld.name == "gemeente":
        return convenant.gemeenten[0]
    if veld.name == "via":
        free = (w.naam for w in convenant.wegen if not (w.verwijs or w.met_toegang or w.na_contact))
        return next(free, convenant.wegen[0].naam)
    regel = convenant.regels.get(veld.regel or "")
    choices = veld.choices(convenant)
    return next((choice for choice in choices if regel is None or is_good(regel, choice)), choices[0])


def plicht(convenant: Convenant) -> str:
    """A duty of a case that is ended by its id."""
    return _markable(convenant, of_team=False)


def teamplicht(convenant: Convenant) -> str:
    return _markable(convenant, of_team=True)


def vogplicht(convenant: Convenant) -> str:
    """The duty to check that the VOG of a deelnemer is recent enough; empty when the covenant has none."""
    return next((p.id for p in convenant.plichten if p.actief and p.vervuld == "vog"), "")


def apart(convenant: Convenant) -> str:
    """`[formulier|monitor]`: the consents about which the covenant asks separately."""
    asked = "|".join(named_consents(convenant))
    return f"[{asked}]" if asked else ""


def _markable(convenant: Convenant, *, of_team: bool) -> str:
    own = (p for p in convenant.plichten if p.actief and is_markable(p) and not p.uitkomsten and not p.bedrag)
    return next(p.id for p in own if is_of_team(p, of_case=True) is of_team and p.vervuld != "vog")


def vragen(convenant: Convenant) -> str:
    """`passend=ja tijdig=ja`"""
    return " ".join(f"{name}=ja" for name in follow_up_choices(convenant))


def gemeente(convenant: Convenant) -> str:
    return convenant.gemeenten[-1]


def rol(convenant: Convenant) -> str:
    """A role of the case outside the room."""
    outside = (name for name in convenant.tafel if name not in convenant.vast and not convenant.rollen[name].prive)
    return next(outside, convenant.vast[0])


def prive(convenant: Convenant) -> str:
    """A private person who may get mail, otherwise one who may not."""
    own = [one for one in convenant.rollen.values() if one.prive]
    mailable = [one for one in own if not one.nooit_mail]
    return [one.naam for one in mailable or own or convenant.rollen.values()][-1]


def feit(convenant: Convenant) -> str:
    """A fact that can be corrected."""
    return next(event for event in ("voorgesprek", "triage", "bespreking") if convenant.kent(event))


def dag(_: Convenant) -> str:
    """A future day; filled in when the sentence is sent."""
    return "EENDAG"


EXAMPLES: Mapping[str, Callable[[Convenant], str]] = {
    "aanmelding": aanmelding,
    "apart": apart,
    "dag": dag,
    "deelnemer": deelnemer,
    "feit": feit,
    "gemeente": gemeente,
    "met_vog": met_vog,
    "partij": partij,
    "plicht": plicht,
    "prive": prive,
    "rol": rol,
    "teamplicht": teamplicht,
    "vogplicht": vogplicht,
    "vragen": vragen,
}
