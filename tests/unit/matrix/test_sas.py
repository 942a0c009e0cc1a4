"""The side that is asked vouches only after a person has confirmed, and only believes a MAC over what it knows."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from vodozemac import Curve25519PublicKey, Sas

from retbot.matrix.trust.sas import Mismatch, Party, SasExchange

ANNA = Party("@anna:ret.nl", "TELEFOON", {"ed25519:TELEFOON": "sleutel", "ed25519:hoofd": "hoofd"})
BOT = Party("@retbot:ret.nl", "BOT", {"ed25519:BOT": "botsleutel", "ed25519:bothoofd": "bothoofd"})
START = {
    "method": "m.sas.v1",
    "from_device": "TELEFOON",
    "key_agreement_protocols": ["curve25519-hkdf-sha256"],
    "hashes": ["sha256"],
    "message_authentication_codes": ["hkdf-hmac-sha256.v2"],
    "short_authentication_string": ["decimal", "emoji"],
}


def exchange() -> SasExchange:
    return SasExchange(BOT, ANNA, "$1", None, datetime(2026, 4, 20, tzinfo=UTC))


class Anna:
    """The other side, up to the point at which both show emoji."""

    def __init__(self, bot: SasExchange) -> None:
        self.bot = bot
        self._sas = Sas()
        self.accepted = bot.accept(START)
        self.bot_key = bot.share({"key": self._sas.public_key.to_base64()})["key"]
        self._shared = self._sas.diffie_hellman(Curve25519PublicKey.from_base64(self.bot_key))

    def emoji(self) -> tuple[int, ...]:
        own = self._sas.public_key.to_base64()
        info = f"MATRIX_KEY_VERIFICATION_SAS|@anna:ret.nl|TELEFOON|{own}|@retbot:ret.nl|BOT|{self.bot_key}|$1"
        return tuple(self._shared.bytes(info).emoji_indices)

    def mac(self, keys: Mapping[str, str], key_ids: str | None = None) -> dict[str, Any]:
        info = "MATRIX_KEY_VERIFICATION_MAC@anna:ret.nlTELEFOON@retbot:ret.nlBOT$1"
        macs = {one: self._shared.calculate_mac(key, info + one) for one, key in keys.items()}
        listed = ",".join(sorted(keys)) if key_ids is None else key_ids
        return {"mac": macs, "keys": self._shared.calculate_mac(listed, f"{info}KEY_IDS")}


def test_both_sides_see_the_same_seven_emoji() -> None:
    bot = exchange()
    anna = Anna(bot)
    assert anna.emoji() == bot.emoji
    assert len(bot.emoji) == 7
    assert all(0 <= number < 64 for number in bot.emoji)


def test_nothing_is_vouched_for_before_a_person_has_confirmed() -> None:
    bot = exchange()
    Anna(bot)
    with pytest.raises(Mismatch, match="unexpected_message"):
        bot.vouch()
    bot.is_equal = True
    assert set(bot.vouch()["mac"]) == set(BOT.keys)


@pytest.mark.parametrize(
    ("keys", "key_ids", "code"),
    [
        (dict(ANNA.keys), None, None),
        ({"ed25519:TELEFOON": "sleutel"}, None, None),
        ({**ANNA.keys, "ed25519:hoofd": "van een ander"}, None, "m.key_mismatch"),
        ({**ANNA.keys, "ed25519:TELEFOON": "van een ander"}, None, "m.key_mismatch"),
        (dict(ANNA.keys), "ed25519:TELEFOON", "m.key_mismatch"),
        ({"ed25519:onbekend": "sleutel"}, None, "m.invalid_message"),
        ({}, None, "m.invalid_message"),
    ],
)
def test_their_mac_must_be_over_the_keys_that_are_known(
    keys: dict[str, str], key_ids: str | None, code: str | None
) -> None:
    bot = exchange()
    bot.their_mac = Anna(bot).mac(keys, key_ids)
    if code is None:
        bot.must_vouch()
        return
    with pytest.raises(Mismatch) as caught:
        bot.must_vouch()
    assert caught.value.code == code


@pytest.mark.parametrize(
    "changed",
    [
        {"method": "m.reciprocate.v1"},
        {"key_agreement_protocols": ["curve25519"]},
        {"hashes": "sha256"},
        {"message_authentication_codes": ["hkdf-hmac-sha256"]},
        {"short_authentication_string": ["decimal"]},
        {"short_authentication_string": None},
    ],
)
def test_what_is_not_offered_in_the_form_that_we_know_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(Mismatch, match="unknown_method"):
        exchange().accept(START | changed)


def test_steps_out_of_order_or_twice_are_refused() -> None:
    with pytest.raises(Mismatch):
        exchange().share({"key": "AAAA"})
    bot = exchange()
    Anna(bot)
    with pytest.raises(Mismatch):
        bot.accept(START)
    with pytest.raises(Mismatch):
        bot.share({"key": Sas().public_key.to_base64()})


@pytest.mark.parametrize("key", ["", "geen sleutel", None, 3])
def test_a_key_that_is_none_is_refused(key: Any) -> None:
    bot = exchange()
    bot.accept(START)
    with pytest.raises(Mismatch, match="invalid_message"):
        bot.share({"key": key})
