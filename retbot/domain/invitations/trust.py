"""Whether an answer by mail really comes from the guest whose invitation it answers."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum


class SenderVerdict(StrEnum):
    """What the team's own mail server found about the address in From (Authentication-Results, RFC 8601)."""

    PASSED = "passed"
    FAILED = "failed"
    UNKNOWN = "unknown"


class Origin(StrEnum):
    OWN_ADDRESS = "zelf"
    ON_BEHALF = "namens"
    """From the same organisation: an alias, a shared mailbox, an assistant."""
    ONBEWEZEN = "onbewezen"
    """Nothing proves that it comes from the guest."""
    FORWARDED = "doorgestuurd"
    """The invitation was forwarded: this is the answer of somebody else."""
    VERVALST = "vervalst"


COUNTS = frozenset({Origin.OWN_ADDRESS, Origin.ON_BEHALF})
OrganisationOf = Callable[[str], str | None]
"""The organisation for an address in lower case; None when the address does not show one."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The sender according to the answer itself; addresses in lower case. A mail server can verify only `mailed_by`
    (From); anybody could have written the rest, which comes from the calendar object."""

    mailed_by: str | None = field(repr=False)
    attendee: str | None = field(repr=False)
    sent_by: str | None = field(repr=False)
    sender_verdict: SenderVerdict


def origin(known: str, claim: Claim, organisation_of: OrganisationOf) -> Origin:
    """Where an answer with the right token comes from. `known` is the invited address, in lower case."""

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
