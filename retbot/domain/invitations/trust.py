"""Whether an answer that came by mail is that of the guest whose invitation it answers."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum


class SenderVerdict(StrEnum):
    """What the team's own mail server says of the address in From (Authentication-Results, RFC 8601)."""

    PASSED = "passed"
    FAILED = "failed"
    UNKNOWN = "unknown"


class Origin(StrEnum):
    OWN_ADDRESS = "zelf"
    ON_BEHALF = "namens"
    """Of the same organisation: an alias, a shared mailbox, an assistant."""
    ONBEWEZEN = "onbewezen"
    """Nothing shows that it is the guest's."""
    FORWARDED = "doorgestuurd"
    """The invitation reached somebody else: his answer is not that of the guest."""
    VERVALST = "vervalst"


COUNTS = frozenset({Origin.OWN_ADDRESS, Origin.ON_BEHALF})
OrganisationOf = Callable[[str], str | None]
"""By an address in lower case; None where an address says nothing of whose colleague somebody is."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Who an answer says that it is from; addresses in lower case. Only `mailed_by` (From) is something that a mail
    server vouches for; what the calendar object says anybody may have written."""

    mailed_by: str | None = field(repr=False)
    attendee: str | None = field(repr=False)
    sent_by: str | None = field(repr=False)
    sender_verdict: SenderVerdict


def origin(known: str, claim: Claim, organisation_of: OrganisationOf) -> Origin:
    """Of an answer with the right token. `known` is the address that was invited, in lower case."""

    def fits(address: str | None) -> bool:
        if address == known:
            return True
        organisation = organisation_of(address) if address else None
        return organisation is not None and organisation == organisation_of(known)

    if claim.sender_verdict is SenderVerdict.FAILED:
        return Origin.VERVALST
    if claim.mailed_by is None or claim.attendee is None:
        return Origin.ONBEWEZEN
    if not all(fits(one) for one in (claim.mailed_by, claim.attendee, claim.sent_by or known)):
        return Origin.FORWARDED
    if claim.mailed_by == known:
        return Origin.OWN_ADDRESS if claim.attendee == known else Origin.ON_BEHALF
    return Origin.ON_BEHALF if claim.sender_verdict is SenderVerdict.PASSED else Origin.ONBEWEZEN
