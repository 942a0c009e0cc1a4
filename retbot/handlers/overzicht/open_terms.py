"""The open terms of the cases that a person may see, and of the team."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from retbot.domain.casus.casus import Casus
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.convenant.timeline import last_instant
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.errors import Refusal
from retbot.domain.privacy.access import is_own, whose
from retbot.domain.privacy.datalekken import met_datalekken
from retbot.domain.privacy.visibility import Visibility
from retbot.domain.termijnen.casustermijnen import Termijn, TermijnState
from retbot.domain.termijnen.reminders import in_hours
from retbot.domain.termijnen.teamtermijnen import met_overleggen, teamtermijnen
from retbot.handlers.chat.request import Request
from retbot.handlers.overzicht import eigen
from retbot.wording.replies.chat import rows


@dataclass(frozen=True, slots=True)
class OpenTerm:
    """`casus` is None for a term of the team."""

    termijn: Termijn
    casus: Casus | None

    def convenant(self, request: Request) -> Convenant:
        return request.convenant(self.casus) if self.casus else request.team.convenant

    def is_of(self, request: Request) -> bool:
        """Whether the person who asks must act on the term."""
        return is_own(self.termijn, request.person, self.convenant(request), self.casus)

    async def line(self, request: Request, people: Iterable[Deelnemer]) -> str:
        holder = whose(self.termijn, self.casus, people)
        row = rows.row(self.termijn, self.casus, holder, request.now, request.team.kalender)
        return f"{self.casus.code if self.casus else 'team'} {row}"


async def open_terms(request: Request) -> list[OpenTerm]:
    """Terms in hours come first, then by end."""
    team = request.team
    found = [OpenTerm(t, casus) for casus in await cases_of(request) for t in await terms_of(request, casus) or []]
    overleggen, people = await request.work.overleggen.all(), await request.work.people.all()
    facts = met_overleggen(await request.work.team_feiten.all(), overleggen, team.convenant)
    facts = met_datalekken(facts, await request.work.datalekken.all(), team.convenant)
    found += [OpenTerm(t, None) for t in teamtermijnen(team.convenant, facts, people, team.kalender, request.today)]
    still = (one for one in found if one.termijn.staat is TermijnState.OPEN and not one.termijn.is_lapsed(request.now))
    return sorted(still, key=_order)


async def terms_of(request: Request, casus: Casus) -> list[Termijn] | None:
    """None when the covenant of the case is gone, so that the other cases can still be listed."""
    try:
        return await eigen.terms_of(request, casus)
    except Refusal:
        return None


async def cases_of(request: Request) -> list[Casus]:
    return [
        casus
        for casus in await request.work.cases.find()
        if await request.visibility(casus) is not Visibility.NOTHING_OF_IT
    ]


def _order(one: OpenTerm) -> tuple[bool, datetime, str]:
    return not in_hours(one.termijn), last_instant(one.termijn.due), one.casus.code if one.casus else ""
