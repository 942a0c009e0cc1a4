"""Who in a case is a private person, and which of them never get mail."""

from retbot.domain.casus.casus import Casus
from retbot.domain.convenant.convenant import Aanmeldweg, Convenant
from retbot.domain.errors import Refusal


def is_private(naam: str, casus: Casus | None, convenant: Convenant) -> bool:
    """Private by role, or because they brought in the case: an inwoner who applies for themselves is also the
    inbrenger."""
    rol = convenant.rollen.get(naam)
    return (rol is not None and rol.prive) or (casus is not None and _reporter(casus, convenant) == naam)


def private_roles(casus: Casus, convenant: Convenant) -> list[str]:
    return [naam for naam in convenant.rollen if is_private(naam, casus, convenant)]


def never_mailed(naam: str, casus: Casus, convenant: Convenant) -> bool:
    """Art. 2.3 of westfriesland-2023, as we read it: the procesregisseur informs the inwoner, so the bot never mails
    them."""
    rol, route = convenant.rollen.get(naam), _route(casus, convenant)
    by_way = route is not None and route.nooit_mail and route.prive_als == naam
    return (rol is not None and rol.nooit_mail) or by_way


def must_be_mailable(naam: str, casus: Casus, convenant: Convenant) -> None:
    """Raises Refusal for somebody who never gets mail."""
    if never_mailed(naam, casus, convenant):
        raise Refusal("nooit_gemaild", rol=naam, leidt=convenant.voorzitter)


def _reporter(casus: Casus, convenant: Convenant) -> str | None:
    route = _route(casus, convenant)
    return route.prive_als if route else None


def _route(casus: Casus, convenant: Convenant) -> Aanmeldweg | None:
    return next((route for route in convenant.wegen if route.naam == casus.aanmelding.route), None)
