"""verzoek, inzage, wis, corrigeer: what those concerned may ask, carried out on the decision of the municipality."""

import re
from collections.abc import Callable
from dataclasses import replace

from retbot.domain.casus.age import correct_age
from retbot.domain.casus.casus import Feit
from retbot.domain.casus.gdpr_requests import SOORTEN, GdprDecision, GdprRight, must_be_another, must_be_reference
from retbot.domain.casus.recording import record
from retbot.domain.errors import Refusal
from retbot.handlers.chat.command import EDITORS, Code, Command, Effect
from retbot.handlers.chat.request import Request
from retbot.handlers.vastleggen.noteren import keep_and_answer
from retbot.ports import Channel, Post
from retbot.reading.aanmelding.fields import velden
from retbot.reading.arguments import past_day
from retbot.reading.choices import pick
from retbot.wording.replies.privacy import rechten as say

_BESLUIT = re.compile(r"besluit\s+(?:op\s+)?(?P<dag>.+?)\s+kenmerk\s+(?P<kenmerk>\S+)", re.IGNORECASE)
_ANOTHER = re.compile(r"\s[\w-]+\s*=.*")
_ATTRIBUTES: dict[str, tuple[str, Callable[[str], object]]] = {
    "gemeente": ("gemeente", str),
    "leeftijd": ("leeftijd", str),
    "via": ("weg", str),
    "gronden": ("gronden", lambda text: tuple(text.split(",")) if text else ()),
    "besproken": ("besproken", lambda text: text == "ja"),
    "lokaal": ("lokaal", lambda text: text == "ja"),
    "toegang": ("met_toegang", lambda text: text == "ja"),
}
"""How an answer of the aanmelding is typed → its field, and how it is kept."""


async def verzoek(request: Request) -> None:
    """`verzoek CODE inzage op 4 mei`: the term of a month starts on the day of receipt."""
    casus = await request.casus()
    day = request.take_day()
    soort = pick(SOORTEN, request.take_rest()) if request.rest else None
    if soort is None:
        raise Refusal("welk_verzoek", soorten=list(SOORTEN))
    nummer = 1 + len(casus.feiten_van("verzoek"))
    await keep_and_answer(
        request,
        record(casus, Feit("verzoek", day, nummer, value=soort), request.today, is_right=True),
        "verzoek",
        day,
        soort,
    )
    if soort in set(GdprRight):
        await request.answer(say.besluit_nodig, recht=soort)


async def inzage(request: Request) -> None:
    await _on_decision(request, GdprRight.INZAGE)


async def wis(request: Request) -> None:
    await _on_decision(request, GdprRight.WISSEN)


async def _on_decision(request: Request, right: GdprRight) -> None:
    """The first person records the decision of the municipality; another one confirms, and then it is carried out."""
    casus = await request.casus()
    typed = request.take_rest()
    found = _BESLUIT.fullmatch(typed)
    if found:
        day = past_day(found["dag"], request.now, request.team.kalender)
        kenmerk = must_be_reference(found["kenmerk"])
        await request.work.save_gdpr_decision(
            casus.code, GdprDecision(right, day, kenmerk, request.person.matrix_id, request.now)
        )
        await request.answer(say.besluit_vastgelegd, recht=right, op=day, kenmerk=kenmerk)
        return
    if typed.lower() != "akkoord":
        raise Refusal("besluit_vorm", recht=right)
    besluit = await request.work.besluit(casus.code, right)
    if besluit is None:
        raise Refusal("besluit_vorm", recht=right)
    must_be_another(besluit, request.person.matrix_id)
    await request.work.save_gdpr_decision(casus.code, replace(besluit, tweede=request.person.matrix_id))
    await (_show if right is GdprRight.INZAGE else _wipe)(request)


async def _show(request: Request) -> None:
    """The file is made when it is sent, and kept nowhere else. It goes to whoever confirmed, in the direct room: in the
    room of the team others read it, who may not see all that is stored (art. 11.5)."""
    await request.reply(say.inzage_komt)
    key, person = f"inzage:{request.message.event_id}", request.person.matrix_id
    await request.put(Post(key, Channel.ROOM, "inzage_bestand", code=request.code, direct=person))


async def _wipe(request: Request) -> None:
    await request.reply(say.wordt_gewist)


async def corrigeer(request: Request) -> None:
    """`corrigeer CODE gemeente=Zwolle`: one answer of the aanmelding; the day of a fact is mended with `herstel`."""
    casus = await request.casus()
    known = {veld.name: veld for veld in velden(request.convenant(casus)) if veld.name in _ATTRIBUTES}
    name, is_given, text = request.take_rest().partition("=")
    if another := _ANOTHER.search(text):
        text, request.rest = text[: another.start()], another[0].strip()
    veld = known.get(name.strip().lower())
    if veld is None or not is_given:
        raise Refusal("corrigeer_vorm", velden=list(known), vorm=COMMANDS[-1].form(request.team.convenant))
    field, kept_as = _ATTRIBUTES[veld.name]
    value = kept_as(veld.read(text.strip(), await request.situation()))
    changed = replace(casus.aanmelding, **{field: value})  # type: ignore[arg-type]
    casus = replace(casus, aanmelding=changed)
    await request.keep(correct_age(casus, str(value)) if field == "leeftijd" else casus)
    await request.answer(say.gecorrigeerd, veld=veld.name)


COMMANDS = (
    Command(
        "verzoek",
        "verzoek CODE inzage [op DATUM]",
        f"Een betrokkene vraagt iets: {', '.join(SOORTEN)}. De termijn van een maand begint.",
        "privacy",
        EDITORS,
        verzoek,
        Code.WRITTEN,
    ),
    Command(
        "inzage",
        "inzage CODE besluit DATUM kenmerk Z/26/1234",
        "Alles over de casus als bestand, op besluit van de gemeente; een tweede persoon typt `inzage CODE akkoord`.",
        "privacy",
        EDITORS,
        inzage,
        Code.WRITTEN,
        effect=Effect.ACT,
    ),
    Command(
        "wis",
        "wis CODE besluit DATUM kenmerk Z/26/1234",
        "Wist alles over de casus, op besluit van de gemeente; een tweede persoon typt `wis CODE akkoord`.",
        "privacy",
        EDITORS,
        wis,
        Code.WRITTEN,
        effect=Effect.ACT,
    ),
    Command(
        "corrigeer",
        "corrigeer CODE gemeente={gemeente}",
        "Verbetert een antwoord van de aanmelding.",
        "privacy",
        EDITORS,
        corrigeer,
        Code.WRITTEN,
    ),
)
