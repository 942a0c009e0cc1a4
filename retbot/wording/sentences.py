"""The sentences that answer a command, each by the name under which it waits in the outbox."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, ParamSpec

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class NamedSentence(Generic[P]):
    """`name` is stored until the sentence is sent: changing it loses what waits. `words` takes what the name is stored
    with."""

    name: str
    words: Callable[P, str]

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> str:
        return self.words(*args, **kwargs)


SENTENCES: dict[str, NamedSentence[...]] = {}
"""Complete once retbot.wording.replies is imported."""


def sentence(name: str) -> Callable[[Callable[P, str]], NamedSentence[P]]:
    """Registers the function below it. Raises ValueError for a name that another one has."""

    def register(words: Callable[P, str]) -> NamedSentence[P]:
        if name in SENTENCES:
            raise ValueError(f"two sentences are named {name}")
        made = NamedSentence(name, words)
        SENTENCES[name] = made
        return made

    return register
