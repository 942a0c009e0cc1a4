"""Ending a term by nothing more than the word that it is done, and taking that word back."""

from datetime import date

from retbot.domain.casus.casus import Casus, Feit
from retbot.domain.casus.consent import must_allow_form
from retbot.domain.casus.recording import correct, finish_afspraak, record, reopen_afspraak
from retbot.domain.convenant.convenant import Convenant, Plicht
from retbot.domain.termijnen.casustermijnen import Termijn

AFSPRAAK = "afspraak"
_MARKED = {"gedaan", "verslag_gemaakt", "vog", "overleg"}


def is_markable(plicht: Plicht) -> bool:
    """Whether the word that it is done, with its id, ends it."""
    markable = plicht.vervuld in _MARKED or plicht.termijn.herhaald or bool(plicht.uitkomsten)
    return markable and plicht.per is None


def complete(casus: Casus, termijn: Termijn, convenant: Convenant, today: date) -> tuple[Casus, Feit]:
    """The case in which the term is met today, and what to give to `take_back` to take it back. Raises Refusal."""
    plicht = termijn.plicht
    if plicht.per == "afspraak" and termijn.subject:
        finished = finish_afspraak(casus, int(termijn.subject), today, today)
        return finished, Feit(AFSPRAAK, today, termijn.ronde, termijn.subject)
    if plicht.vervuld == "formulier_gedeeld":
        must_allow_form(casus, convenant)
    subject = plicht.id if plicht.vervuld == "gedaan" else termijn.subject
    feit = Feit(plicht.vervuld or "gedaan", today, termijn.ronde, subject)
    return record(casus, feit, today), feit


def take_back(casus: Casus, feit: Feit, today: date) -> Casus | None:
    """The case without exactly this; None when it was changed or taken away since. Raises Refusal."""
    casus.must_be_open()
    if feit.event == AFSPRAAK and feit.subject:
        nummer = int(feit.subject)
        return reopen_afspraak(casus, nummer) if casus.afspraak(nummer).klaar == feit.day else None
    known = casus.feit(feit.event, feit.ronde, feit.subject)
    return correct(casus, feit, None, today) if known == feit else None
