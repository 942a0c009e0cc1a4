"""nio's Olm machine with fixes for its known faults; each method describes the fault that it fixes."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from nio import KeysClaimResponse, MegolmEvent, UnknownBadEvent
from nio.crypto import Olm
from nio.store import MatrixStore

from retbot.matrix.client.replays import Replays
from retbot.matrix.client.tolerance import skip_malformed

LONGEST_PERIOD = timedelta(days=7)
SHORTEST_PERIOD = timedelta(hours=1)
MOST_MESSAGES = 100
FALLBACK = "signed_curve25519"


class Machine(Olm):  # type: ignore[misc]
    _unwedging_interval = timedelta(minutes=1)
    """nio waits an hour, during which the person's messages cannot be decrypted."""

    def __init__(self, user_id: str, device_id: str, store: MatrixStore, replays: Replays) -> None:
        super().__init__(user_id, device_id, store)
        self.replays = replays
        self.fallback_needed = not self.account.shared
        self.verifications: list[dict[str, Any]] = []
        """Events of verification between devices that came in and were not handled yet."""
        self.rotation: dict[str, dict[str, Any]] = {}
        """The content of each room's m.room.encryption event."""

    def handle_to_device_event(self, event: Any) -> Any:
        """In nio an invalid event from a stranger ends the sync, and its verification is not that of the
        specification (see trust/sas.py)."""
        if event.source.get("type", "").startswith("m.key.verification."):
            self.verifications.append(event.source)
            return None
        with skip_malformed("to_device_dropped"):
            return super().handle_to_device_event(event)
        return None

    def verify_json(self, json: Any, user_key: Any, user_id: str, device_id: str) -> bool:
        """nio raises on keys and signatures that are not valid base64."""
        with skip_malformed("signature_dropped"):
            return bool(super().verify_json(json, user_key, user_id, device_id))
        return False

    def _handle_key_claiming(self, response: Any) -> None:
        """nio loses all claimed keys when one of them is malformed."""
        for user, devices in response.one_time_keys.items():
            for device, keys in devices.items():
                with skip_malformed("claimed_key_dropped"):
                    super()._handle_key_claiming(KeysClaimResponse({user: {device: keys}}, {}))

    def decrypt_megolm_event(self, event: Any, room_id: str | None = None) -> Any:
        """nio accepts an encrypted message that claims to be a state event: any member could make the bot believe that
        somebody joined or left."""
        decrypted = super().decrypt_megolm_event(event, room_id)
        return UnknownBadEvent(decrypted.source) if "state_key" in decrypted.source else decrypted

    def _decrypt_megolm_no_error(self, event: Any, room_id: str | None = None) -> Any:
        """nio fails on a whole page of messages when the decrypted content of one is not a JSON object."""
        with skip_malformed("event_dropped", event_id=event.event_id):
            return super()._decrypt_megolm_no_error(event, room_id)
        return None

    def decrypted_late(self, room_id: str, source: dict[str, Any]) -> Any:
        """A message that could not be decrypted when it arrived; None while its room key is missing. The key is not
        requested again."""
        event = MegolmEvent.from_dict(source)
        known = self.inbound_group_store.get(room_id, event.sender_key, event.session_id)
        return self._decrypt_megolm_no_error(event, room_id) if known else None

    def message_index_ok(self, message_index: int, event: Any) -> bool:
        """nio forgets at each restart which messages it has read."""
        return self.replays.is_first(event.session_id, message_index, event.event_id)

    def create_outbound_group_session(self, room_id: str) -> None:
        """nio ignores the room's own rotation period. We follow it unless it is longer than the default."""
        super().create_outbound_group_session(room_id)
        session = self.outbound_group_sessions[room_id]
        content = self.rotation.get(room_id, {})
        session.max_messages = max(1, min(_whole(content.get("rotation_period_msgs"), MOST_MESSAGES), MOST_MESSAGES))
        longest = LONGEST_PERIOD // timedelta(milliseconds=1)
        period = timedelta(milliseconds=min(_whole(content.get("rotation_period_ms"), longest), longest))
        session.max_age = max(SHORTEST_PERIOD, period)

    @property
    def should_upload_keys(self) -> bool:
        return bool(super().should_upload_keys) or self.fallback_needed

    def keys_to_upload(self) -> dict[str, Any]:
        """Saves the account first: keys that the server has but we do not would make this device unusable
        permanently."""
        content = self.share_keys() if super().should_upload_keys else {}
        if self.fallback_needed:
            content["fallback_keys"] = self._fallback_keys()
        self.save_account()
        return dict(content)

    def _fallback_keys(self) -> dict[str, Any]:
        """nio has no fallback keys. Without them, somebody who claims all one-time keys can prevent others from
        reaching the bot."""
        account = self.account._account  # noqa: SLF001 - nio's own account does not pass fallback keys on
        if not account.fallback_key:
            account.generate_fallback_key()
        keys = {}
        for key_id, key in account.fallback_key.items():
            signed: dict[str, Any] = {"key": key.to_base64(), "fallback": True}
            signature = self.sign_json(signed)
            signed["signatures"] = {self.user_id: {f"ed25519:{self.device_id}": signature}}
            keys[f"{FALLBACK}:{key_id}"] = signed
        return keys

    def seal(self, devices: Iterable[Any], event_type: str, content: dict[str, Any]) -> dict[str, dict[str, Any]]:
        """user → device → encrypted content. Leaves out devices with which we have no Olm session."""
        messages: dict[str, dict[str, Any]] = {}
        for device in devices:
            if session := self.session_store.get(device.curve25519):
                olm = self._olm_encrypt(session, device, event_type, content)
                messages.setdefault(device.user_id, {})[device.id] = olm
        return messages

    def room_key(self, room_id: str) -> dict[str, Any]:
        """The content of m.room_key: decrypts what is sent from now on, nothing older."""
        session = self.outbound_group_sessions[room_id]
        return {
            "algorithm": self._megolm_algorithm,
            "room_id": room_id,
            "session_id": session.id,
            "session_key": session.session_key,
        }


def _whole(value: Any, otherwise: int) -> int:
    return value if isinstance(value, int) and value > 0 else otherwise
