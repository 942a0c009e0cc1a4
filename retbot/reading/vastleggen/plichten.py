"""Arguments for a duty that is done: its id and its outcome."""

import re
from dataclasses import dataclass

from retbot.domain.casus.tables import seats_of
from retbot.domain.convenant.convenant import Convenant, Plicht
from retbot.domain.errors import Refusal
from retbot.domain.termijnen.completion import is_markable
from retbot.domain.termijnen.duty_holders import PERSON
from retbot.domain.termijnen.teamtermijnen import is_of_team
from retbot.reading.choices import pick
from retbot.reading.grammar import Argument, Situation, WordsLeft, or_refuse

_EURO = re.compile(r"(?:€\s*|eur(?:o)?\s+)?(\d{1,4})(?:[,.](\d{1,2}))?(?:\s*euro)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DutyDone:
    plicht: Plicht
    value: str | None = None
    """Its outcome, or its amount in eurocent; None when it has neither or the outcome was not typed."""
    seat: str | None = None
    """Which of the persons whom it names did it; None when that was not typed."""


def unknown_duty(convenant: Convenant) -> Refusal:
    return Refusal("plicht_onbekend", ids=[plicht.id for plicht in convenant.plichten if is_markable(plicht)])


def _take_duty(words: WordsLeft, situation: Situation) -> Plicht | None:
    plicht = _find_duty(words, situation)
    if plicht:
        words.take_word()
    return plicht


def _find_duty(words: WordsLeft, situation: Situation) -> Plicht | None:
    id_ = words.text.partition(" ")[0].upper()
    known = (plicht for plicht in situation.team.convenant.plichten if is_markable(plicht))
    return next((plicht for plicht in known if plicht.id.upper() == id_), None)


def _duty(words: WordsLeft, situation: Situation) -> DutyDone | None:
    plicht = _take_duty(words, situation)
    if plicht is None:
        return None
    if plicht.bedrag:
        return DutyDone(plicht, str(_cents(words.take_all(), plicht)))
    if plicht.per == PERSON:
        return DutyDone(plicht, seat=_take_seat(words, plicht, situation.convenant))
    named = pick(plicht.uitkomsten, words.take_all()) if plicht.uitkomsten and words.text else None
    return DutyDone(plicht, named)


def _take_seat(words: WordsLeft, plicht: Plicht, convenant: Convenant) -> str | None:
    typed = f"{words.text.lower()} "
    seat = next((one for one in seats_of(plicht.wie, convenant) if typed.startswith(f"{one.lower()} ")), None)
    words.text = words.text[len(seat or "") :].strip()
    return seat


def _team_duty(words: WordsLeft, situation: Situation) -> DutyDone | None:
    plicht = _find_duty(words, situation)
    of_team = plicht is not None and is_of_team(plicht, of_case=situation.casus is not None)
    return _duty(words, situation) if of_team else None


def _new_vog(words: WordsLeft, situation: Situation) -> Plicht | None:
    plicht = _find_duty(words, situation)
    return _take_duty(words, situation) if plicht and plicht.vervuld == "vog" else None


def _cents(text: str, plicht: Plicht) -> int:
    """`131,20` or `€ 131,20` in eurocent. Raises Refusal."""
    found = _EURO.fullmatch(text)
    if not found:
        raise Refusal("bedrag_ontbreekt", plicht=plicht.id)
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))


DUTY = or_refuse(Argument("{plicht}", _duty), lambda situation: unknown_duty(situation.team.convenant))
TEAM_DUTY = Argument("{teamplicht}", _team_duty)
"""A duty of the team; a duty that may belong to either is the case's when a case is named."""
NEW_VOG = Argument("{vogplicht}", _new_vog)
"""The duty to check that the VOG of a deelnemer is recent enough."""
