"""Errors between the bot and its homeserver, as the port's errors."""

import asyncio
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from socket import gaierror
from typing import Any

from aiohttp import ClientError
from nio import ErrorResponse, LocalProtocolError

from retbot.matrix.client.nio_client import CallError
from retbot.ports import RoomShut, SendFailed, SendRefused, TooLarge

PASSING = frozenset({"M_LIMIT_EXCEEDED", "M_UNKNOWN_TOKEN", "M_MISSING_TOKEN", "M_USER_LOCKED"})
"""Refusals of the server that can end although the message stays the same."""
_TOO_LARGE = 413
"""HTTP status; a proxy in front of the homeserver may send it without Matrix's own error code."""


READY_SECONDS = 30.0


async def wait_until_connected(ready: asyncio.Event) -> None:
    """Returns after the first sync; raises SendFailed when that does not happen in time."""
    try:
        await asyncio.wait_for(ready.wait(), READY_SECONDS)
    except TimeoutError:
        raise SendFailed("there is no connection yet") from None


def is_of_network(error: Exception) -> bool:
    """Whether the homeserver or the network failed. All other errors are our own: our disk, our database, this
    program."""
    return isinstance(error, CallError | ClientError | TimeoutError | ConnectionError | gaierror | ssl.SSLError)


def is_logged_out(error: Exception) -> bool:
    """Whether the homeserver says that it does not know our login. A proxy in front of it may say so temporarily."""
    return isinstance(error, CallError) and error.code == "M_UNKNOWN_TOKEN"


class NeedsPerson(Exception):
    """Retrying does not help; the text says what to do."""


def name_of(error: Exception) -> str:
    """For the log: the server's error code when it refused, else the type of the error."""
    return error.code if isinstance(error, CallError) else type(error).__name__


def must_succeed(response: Any) -> Any:
    """Raises an error for a refusal, which nio only returns."""
    if isinstance(response, ErrorResponse):
        status = getattr(response.transport_response, "status", 0)
        raise CallError(status, str(response.status_code))
    return response


@contextmanager
def in_words_of_the_port() -> Iterator[None]:
    try:
        yield
    except CallError as error:
        raise _meaning(error)(str(error)) from error
    except (ClientError, TimeoutError, OSError, LocalProtocolError) as error:
        raise SendFailed(type(error).__name__) from error


def _meaning(error: CallError) -> type[Exception]:
    if error.status == _TOO_LARGE or error.code == "M_TOO_LARGE":
        return TooLarge
    if error.status in (0, 200, 401, 429) or error.status >= 500 or error.code in PASSING:
        return SendFailed
    return RoomShut if error.status in (403, 404) else SendRefused
