"""Who in a case is a private person, and who of them is never mailed."""

from retbot.domain.casus.casus import Casus
from retbot.domain.convenant.convenant import Aanmeldweg, Convenant
from retbot.domain.errors import Refusal


def is_private(naam: str, casus: Casus | None, convenant: Convenant) -> bool:
    """By his role, or as the one who brought the case in: an inwoner who asks for himself is the inbrenger too."""
    rol = convenant.rollen.get(naam)
    return (rol is not None and rol.prive) or (casus is not None and _reporter(casus, convenant) == naam)


def private_roles(casus: Casus, convenant: Convenant) -> list[str]:
    return [naam for naam in convenant.rollen if is_private(naam, casus, convenant)]


def never_mailed(naam: str, casus: Casus, convenant: Convenant) -> bool:
    """Art. 2.3 of westfriesland-2023, as the table reads it: an inwoner hears it from the procesregisseur."""
    rol, weg = convenant.rollen.get(naam), _weg(casus, convenant)
    by_way = weg is not None and weg.nooit_mail and weg.prive_als == naam
    return (rol is not None and rol.nooit_mail) or by_way


def must_be_mailable(naam: str, casus: Casus, convenant: Convenant) -> None:
    """Raises Refusal."""
    if never_mailed(naam, casus, convenant):
        raise Refusal("nooit_gemaild", rol=naam, leidt=convenant.voorzitter)


def _reporter(casus: Casus, convenant: Convenant) -> str | None:
    weg = _weg(casus, convenant)
    return weg.prive_als if weg else None


def _weg(casus: Casus, convenant: Convenant) -> Aanmeldweg | None:
    return next((weg for weg in convenant.wegen if weg.naam == casus.aanmelding.weg), None)
