"""The gate: refuses by kind, keeps the text to itself, and refuses when it cannot look."""

from collections.abc import Iterable

import pytest

from retbot.domain.casus.safe_text import MAX_LENGTH, IdentifierType
from retbot.domain.errors import Refusal
from retbot.ports import LONGEST
from retbot.privacy.gate import TextGate
from retbot.privacy.normal_form import normalise
from tests.every_row import every_row
from tests.gate import GATE
from tests.hang import fails_when_it_hangs


def nothing(text: str, allowed: frozenset[str]) -> Iterable[IdentifierType]:
    return ()


def a_name(text: str, allowed: frozenset[str]) -> Iterable[IdentifierType]:
    return (IdentifierType.NAAM, IdentifierType.EMAIL, IdentifierType.NAAM)


def broken(text: str, allowed: frozenset[str]) -> Iterable[IdentifierType]:
    yield from ()
    raise RuntimeError(text)


def test_what_holds_nothing_becomes_safe_text() -> None:
    assert str(TextGate(nothing).check("  wacht op\u00a0beschikking ")) == "wacht op beschikking"


def test_a_refusal_names_each_kind_once_and_not_the_text() -> None:
    with pytest.raises(Refusal) as refused:
        TextGate(a_name).check("Fatima belde")
    assert refused.value.args_ == {"soorten": ["naam", "e-mailadres"]}
    assert "Fatima" not in repr(refused.value)


def test_a_broken_detector_refuses() -> None:
    gate = TextGate(broken)
    assert gate.kinds("wacht op beschikking") == (IdentifierType.ONBEKEND,)
    with pytest.raises(Refusal):
        gate.check("wacht op beschikking")


@pytest.mark.parametrize(("text", "reason"), [(" ", "tekst_leeg"), ("a" * (MAX_LENGTH + 1), "tekst_te_lang")])
def test_no_text_and_too_much_text_are_refused(text: str, reason: str) -> None:
    with pytest.raises(Refusal) as refused:
        TextGate(nothing).check(text)
    assert refused.value.reason == reason


@pytest.mark.parametrize("piece", ["[", "[](https://matrix.to/"])
def test_a_text_that_is_far_too_long_is_refused_before_anything_reads_it(piece: str) -> None:
    with fails_when_it_hangs():
        assert GATE.kinds(piece * 400_000) == (IdentifierType.ONBEKEND,)
        with pytest.raises(Refusal) as refused:
            GATE.check(piece * 400_000)
    assert refused.value.reason == "tekst_te_lang"


@every_row(
    [
        ("Fa\u200btima", "Fatima"),
        ("F\u0430tim\u0430", "Fatima"),
        ("０６１２３４", "061234"),
        ("06\u00a012", "06 12"),
        ("> <@a:b.nl> eerder\n\nwacht", "wacht"),
        ("vraag [Anna](https://matrix.to/#/@anna:b.nl)", "vraag Anna"),
        ("“tussen” – ‘haken’", "\"tussen\" - 'haken'"),
        ("J\u0336e\u0336roen", "Jeroen"),
        ("F\u2800a\u3164tima", "Fatima"),
        ("\U0001f155\U0001f1e6\U0001f183ima", "FATima"),
        ("0\ufe0f\u20e36\ufe0f\u20e3", "06"),
        ("06\U0001f60012", "06 12"),
        ("&#70;atima &amp; moeder", "Fatima & moeder"),
        ("**Fat**ima", "**Fatima"),
        ("> alleen een citaat", "alleen een citaat"),
    ]
)
def test_text_is_read_as_a_person_reads_it(text: str, read: str) -> None:
    assert normalise(text) == read


@every_row(
    [
        *("Фатима belt", "فاطمة belt morgen", "李伟 belt", "ꜰᴀᴛɪᴍᴀ belt", "𝐅𝐚𝐭𝐢𝐦𝐚 belt", "ＦＡＴＩＭＡ belt"),
        *("F a t i m a belt", "F.a.t.i.m.a belt", "F-a-t-i-m-a belt", "F4tima belt", "J3r03n wil", "Fat\u00adima belt"),
        *("06😀12😀34😀56😀78", "06\n12\n34\n56\n78", "٠٦١٢٣٤٥٦٧٨", "06 twaalf 34 zesenvijftig 78", "06*12*34*56*78"),
        *("06 en dan 12 en dan 34 en 56", "O6-l2345678", "06x12x34x56x78", "0,6,1,2,3,4,5,6,7,8", "⓪⑥①②③④⑤⑥⑦⑧"),
        *("123|456|782", "123 dan 456 dan 782", "bsn honderddrieëntwintig", "0\ufe0f\u20e36\ufe0f\u20e312345678"),
        *("SmVyb2VuIGRlIFZyaWVz", "4a65726f656e206465", "%46%61%74%69%6d%61", "\\u0046\\u0061tima", "f&#64;tima@x.nl"),
        *("Fat\ufffdima belt", "\ud800"),
    ]
)
def test_what_is_disguised_is_refused(text: str) -> None:
    assert GATE.kinds(text)


@pytest.mark.parametrize(
    "text", ["wacht op beschikking " * 5000, "a" * 100_000, "a-" * 50_000, "\u200b" * 100_000 + "-" * 81]
)
def test_what_is_too_long_to_look_at_is_refused_unseen(text: str) -> None:
    assert TextGate(nothing).kinds(text) == (IdentifierType.ONBEKEND,)


def test_the_longest_text_that_is_looked_at_is_longer_than_any_that_is_kept() -> None:
    assert LONGEST > MAX_LENGTH
    assert not GATE.kinds("wacht op beschikking " * (LONGEST // 22))
