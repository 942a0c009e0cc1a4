"""Every Dutch sentence that answers a command. `@sentence` in the modules of this folder registers it."""

import re
from collections.abc import Mapping, Sequence
from importlib import import_module
from inspect import signature
from pkgutil import walk_packages

from retbot.domain.casus.casecode import Casecode, symbols_of
from retbot.domain.errors import Arg
from retbot.wording.paging import MESSAGE, fit, level
from retbot.wording.replies.chat import compound
from retbot.wording.replies.chat.verwijderd import fate
from retbot.wording.sentences import SENTENCES

__all__ = ["SENTENCES", "render"]

for _module in walk_packages(__path__, f"{__name__}."):
    import_module(_module.name)


def render(sentence: str, args: Mapping[str, Arg], code: Casecode | None = None, day: str = "EENDAG") -> str:
    """The sentence as Markdown. Replaces CODE by `code`, TEKENS by the symbols that confirm an act in that case, and
    EENDAG by the example day `day`, written as a person types it; without `day` the sender fills it in. Raises KeyError
    for an unknown sentence."""
    sentences = [(one, dict(own)) for one, own in compound.apart(sentence, args)]
    said = "\n".join(_render(one, own) for one, own in _that_fit(sentences))
    text = re.sub(r"\bEENDAG\b", day, said)
    if code is None:
        return text
    return re.sub(r"\bTEKENS\b", symbols_of(code), re.sub(r"\bCODE\b", code, text))


def _that_fit(sentences: list[tuple[str, dict[str, Arg]]]) -> list[tuple[str, dict[str, Arg]]]:
    """Shortens each list to what one message can hold."""
    room = level([_words(value) for _, args in sentences for value in args.values() if _is_list(value)], MESSAGE)
    return [
        (sentence, {name: _fit(value, room) if _is_list(value) else value for name, value in args.items()})
        for sentence, args in sentences
    ]


def _fit(value: Arg, room: int) -> Arg:
    kept = fit(_words(value), room)
    return value if kept == _words(value) else kept


def _is_list(value: Arg) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _words(value: Arg) -> list[str]:
    return [str(item) for item in value] if isinstance(value, Sequence) else []


def _render(name: str, given: dict[str, Arg]) -> str:
    """When a message was to be deleted, the result is added after a sentence that does not mention it."""
    sentence = SENTENCES[name]
    fated = "verwijdering" in given and "verwijdering" not in signature(sentence.words).parameters
    end = f"\n{fate(str(given.pop('verwijdering')))}" if fated else ""
    return sentence(**given) + end
