"""verzoek, inzage, wis, corrigeer: requests of the people concerned, carried out after a decision of the
municipality."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from retbot.domain.casus.age import correct_age
from retbot.domain.casus.casus import Feit
from retbot.domain.casus.consent import must_allow_no_more
from retbot.domain.casus.consent_rules import holder_by
from retbot.domain.casus.gdpr_requests import SOORTEN, GdprDecision, GdprRight, must_be_another
from retbot.domain.casus.recording import record
from retbot.domain.errors import Refusal
from retbot.handlers.chat import examples
from retbot.handlers.chat.command import EDITORS, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.request import Request
from retbot.handlers.meeting import anonymity
from retbot.handlers.vastleggen.noteren import keep_and_answer
from retbot.ports import Channel, Post
from retbot.reading.aanmelding.fields import velden
from retbot.reading.moments import DAY
from retbot.reading.privacy.gdpr_requests import ANSWER, KIND, TypedAnswer, TypedDecision, decision
from retbot.wording.replies.privacy import rechten as say

COMMANDS = Commands("privacy")
_CORRECTION = "corrigeer CODE gemeente={gemeente}"
_ATTRIBUTES: dict[str, tuple[str, Callable[[str], object]]] = {
    "gemeente": ("gemeente", str),
    "leeftijd": ("leeftijd", str),
    "via": ("weg", str),
    "gronden": ("gronden", lambda text: tuple(text.split(",")) if text else ()),
    "besproken": ("besproken", lambda text: text == "ja"),
    "lokaal": ("lokaal", lambda text: text == "ja"),
    "toegang": ("met_toegang", lambda text: text == "ja"),
}
"""How an answer of the aanmelding is typed → its field, and the stored value."""


@COMMANDS.declare(
    "verzoek",
    KIND,
    DAY,
    help=f"Een betrokkene vraagt iets: {', '.join(SOORTEN)}. De termijn van een maand begint.",
    rights=EDITORS,
    effect=Effect.RECORD,
)
async def verzoek(request: Request, soort: str, day: date) -> None:
    """The term of one month starts on the day of receipt."""
    casus = await request.casus()
    nummer = 1 + len(casus.feiten_van("verzoek"))
    await keep_and_answer(
        request,
        record(casus, Feit("verzoek", day, nummer, value=soort), request.today, is_right=True),
        "verzoek",
        day,
        soort,
    )
    convenant = request.convenant(casus)
    asks = holder_by(convenant.regels.get("verzoek_wie"), casus.leeftijd)
    if asks:
        await request.reply(say.wie_verzoekt, wie=list(asks.who), leeftijd=casus.leeftijd, artikel=asks.artikel)
    if soort in set(GdprRight):
        await request.reply(say.besluit_nodig, recht=soort)


@COMMANDS.declare(
    "inzage",
    decision(GdprRight.INZAGE),
    help="Alles over de casus als bestand, op besluit van de gemeente; een tweede persoon typt `inzage CODE akkoord`.",
    rights=EDITORS,
    effect=Effect.RECORD,
    undone_by="inzage CODE besluit DATUM kenmerk NUMMER",
)
async def inzage(request: Request, besluit: TypedDecision) -> None:
    await _decide(request, GdprRight.INZAGE, besluit)


@COMMANDS.declare(
    "inzage",
    begins="akkoord",
    help="De tweede persoon bevestigt het besluit; dan stuur ik het bestand.",
    rights=EDITORS,
    effect=Effect.ACT,
)
async def show(request: Request) -> None:
    """The file is made when it is sent and not stored anywhere else. It goes to the person who confirmed, in the direct
    room, because in the team's room it would be read by people who may not see all stored data (art. 11.5)."""
    await _confirm(request, GdprRight.INZAGE)
    request.confirm(say.ga_inzage_geven)
    duties = request.convenant(await request.casus()).plichten
    owed = (one.id for one in duties if one.termijn.event == "verzoek" and not one.gedekt_door)
    await request.reply(say.inzage_komt, plicht=next(owed, "AVG-12"))
    key, person = f"inzage:{request.message.event_id}", request.person.matrix_id
    await request.put(Post(key, Channel.ROOM, "inzage_bestand", code=request.code, direct=person))


@COMMANDS.declare(
    "wis",
    decision(GdprRight.WISSEN),
    help="Wist alles over de casus, op besluit van de gemeente; een tweede persoon typt `wis CODE akkoord`.",
    rights=EDITORS,
    effect=Effect.RECORD,
    undone_by="wis CODE besluit DATUM kenmerk NUMMER",
)
async def wis(request: Request, besluit: TypedDecision) -> None:
    await _decide(request, GdprRight.WISSEN, besluit)


@COMMANDS.declare(
    "wis",
    begins="akkoord",
    help="De tweede persoon bevestigt het besluit; dan wis ik alles over de casus.",
    rights=EDITORS,
    effect=Effect.ACT,
)
async def wipe(request: Request) -> None:
    await _confirm(request, GdprRight.WISSEN)
    request.confirm(say.ga_wissen)
    await request.reply(say.wordt_gewist)


async def _decide(request: Request, right: GdprRight, typed: TypedDecision) -> None:
    """The first person records the decision of the municipality."""
    casus, person = await request.casus(), request.person.matrix_id
    besluit = GdprDecision(right, typed.day, typed.kenmerk, person, request.now)
    await request.work.gdpr.save(casus.code, besluit)
    await request.answer(say.besluit_vastgelegd, recht=right, op=typed.day, kenmerk=typed.kenmerk)


async def _confirm(request: Request, right: GdprRight) -> None:
    """A second person confirms, and then it is carried out. Raises Refusal."""
    casus = await request.casus()
    besluit = await request.work.gdpr.decision(casus.code, right)
    if besluit is None:
        raise Refusal("geen_besluit", recht=right)
    must_be_another(besluit, request.person.matrix_id)
    await request.work.gdpr.save(casus.code, replace(besluit, tweede=request.person.matrix_id))


@COMMANDS.declare(
    "corrigeer",
    ANSWER,
    form=_CORRECTION,
    help="Verbetert een antwoord van de aanmelding.",
    rights=EDITORS,
    effect=Effect.RECORD,
)
async def corrigeer(request: Request, typed: TypedAnswer) -> None:
    """One answer of the aanmelding; the day of a fact is corrected with `herstel`."""
    casus = await request.casus()
    known = {veld.name: veld for veld in velden(request.convenant(casus)) if veld.name in _ATTRIBUTES}
    veld = known.get(typed.name)
    if veld is None or typed.text is None:
        raise Refusal("corrigeer_vorm", velden=list(known), vorm=examples.fill_in(_CORRECTION, request.team.convenant))
    field, kept_as = _ATTRIBUTES[veld.name]
    value = kept_as(veld.read(typed.text, await request.situation()))
    changed = replace(casus.aanmelding, **{field: value})  # type: ignore[arg-type]
    corrected = replace(casus, aanmelding=changed)
    corrected = correct_age(corrected, str(value)) if field == "leeftijd" else corrected
    must_allow_no_more(casus, corrected, request.convenant(casus))
    corrected, lapsed = await anonymity.keep_at_age(request, casus, corrected)
    await request.answer(say.gecorrigeerd, veld=veld.name)
    await anonymity.tell_lapsed(request, casus, corrected, lapsed)
