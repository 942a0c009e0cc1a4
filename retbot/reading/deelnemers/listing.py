"""Arguments for a deelnemer: role, sector, partij, and the other details on the list."""

import re
from collections.abc import Mapping
from datetime import date

from retbot.domain.convenant.convenant import Convenant
from retbot.domain.deelnemers.deelnemerslijst import organisations, take_name
from retbot.domain.errors import Refusal
from retbot.reading.arguments import past_day
from retbot.reading.grammar import Argument, Situation, WordsLeft

Change = dict[str, str | int | date | None]
"""Field of Deelnemer → new value."""
_MATRIX_ID = re.compile(r"(?<!\S)@[!-9;-~]+:[A-Za-z0-9.\-\[\]:]+(?!\S)")
_VOG = re.compile(r"(?<!\S)vog\s+(?:van\s+)?(?P<day>.+)$", re.IGNORECASE)
_SINCE = re.compile(r"(?<!\S)sinds\s+(?P<day>.+?)(?=\s+vog\s|$)", re.IGNORECASE)
_GONE = re.compile(r"(?<!\S)(?P<what>sector|partij|kamer|vog|vervanger|ander\s+ret)\s+weg(?!\S)", re.IGNORECASE)
_GONE_IS: Change = {"ander_ret": False}
_FIELDS = {"sector": "sector", "partij": "partij", "kamer": "matrix_id", "vog": "vog", "vervanger": "vervangt"}
_STANDS_IN = re.compile(r"(?<!\S)(?:als\s+)?vervanger\s+(?:van|voor)\s+#?(?P<number>\d+)(?!\S)", re.IGNORECASE)
_ELSEWHERE = re.compile(r"(?<!\S)(?:van\s+(?:een\s+)?)?ander\s+ret(?!\S)", re.IGNORECASE)
_REST = "[SECTOR] [PARTIJ] [@naam:server] [sinds DATUM] [vog DATUM] [vervanger van NUMMER]"


def _new(words: WordsLeft, situation: Situation) -> Change | None:
    convenant = situation.team.convenant
    left = WordsLeft(words.text)
    change = _take_anywhere(left, situation)
    if not _take_name(left, change, "rol", _same(convenant.rollen), shortened=True):
        return None
    _take_sector_and_partij(left, change, convenant)
    words.text = left.text
    return change


def _change(words: WordsLeft, situation: Situation) -> Change | None:
    convenant = situation.team.convenant
    change = _take_anywhere(words, situation)
    if words.text.lower() not in {name.lower() for name in organisations(convenant)}:
        _take_name(words, change, "rol", _same(convenant.rollen))
    _take_sector_and_partij(words, change, convenant)
    return change or None


def _take_anywhere(words: WordsLeft, situation: Situation) -> Change:
    """Takes the details that may be at any position. Raises Refusal."""
    change: Change = {}
    if found := words.take(_MATRIX_ID):
        change["matrix_id"] = found[0]
    if "@" in words.text:
        raise Refusal("id_onleesbaar")
    while found := words.take(_GONE):
        name = _FIELDS.get(found["what"].lower(), "ander_ret")
        change[name] = _GONE_IS.get(name)
    if found := words.take(_STANDS_IN):
        change["vervangt"] = int(found["number"])
    if words.take(_ELSEWHERE):
        change["ander_ret"] = True
    if found := words.take(_SINCE):
        change["sinds"] = past_day(found["day"], situation.now, situation.team.kalender, long_ago=True)
    if found := words.take(_VOG):
        change["vog"] = past_day(found["day"], situation.now, situation.team.kalender, long_ago=True)
    return change


def _take_sector_and_partij(words: WordsLeft, change: Change, convenant: Convenant) -> None:
    """In either order. Raises Refusal for a word that is neither; words after both remain."""
    _take_name(words, change, "sector", _same(convenant.sectoren))
    _take_name(words, change, "partij", organisations(convenant), shortened=True)
    _take_name(words, change, "sector", _same(convenant.sectoren))
    if words.text and "partij" not in change:
        raise Refusal("sector_of_partij_onbekend", sectoren=list(convenant.sectoren), partijen=list(convenant.partijen))


def _take_name(
    words: WordsLeft, change: Change, field: str, names: Mapping[str, str], *, shortened: bool = False
) -> bool:
    found = take_name(words.text, names, shortened=shortened)
    if found:
        change[field], words.text = found
    return found is not None


def _same(names: Mapping[str, object] | tuple[str, ...]) -> dict[str, str]:
    return {name: name for name in names}


NEW_DEELNEMER = Argument(f"ROL {_REST}", _new)
"""A new deelnemer: at least a role."""
CHANGE = Argument(f"[ROL] {_REST}", _change)
"""A change to a deelnemer on the list: at least one detail."""
