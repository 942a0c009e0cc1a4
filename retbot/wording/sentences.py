"""The sentences that answer a command, each registered under the name that the outbox stores."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, ParamSpec

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class NamedSentence(Generic[P]):
    """`name` is stored until the sentence is sent, so changing it breaks posts that are still waiting. `words` makes
    the text from the arguments stored with the name."""

    name: str
    words: Callable[P, str]

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> str:
        return self.words(*args, **kwargs)


SENTENCES: dict[str, NamedSentence[...]] = {}
"""Complete after retbot.wording.replies is imported."""


def sentence(name: str) -> Callable[[Callable[P, str]], NamedSentence[P]]:
    """Registers the decorated function. Raises ValueError when the name is already taken."""

    def register(words: Callable[P, str]) -> NamedSentence[P]:
        if name in SENTENCES:
            raise ValueError(f"two sentences are named {name}")
        made = NamedSentence(name, words)
        SENTENCES[name] = made
        return made

    return register
