"""The stories of all five covenants, with the chat, mails and calendars that they make: in the words of their own
covenant, and in none of another's."""

import re
from collections.abc import Iterator

import pytest

from retbot.demo.stories import STORIES
from tests.noise.demo_months import demo
from tests.noise.heard import Heard

OTHERS = {
    "overijssel-2022": r"bijeenkomst|handboek|pilotdocument|procesregisseur|zwaarwegend advies|par\. \d",
    "model-2024": r"bijeenkomst|handboek|voorzitter|de (?:SWV|contractmanagement|RET)\b|par\. \d|toch=",
    "westfriesland-2023": r"bespreking|bijeenkomst|convenant|consensus|art\. |de (?:RET|BEN|MDA|Schakel)\b|toch=",
    "gooi-en-vechtstreek-2018": r"bespreking|bijeenkomst|handboek|consensus|de C&A|24 jaar|Het advies (?:is|over)",
    "ijsselland-pilot-2018": r"bespreking|convenant|handboek|consensus|procesregisseur|art\. \d|experts|24 jaar|toch=",
}
"""What only another covenant says."""
ASKED = {
    "overijssel-2022": {"Was er consensus over het advies?"},
    "model-2024": {"Is er consensus over het advies?", "Is er een oplossing afgesproken?"},
    "westfriesland-2023": {"Is er een gedragen plan van aanpak?"},
    "gooi-en-vechtstreek-2018": {"Is het zwaarwegend advies vastgesteld?"},
    "ijsselland-pilot-2018": {"Is er een passende oplossing gevonden?"},
}
"""About the outcome of a bespreking."""
TYPED = re.compile(r"`[^`]*`|\*\*[a-z ]+\*\*|@\S+|\S+@\S+")
"""Commands with the names of commands and subjects, and the accounts and addresses of the story."""


def said_by(room: Heard) -> Iterator[str]:
    yield from (line.text for line in room.lines)
    for mail in room.mailbox.sent:
        yield from (mail.subject, mail.text, mail.closing, *(row.value for row in mail.card))
        if mail.invitation:
            yield from (mail.invitation.summary, mail.invitation.description)


@pytest.mark.parametrize("profile", STORIES)
async def test_a_story_is_told_in_the_words_of_its_covenant(profile: str) -> None:
    room = await demo(profile)
    texts = list(said_by(room))
    other = re.compile(rf"\b(?:{OTHERS[profile]})", re.IGNORECASE)
    assert {text: found[0] for text in texts if (found := other.search(TYPED.sub("", text)))} == {}
    assert not [text for text in texts if "~" in text or "\ue000" in text], "a mark is never sent"
    every = set().union(*ASKED.values())
    assert {question for question in every if any(question in text for text in texts)} == ASKED[profile]
