"""What a client must send between two syncs: new keys, and messages of the Olm machine."""

import time

import structlog
from nio import ErrorResponse

from retbot.matrix.client.errors import must_succeed
from retbot.matrix.client.nio_client import Client

log = structlog.get_logger()

CLAIM_EVERY_SECONDS = 10.0
PRUNE_EVERY_SECONDS = 86_400.0


class Upkeep:
    def __init__(self, client: Client) -> None:
        self._client = client
        self._claimed_at = -CLAIM_EVERY_SECONDS
        self._pruned_at = time.monotonic() - PRUNE_EVERY_SECONDS

    async def run(self) -> None:
        if time.monotonic() - self._pruned_at >= PRUNE_EVERY_SECONDS:
            self._pruned_at = time.monotonic()
            self._client.olm.replays.prune()
        if self._client.should_upload_keys:
            must_succeed(await self._client.keys_upload())
        if self._client.should_claim_keys and time.monotonic() - self._claimed_at >= CLAIM_EVERY_SECONDS:
            self._claimed_at = time.monotonic()
            must_succeed(await self._client.keys_claim(self._client.get_users_for_key_claiming()))
        for response in await self._client.send_to_device_messages():
            if isinstance(response, ErrorResponse):
                log.warning("to_device_failed", error=str(response.status_code))
