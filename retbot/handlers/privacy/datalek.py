"""datalek: opens a row of the register, fills it in with choices and free text, and records when it was reported."""

from collections.abc import Mapping
from datetime import timedelta

from retbot.domain.errors import Refusal
from retbot.domain.privacy import datalekken as domain
from retbot.domain.privacy.datalekken import (
    AP,
    AP_LIMIT,
    BETROKKENEN,
    KEUZES,
    PARTIJEN,
    TEKSTEN,
    Datalek,
    limits,
    must_stand,
    with_choices,
    with_discovery,
    with_text,
)
from retbot.handlers.chat.command import EDITORS, Code, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.questions import Answer
from retbot.handlers.chat.request import Request
from retbot.handlers.privacy import datalek_melden
from retbot.handlers.privacy.datalek_klok import start_clock, stop_clock
from retbot.ports import Processing, Question
from retbot.reading.answers import NO
from retbot.reading.grammar import optional
from retbot.reading.privacy.datalekken import (
    ACCOUNT,
    ALONE,
    BEFORE_ACCOUNT,
    BEFORE_CHOICES,
    CHOICES,
    INSTANT,
    INSTANT_OR_NOW,
    REASON,
    WHOM,
    TypedAccount,
    TypedInstant,
    number_before,
    read_instant,
)
from retbot.wording.replies.privacy import datalek as say
from retbot.wording.replies.privacy import datalek_begin as say_first

COMMANDS = Commands("privacy")
DISCOVERY = "datalek_ontdekt"
_WITHDRAW = "datalek NUMMER ingetrokken reden=vergissing"


@COMMANDS.declare(
    "datalek",
    optional(INSTANT),
    help="Opent het register van een datalek en start de klok; zonder moment leg ik dat uit en vraag ik het.",
    rights=EDITORS,
    effect=Effect.RECORD,
    undone_by=_WITHDRAW,
    asks={DISCOVERY: ""},
    code=Code.NONE,
    processing=Processing.DATALEK,
)
async def datalek(request: Request, moment: TypedInstant | None) -> None:
    if moment:
        await _open(request, moment)
        return
    limit = limits(request.team.convenant)
    hours = {to: round(limit[to] / timedelta(hours=1)) for to in limit}
    await request.ask(DISCOVERY, {}, say_first.vraag_datalek, partijen=hours.get(PARTIJEN, 0), autoriteit=hours[AP])


async def _open(request: Request, moment: TypedInstant) -> None:
    """Without an hour the time runs from the beginning of the day, because too early is better than too late."""
    known = await request.work.datalekken.all()
    nummer = 1 + max((one.nummer for one in known), default=0)
    new = Datalek(nummer, moment.instant, request.person.id)
    recent = [one.nummer for one in known if not one.ingetrokken and abs(one.ontdekt - new.ontdekt) <= AP_LIMIT]
    await start_clock(request, new, None, zonder_uur=moment.whole_day, of_later=moment.later, recent=recent)


async def answer_discovery(request: Request, question: Question, text: str) -> None:  # noqa: ARG001
    request.belongs_to(Processing.DATALEK)
    if text.lower() in NO:
        await request.reply(say_first.geen_datalek)
        return
    await _open(request, read_instant(text, await request.situation()))


@COMMANDS.declare(
    "datalek",
    ALONE,
    help="Geeft de tekst van een datalek voor het register.",
    rights=EDITORS,
    effect=Effect.LOOK,
    code=Code.NONE,
    processing=Processing.DATALEK,
)
async def show(request: Request, nummer: int) -> None:
    one = await datalek_melden.find(request, nummer)
    await request.reply(
        say.datalek_tekst,
        nummer=one.nummer,
        ontdekt=one.ontdekt,
        door=one.door,
        geen_bericht=one.geen_bericht,
        autoriteit_uiterlijk=one.ontdekt + AP_LIMIT if one.reported_late else None,
        ingevuld=[f"{name}={getattr(one, name)}" for name in KEUZES if getattr(one, name)],
        verteld=[f"{name}={text}" for name, field in TEKSTEN.items() if (text := getattr(one, field))],
        partijen=one.partijen,
        autoriteit=one.autoriteit,
        getroffenen=one.getroffenen,
        geen_melding=one.geen_melding,
        ingetrokken=one.ingetrokken or "",
        ingetrokken_op=one.ingetrokken_op,
    )


@COMMANDS.declare(
    "datalek",
    number_before("ontdekt"),
    INSTANT,
    help="Verbetert wanneer het is ontdekt; de klokken lopen dan vanaf dat moment.",
    rights=EDITORS,
    effect=Effect.RECORD,
    undone_by="datalek NUMMER ontdekt DATUM UUR",
    code=Code.NONE,
    processing=Processing.DATALEK,
)
async def correct_discovery(request: Request, nummer: int, moment: TypedInstant) -> None:
    one = await datalek_melden.find(request, nummer)
    changed = with_discovery(one, moment.instant)
    await start_clock(request, changed, one, zonder_uur=moment.whole_day, of_later=moment.later)


@COMMANDS.declare(
    "datalek",
    number_before("ingetrokken"),
    REASON,
    help="Het bleek geen datalek, of staat er al; de klok stopt en het register houdt wat er gebeurde.",
    rights=EDITORS,
    effect=Effect.RECORD,
    undone_by="datalek NUMMER ontdekt DATUM UUR",
    code=Code.NONE,
    processing=Processing.DATALEK,
)
async def withdraw(request: Request, nummer: int, reason: str) -> None:
    """Nothing that was recorded is deleted; with `ontdekt` it counts again."""
    one = domain.withdraw(await datalek_melden.find(request, nummer), reason, request.now)
    await request.work.datalekken.save(one)
    await stop_clock(request, one)
    await request.reply(say_first.datalek_ingetrokken, nummer=nummer, reden=reason, gemeld=list(one.reports))


@COMMANDS.declare(
    "datalek",
    number_before("gemeld"),
    WHOM,
    INSTANT_OR_NOW,
    help="Het is gemeld, aan `partijen`, `ap` of `betrokkenen`.",
    rights=EDITORS,
    effect=Effect.RECORD,
    undone_by="datalek NUMMER gemeld ap DATUM UUR",
    code=Code.NONE,
    processing=Processing.DATALEK,
    asks={datalek_melden.LATE: "1 gemeld ap"},
)
async def record_report(request: Request, nummer: int, to: str, moment: TypedInstant) -> None:
    one = must_stand(await datalek_melden.find(request, nummer))
    if moment.whole_day or moment.later:
        raise Refusal("moment_van_melding", nummer=nummer, eerder=moment.instant, later=moment.later)
    await datalek_melden.report(request, one, to, moment.instant)


@COMMANDS.declare(
    "datalek",
    number_before("niet melden"),
    help="Een risico is onwaarschijnlijk, dus het wordt niet aan de Autoriteit gemeld.",
    rights=EDITORS,
    effect=Effect.RECORD,
    undone_by="datalek NUMMER gemeld ap DATUM UUR",
    code=Code.NONE,
    processing=Processing.DATALEK,
)
async def decline_report(request: Request, nummer: int) -> None:
    await datalek_melden.decline(request, must_stand(await datalek_melden.find(request, nummer)), AP)


@COMMANDS.declare(
    "datalek",
    number_before("niet inlichten"),
    help="Het risico voor betrokkenen is niet hoog, dus zij worden niet ingelicht (AVG 34).",
    rights=EDITORS,
    effect=Effect.RECORD,
    undone_by="datalek NUMMER gemeld betrokkenen DATUM UUR",
    code=Code.NONE,
    processing=Processing.DATALEK,
)
async def decline_notice(request: Request, nummer: int) -> None:
    await datalek_melden.decline(request, must_stand(await datalek_melden.find(request, nummer)), BETROKKENEN)


@COMMANDS.declare(
    "datalek",
    BEFORE_ACCOUNT,
    ACCOUNT,
    help="Wat er gebeurde, niet om wie het gaat; ook `gevolgen: …` en `maatregelen: …`.",
    rights=EDITORS,
    effect=Effect.RECORD,
    undone_by="datalek NUMMER feiten: WAT ER GEBEURDE",
    code=Code.NONE,
    processing=Processing.DATALEK,
)
async def tell(request: Request, nummer: int, account: TypedAccount) -> None:
    one = must_stand(await datalek_melden.find(request, nummer))
    await datalek_melden.keep(request, with_text(one, account.name, account.text))


@COMMANDS.declare(
    "datalek",
    BEFORE_CHOICES,
    CHOICES,
    help="Vult het register uit lijsten aan.",
    rights=EDITORS,
    effect=Effect.RECORD,
    undone_by="datalek NUMMER aard=ingezien",
    code=Code.NONE,
    processing=Processing.DATALEK,
)
async def fill_in(request: Request, nummer: int, choices: Mapping[str, str]) -> None:
    one = must_stand(await datalek_melden.find(request, nummer))
    if not choices:
        raise Refusal("datalek_vorm", nummer=nummer)
    await datalek_melden.keep(request, with_choices(one, choices))


QUESTIONS: dict[str, Answer] = {DISCOVERY: answer_discovery}
