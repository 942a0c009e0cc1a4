"""What follows when a case becomes anonymous or no longer is, because of consent or because of who is at the table."""

from collections.abc import Sequence

from retbot.domain.casus.casus import BesprekingState, Casus
from retbot.domain.casus.consent import Consent, is_anonymous
from retbot.domain.casus.consenting import end_by_age
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.invitations.meeting import of_bespreking
from retbot.handlers.chat.request import Request
from retbot.meetings import invitations
from retbot.wording.replies.vastleggen.intrekken import gaat_opnieuw_uitnodigen, nu_anoniem
from retbot.wording.replies.vastleggen.toestemming import niet_meer_anoniem, opnieuw_vragen


async def keep_at_age(request: Request, before: Casus, after: Casus) -> tuple[Casus, list[Consent]]:
    """Keeps a case that may have got another age: a consent that is now also somebody else's no longer stands. Returns
    the case and those consents, for `tell_lapsed`."""
    changed, lapsed = end_by_age(before, after, request.convenant(after), request.today)
    await request.keep(changed)
    return changed, lapsed


async def tell_lapsed(request: Request, before: Casus, after: Casus, lapsed: Sequence[Consent]) -> None:
    """Says what has to be asked again, and whether the case is anonymous until then."""
    if lapsed and (whose := lapsed[0].whose):
        await request.answer(
            opnieuw_vragen,
            band=after.leeftijd,
            wat=[one.scope.value for one in lapsed],
            wie=list(whose.who),
            artikel=whose.artikel,
        )
    await tell_change(request, before, after)


async def tell_change(request: Request, before: Casus, after: Casus) -> None:
    """Says that the case has become anonymous or no longer is; nothing when that did not change. Must be confirmed when
    guests get mail."""
    told, became = await tell_guests(request, before, after), becomes(before, after, request.convenant(after))
    if told:
        request.confirm(gaat_opnieuw_uitnodigen, gemaild=told)
    if became == "ja":
        await request.answer(nu_anoniem, gemaild=told or 0)
    elif became == "nee":
        await request.answer(niet_meer_anoniem)


def becomes(before: Casus, after: Casus, convenant: Convenant) -> str:
    """`ja` when the case has become anonymous, `nee` when it no longer is, otherwise an empty text."""
    was, now = is_anonymous(before, convenant), is_anonymous(after, convenant)
    return "" if was is now else "ja" if now else "nee"


async def tell_guests(request: Request, before: Casus, after: Casus) -> int | None:
    """Returns how many guests are informed that the bespreking has become anonymous; None when it has not."""
    convenant = request.convenant(after)
    if is_anonymous(before, convenant) or not is_anonymous(after, convenant):
        return None
    return await _say_again(request, after)


async def _say_again(request: Request, casus: Casus) -> int:
    """Sends the invitations to future besprekingen again, with the text for an anonymous bespreking."""
    planned = casus.bespreking
    if planned is None or planned.state is not BesprekingState.PLANNED or planned.start <= request.now:
        return 0
    meeting, convenant = of_bespreking(casus, planned), request.convenant(casus)
    return len(await invitations.say_again(request.work, meeting, convenant, request.now))
