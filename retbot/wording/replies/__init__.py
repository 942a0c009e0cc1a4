"""Every Dutch sentence that answers a command, by the name under which it waits in the outbox."""

import re
from collections.abc import Callable, Mapping, Sequence
from inspect import getmembers, isfunction, signature
from types import ModuleType

from retbot.domain.casus.casecode import Casecode
from retbot.domain.errors import Arg
from retbot.wording.paging import MESSAGE, fitted, level
from retbot.wording.replies.aanmelding import aanmelding
from retbot.wording.replies.bespreking import (
    gehouden,
    hoedanigheid,
    komst,
    offered_answers,
    plannen,
    prikken,
    tijdvakken,
    uitnodigen,
    vervangen,
)
from retbot.wording.replies.chat import general, help_texts, joined, pages, reactions, strangers
from retbot.wording.replies.chat.verwijderd import fate
from retbot.wording.replies.deelnemers import adressen, afwezig, betrokken, deelnemers, woorden
from retbot.wording.replies.opvolging import advies, afspraken, knelpunten, opschalen, sluiten
from retbot.wording.replies.overleg import overleg
from retbot.wording.replies.overzicht import cijfers, eigen, klachten, overview, vergoedingen
from retbot.wording.replies.privacy import datalek, exporteren, rechten
from retbot.wording.replies.vastleggen import gebeurtenissen, intrekken, nagaan, noteren, toestemming

MODULES: tuple[ModuleType, ...] = (
    aanmelding,
    adressen,
    advies,
    afspraken,
    afwezig,
    gehouden,
    cijfers,
    betrokken,
    pages,
    datalek,
    deelnemers,
    eigen,
    exporteren,
    gebeurtenissen,
    general,
    help_texts,
    komst,
    offered_answers,
    hoedanigheid,
    klachten,
    knelpunten,
    intrekken,
    nagaan,
    noteren,
    opschalen,
    overleg,
    overview,
    plannen,
    prikken,
    reactions,
    rechten,
    sluiten,
    strangers,
    tijdvakken,
    toestemming,
    vergoedingen,
    uitnodigen,
    vervangen,
    woorden,
)

SENTENCES: dict[str, Callable[..., str]] = {
    name: function
    for module in MODULES
    for name, function in getmembers(module, isfunction)
    if function.__module__ == module.__name__ and not name.startswith("_")
}


def render(sentence: str, args: Mapping[str, Arg], code: Casecode | None = None, day: str = "do 7 mei") -> str:
    """The sentence as Markdown, with `code` where it says CODE and the example `day`, as one types it, where it says
    EENDAG; raises KeyError for what is no sentence."""
    sentences = [(one, dict(own)) for one, own in joined.apart(sentence, args)]
    said = "\n".join(_said(one, own) for one, own in _that_fit(sentences))
    text = re.sub(r"\bEENDAG\b", day, said)
    return re.sub(r"\bCODE\b", code, text) if code else text


def _that_fit(sentences: list[tuple[str, dict[str, Arg]]]) -> list[tuple[str, dict[str, Arg]]]:
    """With no more of each list than one message carries."""
    room = level([_words(value) for _, args in sentences for value in args.values() if _is_list(value)], MESSAGE)
    return [
        (sentence, {name: _fitted(value, room) if _is_list(value) else value for name, value in args.items()})
        for sentence, args in sentences
    ]


def _fitted(value: Arg, room: int) -> Arg:
    kept = fitted(_words(value), room)
    return value if kept == _words(value) else kept


def _is_list(value: Arg) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _words(value: Arg) -> list[str]:
    return [str(item) for item in value] if isinstance(value, Sequence) else []


def _said(name: str, given: dict[str, Arg]) -> str:
    """What became of a message that was to be taken away stands after a sentence that does not tell it itself."""
    sentence = SENTENCES[name]
    fated = "verwijdering" in given and "verwijdering" not in signature(sentence).parameters
    end = f"\n{fate(str(given.pop('verwijdering')))}" if fated else ""
    return sentence(**given) + end
