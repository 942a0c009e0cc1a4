"""Which question an answer is given to, by what the bot said and what changed, and by nothing that it keeps."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from retbot.domain.casus.besprekingen import at_the_table
from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import BesprekingState, Casus
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.errors import Arg
from retbot.domain.tijd import local_day
from retbot.ports import Channel, PostRow
from retbot.wording.replies.chat.compound import apart
from tests.clock import SetClock

Change = tuple[str, str | None]
"""The event of a fact and what it is about; or MEETING."""
MEETING: Change = ("the meeting", None)

KINDS = {
    "vraag_aanwezig": "present",
    "quorum": "present",
    "vraag_consensus": "consensus",
    "vraag_geen_consensus": "consensus",
    "vraag_verslag": "verslag",
    "vraag_voorwaarde": "condition",
    "vraag_checklist": "checklist",
    "vraag_opgelost": "closing",
    "vraag_sluitdag": "closing",
    "vraag_triage": "triage",
    "vraag_toestemming": "consent",
    "vraag_nagaan": "looked into",
    "vraag_ontbreekt": "looked into",
    "vraag_reden": "looked into",
    "vraag_leeftijd": "looked into",
    "welke_vraag": "which",
}
"""The sentence that asks → the kind of question."""
MAY: Mapping[str, Collection[str]] = {
    "vraag_aanwezig": ("aanwezig", "bespreking", "voorwaarde", MEETING[0]),
    "vraag_consensus": ("consensus",),
    "vraag_verslag": ("verslag",),
    "vraag_voorwaarde": ("voorwaarde",),
    "vraag_checklist": ("checklist", "advies_verzonden", "oplossing_verzonden"),
    "vraag_opgelost": ("afgesloten", "nagegaan", MEETING[0]),
    "vraag_sluitdag": ("afgesloten", MEETING[0]),
    "vraag_triage": ("triage", "verschil"),
    "vraag_toestemming": ("toestemming", "intrekking"),
    "vraag_nagaan": ("nagegaan",),
    "vraag_ontbreekt": ("nagegaan", "ontbreekt"),
    "vraag_leeftijd": ("leeftijd",),
    "welke_vraag": (),
}
"""What the answer may change, by the events of facts."""
SAME = {"quorum": "vraag_aanwezig", "vraag_geen_consensus": "vraag_consensus", "vraag_reden": "vraag_ontbreekt"}
OF_MEETING = {"present", "consensus", "verslag", "condition", "checklist"}
OF_ROUND = OF_MEETING | {"looked into"}
NO_ANSWER = {"dit_vraag_ik", "antwoord_onbegrepen", "al_beantwoord", "toestemming_al_beantwoord"}


@dataclass(frozen=True)
class AskedMeeting:
    person: str
    sentence: str
    code: Casecode | None
    places: frozenset[str | None]
    about: str | None
    seats: tuple[str, ...]
    over: bool
    """Whether the meeting had begun when it was asked."""
    day: date

    @property
    def kind(self) -> str:
        return KINDS[self.sentence]

    @property
    def subject(self) -> tuple[str, Casecode | None, str | None]:
        return SAME.get(self.sentence, self.sentence), self.code, self.about

    def allows(self, change: Change) -> bool:
        event, about = change
        exact = self.sentence in {"vraag_nagaan", "vraag_voorwaarde"}
        return event in MAY[self.subject[0]] and (not exact or about == self.about)


@dataclass
class Model:
    """`asked` is what is open, oldest first; `ended` what ended without an answer."""

    convenant: Convenant
    clock: SetClock
    asked: list[AskedMeeting] = field(default_factory=list)
    ended: list[AskedMeeting] = field(default_factory=list)

    def newest(self, person: str, place: str | None, code: Casecode | None) -> AskedMeeting | None:
        """None as well when it is not certain that this is the one that is meant."""
        mine = (q for q in reversed(self.asked) if q.person == person)
        found = next((q for q in mine if (q.code == code if code else place in q.places)), None)
        if found is None or found.day != self._today():
            return None
        last = next(q for q in reversed(self.asked) if code or place in q.places)
        is_mine = last.person == person or last.subject == found.subject
        return found if code or place or is_mine else None

    def _today(self) -> date:
        return local_day(self.clock.now())

    def say(
        self,
        person: str,
        place: str | None,
        rows: list[PostRow],
        before: Mapping[Casecode, Casus],
        now: Mapping[Casecode, Casus],
    ) -> None:
        """Takes in what was changed and asked by one message."""
        ended = [q for q in self.asked if self._ends(q, before, now)]
        self.asked = [q for q in self.asked if q not in ended]
        self.ended += ended
        said = [one for row in rows if row.post.channel is Channel.ROOM and not row.post.in_case for one in _apart(row)]
        kinds = {kind for kind, _, _ in said}
        if "dit_vraag_ik" in kinds:
            return
        for kind, args, code in said:
            if kind in KINDS:
                self._add(self._question(person, kind, args, code, place, now), moved="dit_vroeg_ik" in kinds)

    def answered(self, question: AskedMeeting) -> None:
        ended = (question.kind, question.subject)
        self.asked = [q for q in self.asked if (q.kind, q.subject) != ended or (q.code is None and q is not question)]

    def left(self, question: AskedMeeting) -> None:
        self.asked.remove(question)

    def _add(self, new: AskedMeeting, *, moved: bool) -> None:
        """Who is asked about a case is no longer asked what is merely looked into."""
        old = {new.kind} if moved else {new.kind, "looked into"}
        self.asked = [q for q in self.asked if (q.person, q.code) != (new.person, new.code) or q.kind not in old]
        self.asked.append(new)

    def _question(
        self,
        person: str,
        kind: str,
        args: Mapping[str, Arg],
        code: Casecode | None,
        place: str | None,
        cases: Mapping[Casecode, Casus],
    ) -> AskedMeeting:
        about, seats = None, []
        words = args.get("vraag")
        if kind == "vraag_nagaan":
            about = next(r.id for r in self.convenant.regels.values() if str(words).startswith((r.vraag or "-")[:20]))
        if kind == "vraag_voorwaarde":
            about = next(c.naam for c in self.convenant.voorwaarden if c.tekst == args["tekst"])
        if KINDS[kind] in {"present", "verslag"} and code:
            seats = at_the_table(cases[code], self.convenant)
        places = {place, *([f"$root:{code}"] if code else [])}
        return AskedMeeting(
            person,
            kind,
            code,
            frozenset(places),
            about,
            tuple(seats),
            bool(code and self._begun(cases[code])),
            self._today(),
        )

    def _ends(self, q: AskedMeeting, before: Mapping[Casecode, Casus], now: Mapping[Casecode, Casus]) -> bool:
        if q.code is None:
            return False
        was, is_ = before[q.code], now[q.code]
        regel = next((r for r in self.convenant.regels.values() if r.id == q.about), None)
        older = was.leeftijd != is_.leeftijd
        return (
            any(q.kind == "closing" or q.allows(change) for change in changes(was, is_))
            or (q.kind == "closing" and q.day != self._today())
            or was.gesloten != is_.gesloten
            or (q.kind in OF_ROUND and was.ronde != is_.ronde)
            or (q.kind in OF_MEETING and _stand(was) != _stand(is_))
            or (q.kind == "present" and _when(was) != _when(is_))
            or (bool(q.seats) and list(q.seats) != at_the_table(is_, self.convenant))
            or (older and (q.sentence in {"vraag_leeftijd", "vraag_toestemming"}))
            or (older and regel is not None and "beslist" in regel.opties)
            or (self._is_of_planning(q) and self._begun(is_) and not q.over)
        )

    def _is_of_planning(self, q: AskedMeeting) -> bool:
        regel = next((r for r in self.convenant.regels.values() if r.id == q.about), None)
        return q.subject[0] in {"vraag_ontbreekt", "vraag_leeftijd"} or (
            regel is not None and regel.moment == "planning"
        )

    def _begun(self, casus: Casus) -> bool:
        current = casus.bespreking
        return current is not None and (current.state is BesprekingState.HELD or current.start <= self.clock.now())


def changes(before: Casus, now: Casus) -> set[Change]:
    was = {replace(f, vastgelegd=None) for f in before.feiten}
    changed: set[Change] = {(f.event, f.subject) for f in was ^ {replace(f, vastgelegd=None) for f in now.feiten}}
    return changed | ({MEETING} if before.besprekingen != now.besprekingen else set())


def _apart(row: PostRow) -> Iterator[tuple[str, Mapping[str, Arg], Casecode | None]]:
    for kind, args in apart(row.post.sentence, row.post.args):
        yield kind, args, row.post.code


def _stand(casus: Casus) -> BesprekingState | None:
    return casus.bespreking.state if casus.bespreking else None


def _when(casus: Casus) -> object:
    current = casus.bespreking
    return current and (current.start, current.minuten)
