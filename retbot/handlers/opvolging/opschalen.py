"""escaleer: one step up the escalation chain of the covenant, recorded after the person who must decide has decided."""

from datetime import date

from retbot.domain.casus.casus import Casus, Feit
from retbot.domain.casus.recording import next_step, record, step_mark
from retbot.domain.convenant.convenant import Convenant, Trede
from retbot.domain.deelnemers.roles import Right
from retbot.domain.errors import Refusal
from retbot.handlers.chat.command import EDITORS, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.request import Request
from retbot.ports import Channel, Post
from retbot.reading.grammar import optional
from retbot.reading.moments import DAY
from retbot.reading.opvolging.ketens import KETEN, STEP
from retbot.wording.citing import cited_article
from retbot.wording.forms import Ending
from retbot.wording.replies.opvolging import opschalen as say
from retbot.wording.replies.vastleggen.noteren import also_due

_LEADS = Right.VOORZITTER

COMMANDS = Commands("opvolging")


@COMMANDS.declare(
    "escaleer",
    optional(KETEN),
    optional(STEP),
    DAY,
    help="Schaalt een stap op; ik zeg aan wie het besluit is.",
    rights=EDITORS,
    effect=Effect.ACT,
    event="escalatie",
    ends=(Ending("escalatie", "{over}"),),
)
async def escaleer(request: Request, keten: str | None, stap: int | None, day: date) -> None:
    casus = (await request.casus()).must_be_open()
    convenant = request.convenant(casus)
    step = _step(request, casus, keten, stap)
    casus = record(casus, Feit("escalatie", day, casus.ronde, step_mark(step, convenant)), request.today)
    await request.keep(casus)
    mailed = await _mail(request, casus, step)
    request.confirm(
        say.ga_opschalen,
        wat=step.wat,
        naar=step.naar,
        artikel=step.artikel,
        op=day,
        today=request.today,
        gemaild=mailed,
    )
    following = next_step(casus, convenant, step.keten)
    await request.answer(
        say.opgeschaald,
        wat=step.wat,
        naar=step.naar,
        artikel=step.artikel,
        op=day,
        today=request.today,
        gemaild=mailed,
        volgende=f"{following.wat} ({cited_article(following.artikel)})" if following else "",
        stap=following.stap if following else 0,
        keten=_typed_chain(step, convenant),
        hierna=[]
        if following or _typed_chain(step, convenant)
        else also_due(convenant, "escalatie", casus.code, casus),
    )


def _step(request: Request, casus: Casus, keten: str | None, asked: int | None) -> Trede:
    """The next step of the chain, by default the first chain of the covenant; no other step is allowed. Raises
    Refusal."""
    convenant = request.convenant(casus)
    keten = keten or next(iter(convenant.namen_van_ketens), None)
    step = next_step(casus, convenant, keten) if keten else None
    if step is None:
        raise Refusal("geen_stap_meer")
    if asked not in {None, step.stap}:
        raise Refusal("andere_stap", stap=step.stap, wat=step.wat, keten=_typed_chain(step, convenant))
    _must_decide(request, casus, step, named=asked is not None)
    return step


def _must_decide(request: Request, casus: Casus, step: Trede, *, named: bool) -> None:
    """A step that the voorzitter decides is recorded by the voorzitter. A decision of somebody outside the room is
    recorded by the voorzitter or the secretaris, who must then name the step."""
    if step.woord == request.convenant(casus).voorzitter:
        if not request.may(_LEADS):
            raise Refusal("besluit_van", wie=step.woord, artikel=step.artikel)
    elif not named:
        keten = _typed_chain(step, request.convenant(casus))
        raise Refusal("stap_noemen", stap=step.stap, woord=step.woord, wat=step.wat, keten=keten)


async def _mail(request: Request, casus: Casus, step: Trede) -> bool:
    """Informs the addressee by mail, if the team or the case has an address for them. Returns whether it did."""
    wanted = {f"deelnemer:{d.nummer}" for d in await request.work.people.all() if d.rol == step.naar} | {step.naar}
    known = [*await request.work.addresses.owners(), *await request.work.addresses.owners(casus.code)]
    mark, owners = step_mark(step, request.convenant(casus)), [owner for owner in known if owner in wanted]
    for owner in owners:
        post = Post(
            key=f"opschaling:{casus.code}:{casus.ronde}:{mark}:{owner}",
            channel=Channel.MAIL,
            sentence="opschaling",
            args={"ronde": casus.ronde, "stap": mark},
            code=casus.code,
            about="opschaling",
            to=owner,
        )
        await request.work.outbox.put(post, request.now)
    return bool(owners)


def _typed_chain(step: Trede, convenant: Convenant) -> str:
    """The chain as a person types it; empty for the first chain of the covenant."""
    return "" if step.keten == convenant.ketens[0].keten else f" {step.keten}"
