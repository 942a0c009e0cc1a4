"""What to do after a failed sync: wait, start again from what is on disk, or stop."""

from dataclasses import dataclass

import structlog

from retbot.logs import where
from retbot.matrix.client.errors import NeedsPerson, is_logged_out, is_of_network, name_of
from retbot.matrix.client.session import LOGGED_OUT, SessionError
from retbot.ports import StoreDamaged
from retbot.ports.vitals import Vital, Vitals

log = structlog.get_logger()

LONGEST_WAIT = 60.0
MOST_OWN = 6
"""Errors of our own in a row before this process ends: restarting it may help where a new client does not."""
MOST_UNKNOWN = 6
"""How many times in a row the homeserver must say that it does not know our login before we believe it: half a
minute."""


@dataclass(slots=True)
class Failures:
    """Failures in a row since the last successful sync."""

    vitals: Vitals
    wait: float = 1.0
    own: int = 0
    unknown: int = 0

    def forget(self) -> None:
        if self.wait > 1.0:
            log.info("sync_again")
        self.wait, self.own, self.unknown = 1.0, 0, 0

    def take(self, error: Exception) -> tuple[float, bool]:
        """The seconds to wait, and whether a new client is needed: after an error of our own the old one may have data
        in memory that is not on disk. Raises the error when the process should end."""
        if isinstance(error, NeedsPerson | StoreDamaged):
            raise error
        log.warning("sync_failed", error=name_of(error), where=where(error))
        self.unknown = self.unknown + 1 if is_logged_out(error) else 0
        if self.unknown == MOST_UNKNOWN:
            raise SessionError(LOGGED_OUT) from None
        if of_network := is_of_network(error):
            self.vitals.fails(Vital.HOMESERVER)
        else:
            self.own += 1
        if self.own == MOST_OWN:
            raise error
        wait, self.wait = self.wait, min(self.wait * 2, LONGEST_WAIT)
        return wait, not of_network
