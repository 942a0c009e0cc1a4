"""Signatures, pins, and the fingerprints that people compare."""

import os
import stat
from pathlib import Path

import pytest

from retbot.matrix.trust.pins import Pins, PinVerdict, fingerprint
from retbot.matrix.trust.signing import SigningKey, from_base64, is_signed, to_base64

ANNA = "@anna:ret.test"
KEY, OTHER = "A" * 43, "B" * 43


def test_a_signature_is_known_and_a_changed_text_is_not() -> None:
    key = SigningKey(bytes(32))
    value = {"een": 1, "naam": "Zoë", "unsigned": {"age": 3}}
    signed = value | {"signatures": {ANNA: {f"ed25519:{key.public}": key.sign(value)}}}

    assert is_signed(signed, ANNA, key.public)
    assert is_signed(signed | {"unsigned": {}}, ANNA, key.public)
    assert not is_signed(signed | {"een": 2}, ANNA, key.public)
    assert not is_signed(signed, "@bert:ret.test", key.public)
    assert not is_signed(signed, ANNA, SigningKey(bytes([1] * 32)).public)


def test_the_example_of_the_specification_is_signed_alike() -> None:
    key = SigningKey(from_base64("YJDBA9Xnr2sVqXD9Vj7XVUnmFZcZrlw8Md7kMW+3XA1"))

    assert key.sign({}) == "K8280/U9SSy9IVtjBuVeLr+HpOB4BQFWbg+UZaADMtTdGYI7Geitb76LTrr5QV/7Xg4ahLwYGYZzuHGZKM5ZAQ"


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"signatures": None},
        {"signatures": {ANNA: {f"ed25519:{KEY}": 7}}},
        {"signatures": {ANNA: {f"ed25519:{KEY}": "é!"}}},
        {"signatures": {ANNA: {f"ed25519:{KEY}": to_base64(bytes(64))}}},
    ],
)
def test_malformed_signatures_are_none(value: dict[str, object]) -> None:
    assert not is_signed(value, ANNA, KEY)
    assert not is_signed(value, ANNA, "geen sleutel")


def test_the_first_key_is_known_from_then_on_and_another_is_a_change(tmp_path: Path) -> None:
    pins = Pins(tmp_path / "pins.json")
    assert pins.judge(ANNA, KEY) is PinVerdict.FIRST

    pins.confirm(ANNA, KEY)

    again = Pins(tmp_path / "pins.json")
    assert again.judge(ANNA, KEY) is PinVerdict.KNOWN
    assert again.judge(ANNA, OTHER) is PinVerdict.CHANGED
    assert stat.S_IMODE((tmp_path / "pins.json").stat().st_mode) == 0o600


def test_an_expected_key_needs_no_first_use_and_outweighs_the_file(tmp_path: Path) -> None:
    Pins(tmp_path / "pins.json").confirm(ANNA, OTHER)

    pins = Pins(tmp_path / "pins.json", {ANNA: KEY})

    assert pins.is_expected(ANNA)
    assert pins.judge(ANNA, KEY) is PinVerdict.KNOWN
    assert pins.judge(ANNA, OTHER) is PinVerdict.CHANGED


def test_what_another_process_confirms_is_seen(tmp_path: Path) -> None:
    pins = Pins(tmp_path / "pins.json")
    pins.confirm(ANNA, KEY)
    pins.offer(ANNA, OTHER)
    assert not pins.reread()

    command_line = Pins(tmp_path / "pins.json")
    assert (command_line.pin_of(ANNA), command_line.offer_of(ANNA)) == (KEY, OTHER)
    command_line.confirm(ANNA, OTHER)

    assert pins.reread()
    assert pins.judge(ANNA, OTHER) is PinVerdict.KNOWN
    assert pins.offer_of(ANNA) is None


def test_two_processes_lose_nothing_of_each_other(tmp_path: Path) -> None:
    one, other = Pins(tmp_path / "pins.json"), Pins(tmp_path / "pins.json")

    one.confirm(ANNA, KEY)
    other.confirm("@bert:ret.test", OTHER)

    kept = Pins(tmp_path / "pins.json")
    assert (kept.pin_of(ANNA), kept.pin_of("@bert:ret.test")) == (KEY, OTHER)


def test_a_fingerprint_is_read_in_fours() -> None:
    assert fingerprint("abcdefghij") == "abcd efgh ij"


def test_files_are_private_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        Pins(tmp_path / "new" / "pins.json").confirm(ANNA, KEY)
    finally:
        os.umask(before)

    assert stat.S_IMODE((tmp_path / "new" / "pins.json").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700
