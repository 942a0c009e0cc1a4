"""Arguments for correcting a recorded fact: which one, and its new day or removal."""

from dataclasses import dataclass
from datetime import date

from retbot.domain.casus.casus import Casus, Feit
from retbot.domain.errors import Refusal
from retbot.reading.arguments import past_day
from retbot.reading.grammar import Argument, Situation, WordsLeft, or_refuse
from retbot.wording import forms
from retbot.wording.replies.vastleggen.noteren import EVENTS

_GONE = {"weg", "verwijderen"}


@dataclass(frozen=True, slots=True)
class Mending:
    feit: Feit
    day: date | None
    """The corrected day; None when the fact is removed."""


def _mending(words: WordsLeft, situation: Situation) -> Mending | None:
    """`voorgesprek 4 mei`, `compleet weg`; with a partij for facts that are recorded per partij."""
    found = _find_fact(words.text, situation.casus) if situation.casus else None
    if found is None:
        return None
    feit, rest = found
    words.take_all()
    if rest.lower() in _GONE:
        return Mending(feit, None)
    return Mending(feit, past_day(rest.removeprefix("op "), situation.now, situation.team.kalender))


def _find_fact(typed: str, casus: Casus) -> tuple[Feit, str] | None:
    """The latest fact with this name, and the words after it, of which there must be some."""
    found = _find_marked(casus, typed) or _find_named(casus, typed)
    return found if found and found[1] else None


def _find_marked(casus: Casus, typed: str) -> tuple[Feit, str] | None:
    """A duty that was marked as done, given by its id."""
    words = typed.removeprefix("gedaan ")
    marked = [f for f in reversed(casus.feiten_van("gedaan")) if f.subject]
    fits = (f for f in marked if f"{words.upper()} ".startswith(f"{(f.subject or '').upper()} "))
    found = max(fits, key=lambda f: len(f.subject or ""), default=None)
    return (found, words[len(found.subject or "") :].strip()) if found else None


def _find_named(casus: Casus, typed: str) -> tuple[Feit, str] | None:
    for name, event in sorted(_facts().items(), key=lambda item: -len(item[0])):
        if f"{typed.lower()} ".startswith(f"{name} "):
            return _about(casus, event, typed[len(name) :].strip())
    return None


def _about(casus: Casus, event: str, rest: str) -> tuple[Feit, str] | None:
    if event == "aanmelding":
        return Feit("aanmelding", casus.aanmelding.ontvangen), rest
    facts = casus.feiten_van(event)
    for feit in reversed(facts):
        if feit.subject and rest.lower().startswith(feit.subject.lower()):
            return feit, rest[len(feit.subject) :].strip()
    return (next((f for f in reversed(facts) if f.subject is None), facts[-1]), rest) if facts else None


def _facts() -> dict[str, str]:
    """The names for a fact → its event."""
    plain = {event.replace("_", " "): event for event in EVENTS}
    return (
        plain
        | forms.names()
        | {"bespreking gehouden": "bespreking", "sluit": "afgesloten", "opgevolgd": "advies_opgevolgd"}
    )


def _which(situation: Situation) -> Refusal:
    feiten = situation.casus.feiten if situation.casus else ()
    known = dict.fromkeys(feit.event for feit in feiten if feit.event in EVENTS)
    marked = [feit.subject for feit in feiten if feit.event == "gedaan" and feit.subject]
    return Refusal("feit_onbekend", feiten=["aanmelding", *(forms.name_of(event) for event in known), *marked])


MENDING = or_refuse(Argument("NAAM DATUM|weg", _mending), _which)
