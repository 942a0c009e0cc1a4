"""Keeping a case that was corrected or of which something was taken back, and saying what follows from that."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from retbot.domain.casus.casus import BesprekingState, Casus
from retbot.domain.casus.consent import Consent, allows, must_allow_no_more
from retbot.domain.casus.consent_rules import ConsentType
from retbot.domain.tijd import local_day
from retbot.handlers.chat.request import Request
from retbot.handlers.meeting import anonymity
from retbot.wording.replies.opvolging import sluiten as say
from retbot.wording.replies.vastleggen import intrekken as say_consent


@dataclass(frozen=True, slots=True)
class MendedCasus:
    before: Casus
    casus: Casus
    no_longer: list[Consent]
    leaves_monitor: bool


async def keep_mended(request: Request, before: Casus, mended: Casus, confirm: Callable[[str], None]) -> MendedCasus:
    """Makes no consent valid that is not. `confirm` asks for the confirmation of what changes a consent, or reopens the
    case; it is told whether the case becomes anonymous, as `anonymity.becomes` says it. Raises Refusal."""
    convenant, monitor = request.convenant(before), ConsentType.MONITOR
    must_allow_no_more(before, mended, convenant)
    casus, lapsed = await anonymity.keep_at_age(request, before, mended)
    becomes = anonymity.becomes(before, casus, convenant)
    leaves_monitor = allows(monitor, before, convenant) and not allows(monitor, casus, convenant)
    if becomes or lapsed or leaves_monitor or _is_reopened(before, casus):
        confirm(becomes)
    return MendedCasus(before, casus, lapsed, leaves_monitor)


async def tell_what_follows(request: Request, mended: MendedCasus) -> None:
    """After the answer itself."""
    if mended.before.gesloten and _is_reopened(mended.before, mended.casus):
        await _tell_what_is_gone(request, mended.casus, mended.before.gesloten)
    await anonymity.tell_lapsed(request, mended.before, mended.casus, mended.no_longer)
    if mended.leaves_monitor:
        await request.answer(say_consent.niet_in_monitor)


def _is_reopened(before: Casus, after: Casus) -> bool:
    return before.gesloten is not None and after.gesloten is None


async def _tell_what_is_gone(request: Request, casus: Casus, closed: date) -> None:
    """What the closing called off or erased does not come back when the case is opened again."""
    last = max(casus.besprekingen, key=lambda one: one.ronde, default=None)
    off = last is not None and last.state is BesprekingState.CANCELLED and local_day(last.start) >= closed
    addresses = bool(await request.work.addresses.owners(casus.code))
    await request.answer(say.heropend, afgezegd=local_day(last.start) if last and off else None, adressen=addresses)
