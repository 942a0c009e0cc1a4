"""Which terms a mere tick may end."""

from retbot.domain.convenant.convenant import Plicht

_NO_FACTS = frozenset({"gedaan", "compleet", "formulier_gedeeld", "voorgesprek", "terugkoppeling", "advies_opgevolgd"})


def needs_no_facts(plicht: Plicht) -> bool:
    """That it was done says everything. Planning, inviting, sending the advies and following up need more words, and
    so does what the law asks."""
    asked = bool(plicht.uitkomsten) and plicht.vervuld == "gedaan"
    return plicht.vervuld in _NO_FACTS and plicht.bron != "wet" and not asked
