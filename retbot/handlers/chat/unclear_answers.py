"""What to say about an answer that fits no choice of the question."""

from collections.abc import Sequence

from retbot.domain.casus.question_ends import OFFERED
from retbot.domain.errors import LikelyMeaning, Refusal, UnclearAnswer
from retbot.ports import Question
from retbot.reading.answers import NO, YES, not_shown, only_numbers
from retbot.reading.choices import meant_of
from retbot.wording.replies import render

NO_ANSWER = frozenset({"antwoord_onbegrepen", "nummer_niet_bij_vraag"})
STOPS_ITSELF = frozenset({"aanmelding"})
"""These keep the earlier answers when they are stopped."""
_NUMBERS_ARE_ITS_OWN = frozenset({OFFERED, "datalek_ontdekt", "tijd"})
"""Not the numbers of choices: these questions say themselves how to answer."""
_LISTED = 9
"""More choices than this are not listed again."""


def unclear(question: Question, text: str, refusal: Refusal) -> Refusal:
    """The refusal of an answer that does not fit, with the nearest choice."""
    choices, asked = choices_of(question, refusal), render(question.zin, question.args) if question.zin else ""
    meant = str(refusal.args_.get("bedoeld") or "") or meant_of(choices, text)
    numbers = {choice: str(number) for number, choice in enumerate(choices, 1) if f"{number} {choice}" in asked}
    if meant and not (YES | NO) & set(choices):
        others = [numbers.get(choice, f"`{choice}`") for choice in choices if choice != meant]
        number = int(numbers.get(meant, 0))
        answer = refusal.correct(text) if isinstance(refusal, LikelyMeaning) else meant
        return UnclearAnswer(meant, answer, nummer=number, anders=others if len(others) <= _LISTED else [])
    if refusal.reason == "antwoord_onbegrepen" and len(choices) <= _LISTED:
        return Refusal("antwoord_onbegrepen", keuzes=choices, vraag=True)
    return Refusal("antwoord_past_niet") if refusal.reason == "antwoord_onbegrepen" else refusal


def choices_of(question: Question, refusal: Refusal) -> list[str]:
    """Those that the refusal names, else those of the question itself."""
    found = refusal.args_.get("keuzes") or question.args.get("keuzes") or question.args.get("banden")
    return [str(one) for one in found] if isinstance(found, Sequence) else []


def numbers_must_be_shown(question: Question, text: str) -> None:
    """A number must be one of those shown in the question, or the question says itself how to answer. Raises
    Refusal."""
    if not question.zin or question.type in _NUMBERS_ARE_ITS_OWN:
        return
    if question.type in STOPS_ITSELF and not only_numbers(text):
        return
    asked = render(question.zin, question.args, question.code)
    if not_shown(text, asked):
        raise Refusal("nummer_niet_bij_vraag", vraag=asked)


def is_choice(question: Question, word: str) -> bool:
    choices = question.args.get("keuzes")
    return isinstance(choices, Sequence) and word in choices
