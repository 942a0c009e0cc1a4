"""Marking a term as done when only that has to be recorded, and undoing it."""

from datetime import date

from retbot.domain.casus.casus import Casus, Feit
from retbot.domain.casus.consent import must_allow_form
from retbot.domain.casus.recording import correct, finish_afspraak, record, reopen_afspraak
from retbot.domain.convenant.convenant import Convenant, Plicht
from retbot.domain.termijnen.casustermijnen import Termijn
from retbot.domain.termijnen.duty_holders import PERSON, mark_of

AFSPRAAK = "afspraak"
_MARKED = {"gedaan", "verslag_gemaakt", "vog", "overleg", "terugkoppeling"}


def is_markable(plicht: Plicht) -> bool:
    """Whether `gedaan` with its id is enough to end it."""
    markable = plicht.vervuld in _MARKED or plicht.termijn.herhaald or bool(plicht.uitkomsten)
    return markable and plicht.per in {None, PERSON}


def complete(casus: Casus, termijn: Termijn, convenant: Convenant, today: date) -> tuple[Casus, Feit]:
    """The case with the term met today, and the fact that `take_back` needs to undo it. Raises Refusal."""
    plicht = termijn.plicht
    if plicht.per == "afspraak" and termijn.subject:
        finished = finish_afspraak(casus, int(termijn.subject), today, today)
        return finished, Feit(AFSPRAAK, today, termijn.ronde, termijn.subject)
    if plicht.vervuld == "formulier_gedeeld":
        must_allow_form(casus, convenant)
    subject = mark_of(plicht, termijn.subject) if plicht.vervuld == "gedaan" else termijn.subject
    feit = Feit(plicht.vervuld or "gedaan", today, termijn.ronde, subject)
    return record(casus, feit, today), feit


def take_back(casus: Casus, feit: Feit, today: date) -> Casus | None:
    """The case without exactly this fact; None when the fact was changed or removed in the meantime. Raises Refusal."""
    casus.must_be_open()
    if feit.event == AFSPRAAK and feit.subject:
        nummer = int(feit.subject)
        return reopen_afspraak(casus, nummer) if casus.afspraak(nummer).klaar == feit.day else None
    known = casus.feit(feit.event, feit.ronde, feit.subject)
    return correct(casus, feit, None, today) if known == feit else None
