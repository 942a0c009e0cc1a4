"""escaleer: one step up the chain of the covenant, on the word of whose decision it is."""

import re

from retbot.domain.casus.casus import Casus, Feit
from retbot.domain.casus.recording import next_step, record, step_mark
from retbot.domain.convenant.convenant import Convenant, Trede
from retbot.domain.deelnemers.roles import Right
from retbot.domain.errors import Refusal
from retbot.handlers.chat.command import EDITORS, Code, Command, Effect
from retbot.handlers.chat.request import Request
from retbot.ports import Channel, Post
from retbot.wording.citing import cited_article
from retbot.wording.replies.opvolging import opschalen as say
from retbot.wording.replies.vastleggen.noteren import also_due

_STAP = re.compile(r"^stap\s+(\d)\b\s*", re.IGNORECASE)
_LEADS = Right.VOORZITTER


async def escaleer(request: Request) -> None:
    casus = (await request.casus()).must_be_open()
    convenant = request.convenant(casus)
    day = request.take_day()
    step = _step(request, casus)
    casus = record(casus, Feit("escalatie", day, casus.ronde, step_mark(step, convenant)), request.today)
    await request.keep(casus)
    mailed = await _mail(request, casus, step)
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
        hierna=[] if following or _typed_chain(step, convenant) else also_due(convenant, "escalatie", casus.code),
    )


def _step(request: Request, casus: Casus) -> Trede:
    """The next step of its chain, which is also the only one that may be made. Raises Refusal."""
    convenant = request.convenant(casus)
    keten = _take_keten(request, convenant)
    step = next_step(casus, convenant, keten) if keten else None
    if step is None:
        raise Refusal("geen_stap_meer")
    asked = _take_stap(request)
    if asked not in {None, step.stap}:
        raise Refusal("andere_stap", stap=step.stap, wat=step.wat, keten=_typed_chain(step, convenant))
    _must_decide(request, casus, step, named=asked is not None)
    return step


def _take_stap(request: Request) -> int | None:
    """The step that `rest` starts with, which loses it."""
    found = _STAP.match(request.rest)
    if found is None:
        return None
    request.rest = request.rest[found.end() :]
    return int(found[1])


def _take_keten(request: Request, convenant: Convenant) -> str | None:
    """The chain that `rest` starts with, which loses it; else the first of the covenant."""
    ketens = list(dict.fromkeys(t.keten for t in convenant.ketens))
    word, _, rest = request.rest.partition(" ")
    if word.lower() in ketens:
        request.rest = rest.strip()
        return word.lower()
    return ketens[0] if ketens else None


def _must_decide(request: Request, casus: Casus, step: Trede, *, named: bool) -> None:
    """A step on the voorzitter's word is the voorzitter's; the word of somebody outside the room is recorded by
    voorzitter or secretaris, and then the step is named."""
    if step.woord == request.convenant(casus).voorzitter:
        if not request.may(_LEADS):
            raise Refusal("besluit_van", wie=step.woord, artikel=step.artikel)
    elif not named:
        keten = _typed_chain(step, request.convenant(casus))
        raise Refusal("stap_noemen", stap=step.stap, woord=step.woord, wat=step.wat, keten=keten)


async def _mail(request: Request, casus: Casus, step: Trede) -> bool:
    """Tells the addressee by mail, when there is an address of the team or of the case; whether that is so."""
    wanted = {f"deelnemer:{d.nummer}" for d in await request.work.deelnemers() if d.rol == step.naar} | {step.naar}
    known = [*await request.work.owners(), *await request.work.owners(casus.code)]
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
        await request.work.put(post, request.now)
    return bool(owners)


def _typed_chain(step: Trede, convenant: Convenant) -> str:
    """The chain as it is typed; nothing for the first of the covenant."""
    return "" if step.keten == convenant.ketens[0].keten else f" {step.keten}"


COMMANDS = (
    Command(
        "escaleer",
        "escaleer CODE [KETEN] [stap 2] [op DATUM]",
        "Schaalt een stap op; ik zeg aan wie het besluit is.",
        "opvolging",
        EDITORS,
        escaleer,
        Code.WRITTEN,
        event="escalatie",
        effect=Effect.ACT,
    ),
)
