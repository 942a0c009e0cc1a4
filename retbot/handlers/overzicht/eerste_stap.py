"""The first thing that somebody who asks for help can do now, by the case, the person and what the team has."""

from retbot.domain.privacy.visibility import Visibility
from retbot.handlers.chat.command import EDITORS, READERS
from retbot.handlers.chat.request import Request
from retbot.handlers.overzicht.open_terms import cases_of, open_terms
from retbot.wording import forms
from retbot.wording.replies.overzicht import mijn as say
from retbot.wording.replies.vastleggen.noteren import step_of


async def first_step(request: Request) -> str:
    """A line with what to type; empty for a person who can do nothing in a case."""
    if not request.may(*READERS):
        return ""
    return await _of_case(request) or await _own(request) or await _of_beginning(request) or say.nothing_open()


async def _of_case(request: Request) -> str:
    """The next step of the case in whose thread it was asked."""
    thread = request.message.thread
    code = await request.work.cases.of_thread(thread) if thread else None
    casus = await request.work.cases.get(code) if code else None
    if casus is None or await request.visibility(casus) is not Visibility.EVERYTHING or not request.may(*EDITORS):
        return ""
    step = step_of(casus, request.team.termijnen(casus), request.convenant(casus), request.now)
    return step.replace("CODE", casus.code).removeprefix("Volgende stap: ")


async def _own(request: Request) -> str:
    """The first of the terms of this person that a command ends."""
    people = await request.work.people.all()
    for one in await open_terms(request):
        command = forms.ending_of(one.termijn, str(one.casus.code) if one.casus else "")
        if one.is_of(request) and command and request.may(*forms.rights_to_end(one.termijn)):
            return say.line(await one.line(request, people), command)
    return ""


async def _of_beginning(request: Request) -> str:
    """What a team needs before its first case."""
    if not request.may(*EDITORS):
        return ""
    if not await request.work.people.all():
        return say.first_deelnemer()
    if not await request.work.overleggen.all():
        return say.first_overleg()
    return "" if await cases_of(request) else say.first_case()
