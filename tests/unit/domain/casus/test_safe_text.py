"""SafeText: one printable line of at most 280 characters."""

import pytest

from retbot.domain.casus.safe_text import MAX_LENGTH, SafeText


def test_a_line_reads_back_as_it_was() -> None:
    assert str(SafeText("wachtlijst bij de aanbieder")) == "wachtlijst bij de aanbieder"


@pytest.mark.parametrize("text", ["", "a" * (MAX_LENGTH + 1), "twee\nregels", "onzichtbaar\u200b teken"])
def test_what_is_no_line_is_no_safe_text(text: str) -> None:
    with pytest.raises(ValueError, match="280"):
        SafeText(text)
