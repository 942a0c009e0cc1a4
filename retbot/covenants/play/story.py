"""One case from its aanmelding to its deletion, played with the rules of the domain and the given answers."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from retbot.covenants.play.choices import Choices
from retbot.domain.casus.aanmelding import check
from retbot.domain.casus.besprekingen import at_the_table, hold, next_condition, plan, seats_of_condition
from retbot.domain.casus.casecode import read
from retbot.domain.casus.casus import LEEFTIJDEN, MISLUKT, Aanmelding, Bespreking, Casus, Feit
from retbot.domain.casus.consent_rules import known_consents
from retbot.domain.casus.consenting import give, withdraw
from retbot.domain.casus.covenant_questions import is_good, next_question, questions_at, with_answer
from retbot.domain.casus.next_step import NextStep, next_step
from retbot.domain.casus.recording import add_afspraak, close, record, step_mark
from retbot.domain.casus.seats import names_missing, with_missing
from retbot.domain.casus.tables import tafel_of
from retbot.domain.casus.triage import NEE, outcomes
from retbot.domain.convenant.convenant import Convenant, Regel, Tafel
from retbot.domain.convenant.parties import partijen
from retbot.domain.errors import Refusal
from retbot.domain.termijnen.duty_holders import ACCEPTED, SECTOR
from retbot.domain.tijd import AMSTERDAM

BEGIN = date(2026, 1, 5)
"""Any day will do: the played cases are only compared with themselves."""
ALL = "allen"
_BEFORE_TABLE = ("compleet", "acceptatie", "vooroverleg", "verklarende_analyse", "triage")
_ADVIES = ("advies_vastgesteld", "advies_verzonden", "oplossing_verzonden")
_MOST_TABLES = 3
_TO_TABLE = {NextStep.COMPLETE, NextStep.TRIAGE, NextStep.PLAN}


@dataclass(frozen=True, slots=True)
class PlayedMoment:
    """The case after something happened, and the day on which it did."""

    casus: Casus
    day: date


def bands_of(convenant: Convenant) -> tuple[str, ...]:
    return convenant.leeftijden or LEEFTIJDEN


def open_routes(convenant: Convenant) -> list[str]:
    return [route.naam for route in convenant.wegen if not route.verwijs]


def allowed_bands(convenant: Convenant) -> list[str]:
    """The age bands with which a case may be brought in."""
    return [band for band in bands_of(convenant) if not _is_refused(_aanmelding(convenant, band), convenant)]


def play(convenant: Convenant, choices: Choices) -> Iterator[PlayedMoment]:
    """The moments of one case, none when it is refused. What the domain refuses at a moment is left out of it."""
    story = _Story(convenant, choices)
    yield from story.moments()


def _aanmelding(convenant: Convenant, band: str, **other: object) -> Aanmelding:
    """The best one: nothing in it stops it but perhaps the age."""
    best = Aanmelding(
        ontvangen=BEGIN,
        route=next(iter(open_routes(convenant)), ""),
        met_toegang=True,
        besproken=True,
        leeftijd=band,
        gemeente=next(iter(convenant.gemeenten), ""),
        gronden=tuple(grond.naam for grond in convenant.gronden),
        lokaal=True,
        formulier="ja",
        monitor="ja",
    )
    return replace(best, **other)  # type: ignore[arg-type]


def _is_refused(aanmelding: Aanmelding, convenant: Convenant) -> bool:
    try:
        check(aanmelding, convenant)
    except Refusal:
        return True
    return False


class _Story:
    def __init__(self, convenant: Convenant, choices: Choices) -> None:
        self.convenant, self.choices = convenant, choices
        self.day = BEGIN
        self.casus: Casus

    def moments(self) -> Iterator[PlayedMoment]:
        if not open_routes(self.convenant) or not self._begins():
            return
        yield self._now()
        yield from self._before_table()
        for _ in range(_MOST_TABLES):
            if next_step(self.casus, self.convenant) not in _TO_TABLE:
                break
            yield from self._table()
        yield from self._afterwards()

    def _now(self) -> PlayedMoment:
        return PlayedMoment(self.casus, self.day)

    def _begins(self) -> bool:
        bands = bands_of(self.convenant)
        answers = {"ja", "nee"}
        new = _aanmelding(
            self.convenant,
            self.choices.of("leeftijd", bands, allowed_bands(self.convenant) or bands),
            route=self.choices.of("via", open_routes(self.convenant)),
            **{name: self.choices.of(name, sorted(answers), ("ja",)) for name in ("formulier", "monitor")},
        )
        given = {regel.id: self._answer(regel, "aanmelding") for regel in questions_at("aanmelding", self.convenant)}
        try:
            check(new, self.convenant, given)
        except Refusal:
            return False
        self.casus = Casus(read("RET-7KH-4T3"), self.convenant.naam, self.convenant.versie, new)
        for regel in questions_at("aanmelding", self.convenant):
            self.casus, _ = with_answer(self.casus, regel, given[regel.id], self.day)
        return True

    def _where(self) -> str:
        """What is asked again at the same table is answered alike."""
        return tafel_of(self.casus, self.convenant, self.casus.ronde).naam

    def _answer(self, regel: Regel, where: str) -> str:
        good = [answer for answer in regel.keuzes if is_good(regel, answer)]
        return self.choices.of(f"{regel.id} {where}", regel.keuzes, good)

    def _ask(self, moment: str) -> None:
        while regel := next_question(self.casus, self.convenant, moment):
            if names_missing(regel):
                gone = self.choices.of(f"{regel.id} {self._where()}", ("niemand", *regel.rollen), ("niemand",))
                who = [] if gone == "niemand" else [gone]
                self.casus = with_missing(self.casus, regel, who, regel.redenen[0], self.day)
            else:
                value = self._answer(regel, self._where())
                self.casus, _ = with_answer(self.casus, regel, value, self.day)

    def _record(
        self, event: str, subject: str | None = None, value: str | None = None, ronde: int | None = None
    ) -> bool:
        """Whether the domain allowed it; a day later than what was recorded before."""
        self.day += timedelta(days=1)
        at = self.casus.ronde if ronde is None else ronde
        try:
            self.casus = record(self.casus, Feit(event, self.day, at, subject, value), self.day)
        except Refusal:
            return False
        return True

    def _before_table(self) -> Iterator[PlayedMoment]:
        for scope in known_consents(self.convenant):
            if self.choices.yes(f"toestemming {scope}"):
                try:
                    self.casus = give(self.casus, self.convenant, scope, self.day, self.day)
                except Refusal:
                    continue
        for event in _BEFORE_TABLE:
            if self.convenant.kent(event) and self.choices.yes(event):
                self._record(event, value=self._triage() if event == "triage" else None)
                self._ask(event)
                yield self._now()

    def _triage(self) -> str:
        known = outcomes(self.convenant)
        return self.choices.of("uitkomst van de triage", known, [one for one in known if one != NEE])

    def _table(self) -> Iterator[PlayedMoment]:
        self.day += timedelta(days=1)
        now = datetime.combine(self.day, time(9), AMSTERDAM)
        bespreking = Bespreking(0, now + timedelta(days=14), 30, "uid")
        try:
            self.casus = plan(self.casus, bespreking, now, self.convenant)
        except Refusal:
            return
        table = self._where()
        self._ask("planning")
        yield self._now()
        for event in ("uitgenodigd", "formulier_gedeeld", "voorgesprek"):
            if self.choices.yes(f"{event} {table}") and self._record(event):
                yield self._now()
        for seat in at_the_table(self.casus, self.convenant) if self.choices.yes(f"aanvaard {table}") else ():
            self._record(ACCEPTED, seat)
        yield self._now()
        yield from self._hold(self.casus.ronde, table)

    def _hold(self, ronde: int, table: str) -> Iterator[PlayedMoment]:
        self.day = BEGIN + timedelta(days=60 * ronde)
        everybody = [self.convenant.voorzitter, *at_the_table(self.casus, self.convenant)]
        wanted = [role for one in self.convenant.voorwaarden for role in one.afwezig]
        gone = self.choices.of(f"zonder {table}", (ALL, *dict.fromkeys(wanted)))
        present = [seat for seat in everybody if seat != gone]
        try:
            self.casus = hold(self.casus, self.day, present, self.convenant, self.day)
        except Refusal:
            self.casus = hold(self.casus, self.day, everybody, self.convenant, self.day)
        while condition := next_condition(self.casus, self.convenant):
            said = self.choices.of(f"{condition.naam} {table}", ("ja", "nee"))
            self.casus = self.casus.with_feit(Feit("voorwaarde", self.day, ronde, condition.naam, said))
            if seats := seats_of_condition(condition.naam, self.casus, self.convenant):
                self.casus = self.casus.with_feit(Feit(SECTOR, self.day, ronde, condition.naam, seats[0]))
        self._ask(tafel_of(self.casus, self.convenant, ronde).event)
        ends = ("ja", "geen oplossing", *(["vervolggesprek"] if ronde == 1 else []))
        outcome = self.choices.of(f"afloop {ronde}", ends, ("ja",))
        self.casus = self.casus.with_feit(Feit("consensus", self.day, ronde, value=outcome))
        yield self._now()
        yield from self._afspraken(ronde, table)

    def _afspraken(self, ronde: int, table: str) -> Iterator[PlayedMoment]:
        if self.choices.of(f"afspraken {table}", ("ja", "nee"), ("ja",)) == "ja":
            for partij in dict.fromkeys([*partijen(self.convenant)[:1], *_with_chain(self.convenant)]):
                until = self.day + timedelta(weeks=4)
                self.casus, _ = add_afspraak(self.casus, partij, until, "hulp", today=self.day)
            yield self._now()
        if self.casus.afspraken and self.choices.of(f"mislukt {table}", ("nee", "ja"), ("nee",)) == "ja":
            self._record(MISLUKT, str(self.casus.afspraken[-1].nummer))
            yield self._now()
        yield from self._advies(tafel_of(self.casus, self.convenant, ronde))

    def _advies(self, tafel: Tafel) -> Iterator[PlayedMoment]:
        sent = [event for event in _ADVIES if event in tafel.stappen]
        for event in sent:
            if self.choices.of(f"{event} {tafel.naam}", ("ja", "nee"), ("ja",)) == "ja":
                self._record(event)
                yield self._now()
        for event in ("terugkoppeling", "advies_opgevolgd"):
            if self.convenant.kent(event) and self.choices.yes(f"{event} {tafel.naam}"):
                for partij in self.casus.partijen(self.casus.ronde):
                    self._record(event, partij)
                yield self._now()
        for trede in self.convenant.ketens:
            if self.choices.yes(f"{trede.id} {tafel.naam}"):
                self._record("escalatie", step_mark(trede, self.convenant))
                yield self._now()

    def _afterwards(self) -> Iterator[PlayedMoment]:
        for event in ("opvolging_1", "opvolging_2"):
            if self.convenant.kent(event) and self.choices.of(event, ("ja", "nee"), ("ja",)) == "ja":
                self._record(event)
                yield self._now()
        if self.choices.of("verzoek", ("ja", "nee")) == "ja":
            self._record("verzoek")
            yield self._now()
        if self.choices.of("intrekking", ("nee", "ja"), ("nee",)) == "ja":
            self._withdraw()
            yield self._now()
        self.day += timedelta(days=1)
        self._ask("afsluiten")
        self.casus = close(self.casus, "opgelost", self.day, self.day)
        yield self._now()

    def _withdraw(self) -> None:
        self.day += timedelta(days=1)
        try:
            self.casus, _ = withdraw(self.casus, self.convenant, None, self.day, self.day)
        except Refusal:
            return


def _with_chain(convenant: Convenant) -> list[str]:
    return [rol.naam for rol in convenant.rollen.values() if rol.keten]
