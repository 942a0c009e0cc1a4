"""The message with which a new case begins: what is due first, and what its thread is for."""

from retbot.domain.casus.aanmelding import consent_to_ask, left_undone
from retbot.domain.casus.casus import Casus
from retbot.domain.errors import Arg
from retbot.domain.termijnen.casustermijnen import Termijn
from retbot.handlers.chat.request import Request
from retbot.ports import Channel, Post
from retbot.wording.citing import cited_article
from retbot.wording.replies.aanmelding import aanmelding as say
from retbot.wording.replies.vastleggen import noteren


async def announce(request: Request, casus: Casus) -> None:
    """The case is announced in the main timeline; that message opens its thread."""
    team = request.team
    terms = team.termijnen(casus)
    agenda = say.agenda_term(terms, team.kalender)
    args: dict[str, Arg] = {
        "ontvangen": casus.aanmelding.ontvangen,
        "today": request.today,
        "gemeente": casus.aanmelding.gemeente,
        "leeftijd": casus.aanmelding.leeftijd,
        "afgeweken": [cited_article(team.convenant.artikel(id_) or id_) for id_ in casus.aanmelding.afgeweken_van],
        "reden": casus.aanmelding.reden,
        "termijn": agenda,
        "voorbij": len([t for t in terms if t.is_late(request.now) or t.is_over(request.now)]),
        "gevolgen": _moments(request, casus) if agenda else _follows(request, casus, terms),
        "nog": say.still_to_do(left_undone(casus, team.convenant), consent_to_ask(casus, team.convenant)),
        "stap": noteren.step_of(casus, (), team.convenant),
        "leidt": team.convenant.voorzitter,
    }
    sentence = say.casus_nieuw.name
    await request.put(Post(f"casus:{casus.code}", Channel.ROOM, sentence, args, casus.code, opens_thread=True))
    await request.note(say.casus_draad)
    if thread := request.message.thread:
        await request.work.notes.set(f"aanmelding:draad:{thread}", f"{casus.code} {request.today.isoformat()}")
        await request.reply(say.aanmelding_klaar)


def _follows(request: Request, casus: Casus, terms: list[Termijn]) -> list[str]:
    dated = noteren.started_by(terms, "aanmelding", request.today, request.team.kalender)
    return [*dated, *_moments(request, casus)]


def _moments(request: Request, casus: Casus) -> list[str]:
    """The duties at the aanmelding itself, except consent, which is asked apart."""
    return noteren.also_due(request.team.convenant, "aanmelding", casus.code, casus)
