"""The settings of looking after the bot: who hears that something is down, after how long, and what may be read."""

from typing import Annotated

from pydantic import Field

from retbot.settings.fields import Address, File, Section


class WatchSection(Section):
    tell_after_minutes: Annotated[int, Field(ge=1, le=1440)] = 15
    mail: Address | None = None
    """Where the beheerder hears that the homeserver is down."""
    backup: File | None = None
    """A file, or a directory whose newest file counts. Without it nobody looks."""
    backup_hours: Annotated[int, Field(ge=1, le=24 * 31)] = 26
    least_free_mb: Annotated[int, Field(ge=1)] = 200
    port: Annotated[int, Field(ge=1, le=65535)] | None = None
    """Of this machine alone, for /health and /metrics."""
