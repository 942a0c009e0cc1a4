"""ongedaan: takes back what the person who asks recorded last, and says how to put right what cannot be taken back."""

from retbot.domain.casus.casus import Casus
from retbot.domain.errors import AskBack, Instead, Refusal
from retbot.domain.termijnen.undoing import changed_parts, take_back
from retbot.domain.tijd import local, local_day
from retbot.handlers.chat import examples
from retbot.handlers.chat.command import EVERYBODY, Code, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.memory import Doing
from retbot.handlers.chat.request import Request
from retbot.handlers.meeting import polls
from retbot.handlers.opvolging.mending import keep_mended, tell_what_follows
from retbot.reading.moments import ANYWAY
from retbot.wording.dates import clock_time, short_date
from retbot.wording.replies.chat.reactions import undo_of
from retbot.wording.replies.opvolging import ongedaan as say
from retbot.wording.replies.opvolging.sluiten import what_moved

COMMANDS = Commands("algemeen")
WAS = "{was}"


@COMMANDS.declare(
    "ongedaan",
    ANYWAY,
    help="Neemt terug wat u het laatst vastlegde, tot een uur daarna; van wat gemaild is zeg ik hoe u het rechtzet.",
    rights=EVERYBODY,
    effect=Effect.ACT,
    code=Code.OPTIONAL,
)
async def ongedaan(request: Request, anyway: bool) -> None:
    """In the thread of a case or with a code, what this person did last in that case. To go back further is asked,
    because it may have been typed twice."""
    if request.code:
        await request.casus()
    done = request.last_doing()
    if done is None:
        raise Refusal("niets_ongedaan", casus=request.code or "")
    request = request.about_case(done.code)
    if not anyway and request.doings.has_gone_back(request.person.matrix_id):
        raise AskBack("nog_verder", wat=_rows(done))
    if done.has_acted or done.undone_by:
        raise _put_right(request, done)
    if done.after:
        await _take_back_in_case(request, done, done.after)
    await _take_back_of_team(request, done)
    request.takes_back(done)


def _rows(done: Doing) -> list[str]:
    """What it would take back."""
    facts = say.changed_rows((None, feit) for feit in done.team_feiten)
    if done.before and done.after:
        facts += say.changed_rows(changed_parts(done.before, done.after).values())
    return facts or [f"`{done.command}`"]


def _put_right(request: Request, done: Doing) -> Refusal:
    """Asks whether to carry out the command that puts it right, when that can be typed as it is."""
    typed = _with_earlier_moment(done) or _fact_away(done)
    form = examples.fill_in(typed, request.team.convenant)
    did, out = done.command, done.has_acted
    if not typed or not _can_be_typed(typed):
        return Refusal("daad_blijft", gedaan=did, vorm=form, naar_buiten=out)
    return Instead(
        "daad_blijft", form.replace("CODE", done.code or ""), gedaan=did, vorm=form, naar_buiten=out, ja=True
    )


def _can_be_typed(form: str) -> bool:
    """Without an example or a word to fill in."""
    return "{" not in form and not any(word.isupper() for word in form.split() if word != "CODE")


def _with_earlier_moment(done: Doing) -> str:
    planned = done.before.bespreking if done.before else None
    if WAS not in done.undone_by or planned is None:
        return done.undone_by.replace(WAS, "EENDAG 14:00")
    start = local(planned.start)
    return done.undone_by.replace(WAS, f"{short_date(local_day(planned.start))} {clock_time(start.time())}")


def _fact_away(done: Doing) -> str:
    """For an answer to a question that acted: the last fact that it recorded."""
    if done.before is None or done.after is None:
        return ""
    facts = [feit for feit in done.after.feiten if feit not in done.before.feiten]
    return undo_of(facts[-1], "CODE") if facts else ""


async def _take_back_in_case(request: Request, done: Doing, after: Casus) -> None:
    """Raises Refusal."""
    now = await request.casus()
    if done.before is None:
        raise Refusal("aanmelding_blijft")
    await _must_be_uninvited(request, done.before, after)
    changed = changed_parts(done.before, after)
    rows = say.changed_rows(changed.values())
    terms = request.team.termijnen(now)
    restored = take_back(now, done.before, after)

    def confirm(becomes: str) -> None:
        request.confirm(say.ga_terugdraaien, wat=rows, anoniem=becomes)

    mended = await keep_mended(request, now, restored, confirm)
    moved = what_moved(terms, request.team.termijnen(mended.casus))
    await request.answer(say.teruggedraaid, wat=rows, verschoven=moved)
    await tell_what_follows(request, mended)
    if now.bespreking != mended.casus.bespreking:
        await _ask_who_comes_again(request, mended.casus)


async def _must_be_uninvited(request: Request, before: Casus, after: Casus) -> None:
    """A plan or a move that guests were told about is put right with a message to them. Raises Refusal."""
    for bespreking in after.besprekingen:
        if bespreking not in before.besprekingen and await request.work.ledger.of_meeting(bespreking.uid):
            raise Refusal("al_uitgenodigd_sindsdien")


async def _ask_who_comes_again(request: Request, casus: Casus) -> None:
    if casus.bespreking:
        await polls.ask_anew(request, casus)
    else:
        await polls.stop_asking(request, casus)


async def _take_back_of_team(request: Request, done: Doing) -> None:
    """Raises Refusal."""
    if not done.team_feiten:
        return
    known = await request.work.team_feiten.all()
    if any(feit not in known for feit in done.team_feiten):
        raise Refusal("intussen_gewijzigd")
    for feit in done.team_feiten:
        await request.work.team_feiten.remove(feit)
    await request.reply(say.team_teruggedraaid, wat=say.changed_rows((None, feit) for feit in done.team_feiten))
