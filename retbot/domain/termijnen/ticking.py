"""Which terms can be ended by ticking them off."""

from retbot.domain.convenant.convenant import Plicht

_NO_FACTS = frozenset({"gedaan", "compleet", "voorgesprek", "terugkoppeling"})


def needs_no_facts(plicht: Plicht) -> bool:
    """Whether it is enough to record that it was done. Planning, inviting, sharing, sending the advies and follow-up
    need words, and so do legal duties."""
    asked = bool(plicht.uitkomsten) and plicht.vervuld == "gedaan"
    return plicht.vervuld in _NO_FACTS and plicht.bron != "wet" and not asked
