"""noteer toestemming: consent counts only after what the covenant wants told, from whom the age says."""

from datetime import date

from retbot.domain.casus import Casus, Feit
from retbot.domain.errors import Refusal
from retbot.domain.toestemming import TOESTEMMING, consent_asks, consents
from retbot.domain.vastleggen import record
from retbot.handlers.noteren import kept
from retbot.handlers.questions import NO, YES, Answer, day_of
from retbot.handlers.replies import toestemming as say
from retbot.handlers.request import Request
from retbot.ports import Vraag


def is_asked(request: Request, casus: Casus) -> bool:
    return bool(consent_asks(request.convenant(casus)))


async def ask(request: Request, casus: Casus, day: date) -> None:
    """Whether everything was told beforehand, by whom it must be given at this age."""
    convenant = request.convenant(casus)
    regel, whose = convenant.regels["anoniem"], consents(casus, convenant)
    asked_by = next((p for p in convenant.plichten if p.actief and p.vervuld == TOESTEMMING), None)
    await request.ask(
        TOESTEMMING,
        {"op": day},
        say.vraag_toestemming,
        punten=consent_asks(convenant),
        artikel=asked_by.artikel if asked_by else regel.artikel,
        wie=list(whose.wie) if whose else [],
        wie_artikel=whose.artikel if whose else "",
        schriftelijk=bool(regel.opties.get("schriftelijk")),
    )


async def answer(request: Request, vraag: Vraag, text: str) -> None:
    if text.lower() not in YES | NO:
        raise Refusal("antwoord_onbegrepen", keuzes=["ja", "nee"])
    if text.lower() in NO:
        await request.answer(say.toestemming_geldt_nog_niet)
        return
    casus = record(await request.casus(), Feit(TOESTEMMING, day_of(vraag), keuze="ja"), request.today)
    await kept(request, casus, TOESTEMMING, day_of(vraag))


QUESTIONS: dict[str, Answer] = {TOESTEMMING: answer}
