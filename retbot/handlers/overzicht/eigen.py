"""What a person sees of a case when the covenant shows them only what concerns themselves."""

from retbot.domain.casus.casus import BesprekingState, Casus
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.privacy.access import is_what_was_agreed, names_of, whose
from retbot.domain.privacy.visibility import Visibility, visible
from retbot.domain.termijnen.casustermijnen import Termijn, TermijnState
from retbot.handlers.chat.command import EDITORS
from retbot.handlers.chat.request import Request
from retbot.wording.replies.chat import rows
from retbot.wording.replies.overzicht import eigen as say


async def terms_of(request: Request, casus: Casus) -> list[Termijn]:
    """The terms of the case that this person may see. Raises Refusal when the covenant is gone."""
    sight = await request.visibility(casus)
    return visible(request.team.termijnen(casus), request.person, casus, request.convenant(casus), sight)


async def sees_all(request: Request, casus: Casus) -> bool:
    return await request.visibility(casus) is Visibility.EVERYTHING


async def status(request: Request, casus: Casus) -> None:
    planned = casus.bespreking
    convenant = request.convenant(casus)
    own = request.person.deelnemer.partij if request.person.deelnemer else None
    open_terms = [t for t in await terms_of(request, casus) if t.staat is TermijnState.OPEN]
    terms = [t for t in open_terms if not (own and is_what_was_agreed(t))]
    await request.reply(
        say.status_eigen,
        code=casus.code,
        moment=rows.moment(planned, request.today) if planned and planned.state is BesprekingState.PLANNED else "",
        termijnen=[rows.row(t, casus, whose(t, casus), request.now, request.team.kalender) for t in terms],
        afspraken=rows.afspraak_rows(casus, request.today, of=own) if own else [],
        meer=_more(convenant),
    )


async def more(request: Request, *casussen: Casus) -> str:
    """Who sees the rest, when the person who asks sees only their own part of one of these cases."""
    limited = [casus for casus in casussen if not await sees_all(request, casus)]
    return _more(request.team.convenant) if limited else ""


def _more(convenant: Convenant) -> str:
    regel = convenant.regels.get("inzage")
    who = [*names_of(EDITORS, convenant), *(rol for rol in convenant.vast if rol in convenant.inzien)]
    return say.more(who, regel.artikel if regel else "")
