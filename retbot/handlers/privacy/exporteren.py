"""export monitor: a CSV for the national monitor, sent only to the person who asks for it."""

from collections.abc import Iterable

from retbot.domain.casus.casus import Casus
from retbot.domain.errors import Refusal
from retbot.domain.privacy.counters import halfjaar
from retbot.domain.privacy.monitor import may_export, not_told
from retbot.handlers.chat.command import EDITORS, Code, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.request import Request
from retbot.ports import Channel, Post, Processing
from retbot.reading.periods import ANY_HALF_YEAR
from retbot.wording.replies.privacy import exporteren as say

COMMANDS = Commands("privacy")


@COMMANDS.declare(
    "export monitor",
    ANY_HALF_YEAR,
    help="Het bestand voor de landelijke monitor, in ons privégesprek; alleen casussen met toestemming. Na 24 uur weg.",
    rights=EDITORS,
    effect=Effect.ACT,
    code=Code.NONE,
    processing=Processing.MONITOR,
)
async def monitor(request: Request, period: str) -> None:
    """By default all cases in the store."""
    uitvraag = request.team.uitvraag
    if uitvraag is None:
        raise Refusal("geen_uitvraag")
    cases = [
        casus
        for casus in await request.work.cases.find(open_only=False)
        if period in {"", halfjaar(casus.aanmelding.ontvangen)}
    ]
    allowed = [casus for casus in cases if may_export(casus, request.convenant(casus))]
    if not allowed:
        rule = request.team.convenant.regels.get("monitor_export")
        artikel = rule.artikel if rule else ""
        raise Refusal("export_leeg", zonder=len(cases), vertellen=_to_tell(request, cases), artikel=artikel)
    request.confirm(say.ga_exporteren, aantal=len(allowed), halfjaar=period)
    person = request.person.matrix_id
    args = {"halfjaar": period}
    key = f"export:{request.message.event_id}"
    await request.put(Post(key, Channel.ROOM, "monitor_bestand", args, direct=person))
    await request.reply(
        say.export_komt,
        aantal=len(allowed),
        zonder=len(cases) - len(allowed),
        versie=uitvraag.versie,
        vertellen=_to_tell(request, cases),
    )


def _to_tell(request: Request, cases: Iterable[Casus]) -> list[str]:
    """The open cases of which those concerned were not told, with the duty; not those that said no."""
    asked = (casus for casus in cases if not casus.gesloten and casus.aanmelding.monitor != "nee")
    return [f"{casus.code} {id_}" for casus in asked for id_ in not_told(casus, request.convenant(casus))]
