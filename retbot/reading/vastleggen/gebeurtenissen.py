"""Arguments for events that the covenant knows."""

from dataclasses import dataclass

from retbot.domain.casus.consent import CONSENT, WITHDRAWAL
from retbot.domain.casus.consent_rules import consent_asks
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.errors import Refusal
from retbot.domain.termijnen.fulfilment import accepting
from retbot.domain.termijnen.teamtermijnen import DATALEK, TEAM_EVENTS
from retbot.reading.grammar import Argument, Situation, WordsLeft, or_refuse
from retbot.wording.replies.vastleggen.noteren import EVENTS

_OF_CASE = {
    "acceptatie": "acceptatie",
    "verklarende analyse": "verklarende_analyse",
    "vooroverleg": "vooroverleg",
    "aanvaard": "uitnodiging_aanvaard",
    "toestemming": CONSENT,
    "intrekking": WITHDRAWAL,
    "verzoek": "verzoek",
}
"""What people type → the event."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    event: str
    who: str | None = None
    """Whose invitation was accepted, when a duty depends on that."""


def known_events(convenant: Convenant) -> dict[str, str]:
    """What people type for each event that can be recorded under this covenant → the event."""
    names = _OF_CASE | {event.replace("_", " "): event for event in TEAM_EVENTS}
    consent = {CONSENT, WITHDRAWAL} if consent_asks(convenant) else set()
    return {
        name: event for name, event in names.items() if (convenant.kent(event) or event in consent) and event in EVENTS
    }


def _occurrence(words: WordsLeft, situation: Situation) -> Occurrence | None:
    """`verklarende analyse`, `aanvaard toegang`, `overleg`"""
    if _begins(words, DATALEK):
        raise Refusal("datalek_apart")
    named = known_events(situation.convenant)
    name = next((name for name in named if _begins(words, name)), None)
    if name is None:
        return None
    _cut(words, name)
    return Occurrence(named[name], _who(words, situation) if named[name] == "uitnodiging_aanvaard" else None)


def _who(words: WordsLeft, situation: Situation) -> str | None:
    roles = accepting(situation.convenant)
    who = next((role for role in roles if _begins(words, role.lower())), None)
    if who:
        _cut(words, who)
    elif roles:
        raise Refusal("aanvaard_wie", rollen=roles)
    return who


def _begins(words: WordsLeft, name: str) -> bool:
    return f"{words.text.lower()} ".startswith(f"{name} ")


def _cut(words: WordsLeft, name: str) -> None:
    words.text = words.text[len(name) :].strip()


def _which(situation: Situation) -> Refusal:
    return Refusal("gebeurtenis_onbekend", kent=list(known_events(situation.convenant)))


OCCURRENCE = or_refuse(Argument("GEBEURTENIS [WIE]", _occurrence), _which)
