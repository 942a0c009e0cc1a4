"""The settings for monitoring the bot: who gets a warning when something is down, after how long, and what may be
read."""

from typing import Annotated

from pydantic import Field

from retbot.settings.fields import Address, File, Section


class WatchSection(Section):
    tell_after_minutes: Annotated[int, Field(ge=1, le=1440)] = 15
    mail: Address | None = None
    """Where the beheerder gets a mail when the homeserver is down."""
    backup: File | None = None
    """A file, or a directory whose newest file counts. Without it the age of the backup is not checked."""
    backup_hours: Annotated[int, Field(ge=1, le=24 * 31)] = 26
    least_free_mb: Annotated[int, Field(ge=1)] = 200
    port: Annotated[int, Field(ge=1, le=65535)] | None = None
    """On the loopback interface only, for /health and /metrics."""
