"""A sentence stands in the register under the name that is written above it."""

import pytest

from retbot.wording.replies import SENTENCES, render
from retbot.wording.replies.chat import general
from retbot.wording.sentences import sentence


def test_a_sentence_is_said_by_its_stored_name_and_can_be_called() -> None:
    assert SENTENCES[general.over_casus.name] is general.over_casus
    assert render(general.over_casus.name, {"casus": "RET-7KH-4T3"}) == general.over_casus(casus="RET-7KH-4T3")


def test_no_two_sentences_have_one_name() -> None:
    with pytest.raises(ValueError, match="over_casus"):
        sentence("over_casus")(str)
