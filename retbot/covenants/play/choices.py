"""Every answer and outcome that a played case can have, one case after the other."""

from collections.abc import Callable, Mapping, Sequence

FIRST, LAST = 0, -1


class Choices:
    """The answers in one played case. `usual` is FIRST or LAST: which of the good answers a question gets that `other`
    does not name. `questions` holds the other answers that each question of this case could have had."""

    def __init__(self, usual: int, other: Mapping[str, str]) -> None:
        self._usual, self._other = usual, other
        self.questions: dict[str, tuple[str, ...]] = {}

    def of(self, question: str, answers: Sequence[str], good: Sequence[str] = ()) -> str:
        """`good` are the answers with which a case usually goes on; all of them when it is empty."""
        named = self._other.get(question, "")
        given = named if named in answers else (good or answers)[self._usual]
        self.questions.setdefault(question, tuple(answer for answer in answers if answer != given))
        return given

    def yes(self, question: str) -> bool:
        return self.of(question, ("ja", "nee")) == "ja"


def every_case(play: Callable[[Choices], None]) -> None:
    """Plays cases until each answer to each question was given once, both among first and among last answers. A
    question that only another answer leads to is found, because its answers are tried on top of that one."""
    for usual in (FIRST, LAST):
        waiting: list[dict[str, str]] = [{}]
        known: set[str] = set()
        while waiting:
            other = waiting.pop()
            choices = Choices(usual, other)
            play(choices)
            new = {question: answers for question, answers in choices.questions.items() if question not in known}
            known.update(new)
            waiting += [other | {question: answer} for question, answers in new.items() for answer in answers]
