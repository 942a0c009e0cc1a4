"""status: the state of one case, or of all."""

from retbot.domain.casus.casus import BesprekingState, Casus
from retbot.domain.casus.covenant_questions import open_questions
from retbot.domain.convenant.timeline import last_instant
from retbot.domain.privacy.access import is_what_was_agreed, names_of, whose
from retbot.domain.termijnen.casustermijnen import Termijn, TermijnState
from retbot.domain.termijnen.duties_without_date import answers_to_follow, duties_without_date
from retbot.handlers.chat import open_questions as asking
from retbot.handlers.chat.command import READERS, Code, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.exchange import person_of
from retbot.handlers.chat.lists import page, with_rest
from retbot.handlers.chat.request import Request
from retbot.handlers.meeting.rsvp_count import rsvp_count
from retbot.handlers.overzicht import eigen
from retbot.handlers.overzicht.open_terms import cases_of, terms_of
from retbot.handlers.overzicht.overview import bridge
from retbot.meetings.invitations import AT_OLD_ADDRESS
from retbot.ports import Channel
from retbot.reading.numbers import PAGE_OF_ALL
from retbot.wording.replies.chat import rows
from retbot.wording.replies.overzicht import overview as say
from retbot.wording.replies.vastleggen.noteren import step_of

COMMANDS = Commands("overzicht")


@COMMANDS.declare(
    "status",
    PAGE_OF_ALL,
    form="status [CODE|2]",
    help="Waar een casus staat en wat er nog moet; zonder code alle open casussen.",
    rights=READERS,
    effect=Effect.LOOK,
    code=Code.OPTIONAL,
)
async def status(request: Request, number: int) -> None:
    """Of the case, or of all open cases when none is given."""
    if request.code is None:
        await _all_cases(request, number)
        return
    casus = await request.casus()
    if not await eigen.sees_all(request, casus):
        await eigen.status(request, casus)
        return
    terms = request.team.termijnen(casus)
    still = [t for t in terms if t.staat is TermijnState.OPEN and not t.is_lapsed(request.now)]
    open_terms = [t for t in still if not is_what_was_agreed(t)]
    await request.reply(
        say.status_casus,
        code=casus.code,
        kop=rows.header(casus, request.convenant(casus), request.today),
        stand=rows.latest_state(casus, request.today),
        opgeschaald=rows.steps_up(casus, request.convenant(casus), request.today),
        komst=await _komst(request, casus),
        stap=step_of(casus, terms, request.convenant(casus), request.now),
        termijnen=[rows.row(t, casus, whose(t, casus), request.now, request.team.kalender) for t in open_terms],
        afspraken=rows.afspraak_rows(casus, request.today),
        nog_te_doen=_without_date(request, casus),
        mails=await _mails(request, casus),
        vragen=await _who_is_asked(request, casus),
        na_te_gaan=0 if casus.gesloten else len(open_questions(casus, request.convenant(casus))),
        **bridge(request, open_terms),
    )


def _without_date(request: Request, casus: Casus) -> list[str]:
    """What has no date of its own and is still owed."""
    convenant = request.convenant(casus)
    return [
        *(rows.duty_row(duty, casus.code) for duty in duties_without_date(casus, convenant)),
        *(rows.to_follow_row(regel, casus.code) for regel in answers_to_follow(casus, convenant)),
    ]


async def _komst(request: Request, casus: Casus) -> str:
    """Who comes to the planned bespreking."""
    planned = casus.bespreking
    if planned is None or planned.state is not BesprekingState.PLANNED:
        return ""
    return await rsvp_count(request, planned.uid, planned.overleg)


async def _all_cases(request: Request, number: int) -> None:
    """One page, ordered by when the nearest term of each case ends."""
    found = await cases_of(request)
    nearest = {casus.code: await _nearest(request, casus) for casus in found}
    cases = sorted(found, key=lambda c: _order(nearest[c.code]))
    shown = await page(cases, number, lambda casus: _case_row(request, casus, nearest[casus.code]), "status")
    bridge_years = bridge(request, [t for t in nearest.values() if t is not None])
    lines, meer = with_rest(shown, "status"), await eigen.more(request, *found)
    await request.reply(say.status_alle, casussen=lines, meer=meer, **bridge_years)


async def _nearest(request: Request, casus: Casus) -> Termijn | None:
    found = (t for t in await terms_of(request, casus) or [] if t.staat is TermijnState.OPEN)
    return next((t for t in found if not t.is_lapsed(request.now)), None)


def _order(termijn: Termijn | None) -> tuple[bool, str]:
    return (termijn is None, last_instant(termijn.due).isoformat() if termijn else "")


async def _case_row(request: Request, casus: Casus, nearest: Termijn | None) -> str:
    if await terms_of(request, casus) is None:
        return rows.lost_row(casus.code)
    own = not await eigen.sees_all(request, casus)
    return rows.case_row(casus.code, nearest, casus, request.now, request.team.kalender, own=own)


async def _mails(request: Request, casus: Casus) -> list[str]:
    posts = [row for row in await request.work.outbox.posts(code=casus.code) if row.post.channel is Channel.MAIL]
    labels = {f"deelnemer:{d.nummer}": d.label for d in await request.work.people.all()}
    owners = {row.post.to or "": str(row.post.args["owner"]) for row in posts if row.post.sentence == AT_OLD_ADDRESS}
    return rows.mail_rows(posts, labels | {to: labels.get(owner, owner) for to, owner in owners.items()})


async def _who_is_asked(request: Request, casus: Casus) -> list[str]:
    """Who has an open question about this case."""
    members = [d.matrix_id for d in await request.work.people.all() if d.matrix_id]
    people = dict.fromkeys([*sorted(request.team.known_word), *members])
    about = await request.work.questions.about(casus.code)
    asked = {question.person for question in await asking.open_ones(request.work, about, request.team, request.now)}
    return [await _label_of(request, matrix_id) for matrix_id in people if matrix_id in asked]


async def _label_of(request: Request, matrix_id: str) -> str:
    person = await person_of(matrix_id, request.work, request.team)
    if person.deelnemer:
        return person.deelnemer.label
    return f"de {names_of(person.rights, request.team.convenant)[0]}"
