"""A case that was running before the team had the bot: what a row of a spreadsheet says of it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time

from retbot.domain.casus.aanmelding import check
from retbot.domain.casus.besprekingen import already_held, hold
from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Aanmelding, Bespreking, Casus, Feit
from retbot.domain.casus.covenant_questions import with_answer
from retbot.domain.casus.recording import add_afspraak, check_day, finish_afspraak, record
from retbot.domain.casus.triage import must_be_allowed
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.errors import Refusal
from retbot.domain.tijd import AMSTERDAM

BESPREKING = "bespreking"
BEFORE_MEETING = ("compleet", "acceptatie", "verklarende_analyse")
AFTER_MEETING = ("advies_vastgesteld", "advies_verzonden", "oplossing_verzonden", "opvolging_1", "opvolging_2")
"""Events of which a row gives the day."""
STANDARD = 60
"""How many minutes a bespreking takes."""


@dataclass(frozen=True, slots=True)
class RunningAfspraak:
    partij: str
    soort: str
    datum: date
    klaar: date | None = None


@dataclass(frozen=True, slots=True)
class RunningCase:
    """`row` is the number that the team gave it. Everything is a day or a choice from a closed set; consents are not
    part of it, because each of them must be confirmed."""

    row: int
    aanmelding: Aanmelding
    antwoorden: Mapping[str, str] = field(default_factory=dict)
    """The answers to the questions of the covenant file, by the id of their condition."""
    days: Mapping[str, date] = field(default_factory=dict)
    """Event → the day on which it happened."""
    triage: str = ""
    """The outcome; empty when there was no triage."""
    aanwezig: Sequence[str] = ()
    """Who was at the last bespreking."""
    afspraken: Sequence[RunningAfspraak] = ()

    def as_casus(self, code: Casecode, uid: str, convenant: Convenant, today: date) -> Casus:
        """As if everything had been recorded today; `uid` is that of its bespreking. Raises Refusal for what could not
        be recorded by a command either: a condition of the aanmelding, an order of days that is not possible, a quorum.
        Its argument `kolom` then is the event, or the number of the afspraak."""
        check(self.aanmelding, convenant, self.antwoorden)
        new = replace(self.aanmelding, vastgelegd=today)
        if new.ontvangen > today:
            with _about("ontvangen"):
                raise Refusal("in_de_toekomst")
        casus = Casus(code, convenant.naam, convenant.versie, new)
        for regel in (one for one in convenant.regels.values() if one.id in self.antwoorden):
            casus, _ = with_answer(casus, regel, self.antwoorden[regel.id], new.ontvangen)
        casus = self._with_days(casus, BEFORE_MEETING, today)
        if self.triage:
            with _about("triage"):
                must_be_allowed(self.triage, casus, convenant)
                casus = record(casus, Feit("triage", self.days["triage"], value=self.triage), today)
        if held := self.days.get(BESPREKING):
            with _about(BESPREKING):
                check_day(casus, held, today)
                casus = already_held(casus, bespreking_at_noon(held, uid), convenant, today)
                casus = hold(casus, held, self.aanwezig, convenant, today)
        casus = self._with_days(casus, AFTER_MEETING, today)
        return self._with_afspraken(casus, today)

    def _with_days(self, casus: Casus, events: Sequence[str], today: date) -> Casus:
        for event in events:
            if day := self.days.get(event):
                ronde = casus.ronde if event in AFTER_MEETING else 0
                with _about(event):
                    casus = record(casus, Feit(event, day, ronde), today)
        return casus

    def _with_afspraken(self, casus: Casus, today: date) -> Casus:
        for number, one in enumerate(self.afspraken, 1):
            with _about(str(number)):
                casus, made = add_afspraak(casus, one.partij, one.datum, one.soort, today=today)
                if one.klaar:
                    casus = finish_afspraak(casus, made.nummer, one.klaar, today)
        return casus


@contextmanager
def _about(column: str) -> Iterator[None]:
    try:
        yield
    except Refusal as refusal:
        refusal.args_["kolom"] = column
        raise


def bespreking_at_noon(day: date, uid: str) -> Bespreking:
    """The time is unknown and no longer matters."""
    noon = datetime.combine(day, time(12), AMSTERDAM).astimezone(UTC)
    return Bespreking(0, noon, STANDARD, uid)
