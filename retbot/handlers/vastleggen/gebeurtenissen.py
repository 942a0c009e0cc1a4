"""triage, and noteer: what happened, as far as the covenant knows it; of a case or of the team."""

from datetime import date

from retbot.domain.casus.casus import Casus, Feit
from retbot.domain.casus.consent import CONSENT, WITHDRAWAL, consent_asks
from retbot.domain.casus.recording import record
from retbot.domain.casus.triage import GEEN_OVEREENSTEMMING, decides, must_be_allowed, outcomes, table_of_form
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.errors import Refusal
from retbot.domain.termijnen.fulfilment import accepting
from retbot.domain.termijnen.teamtermijnen import DATALEK, TEAM_EVENTS, feit_of_event, feit_of_period, teamtermijnen
from retbot.handlers.chat.command import EDITORS, Code, Command
from retbot.handlers.chat.questions import Answer, day_of
from retbot.handlers.chat.request import Request
from retbot.handlers.vastleggen import intrekken, nagaan, toestemming
from retbot.handlers.vastleggen.noteren import keep_and_answer
from retbot.ports import Question
from retbot.reading.choices import pick
from retbot.wording.forms import Ending
from retbot.wording.replies.vastleggen import gebeurtenissen as say
from retbot.wording.replies.vastleggen.noteren import EVENTS, started_by

_OF_CASE = {
    "acceptatie": "acceptatie",
    "verklarende analyse": "verklarende_analyse",
    "vooroverleg": "vooroverleg",
    "aanvaard": "uitnodiging_aanvaard",
    "toestemming": "toestemming",
    "intrekking": "intrekking",
    "verzoek": "verzoek",
}
"""How it is typed → the event."""


async def triage(request: Request) -> None:
    """`triage CODE Doorbraaktafel op 4 mei`"""
    casus = (await request.casus()).must_be_open()
    day = request.take_day()
    choices = outcomes(request.convenant(casus))
    if request.rest:
        await _record_triage(request, casus, pick(choices, request.take_rest()), day)
        return
    convenant = request.convenant(casus)
    regel = convenant.regels.get("tafels")
    await request.ask(
        "triage",
        {"op": day},
        say.vraag_triage,
        keuzes=choices,
        formulier=table_of_form(casus, convenant),
        overige=str(regel.opties.get("overige", "")) if regel else "",
        artikel=regel.artikel if regel else "",
    )


async def answer_triage(request: Request, question: Question, text: str) -> None:
    casus = await request.casus()
    value = pick(outcomes(request.convenant(casus)), text)
    await _record_triage(request, casus, value, day_of(question))


async def _record_triage(request: Request, casus: Casus, value: str, day: date) -> None:
    """Without agreement the covenant says who decides; until then it is not done."""
    convenant = request.convenant(casus)
    if value == GEEN_OVEREENSTEMMING:
        plicht = decides(convenant)
        await request.keep(record(casus, Feit("verschil", day), request.today))
        await request.answer(say.triage_verschil, wie=plicht.bij_verschil or "", artikel=plicht.artikel)
        return
    must_be_allowed(value, casus, convenant)
    casus = record(casus, Feit("triage", day, value=value), request.today)
    await keep_and_answer(request, casus, "triage", day, value)
    await nagaan.ask(request, casus, "triage")


async def noteer(request: Request) -> None:
    """`noteer CODE verklarende analyse op 4 mei`, `noteer CODE aanvaard toegang`, `noteer overleg gisteren`"""
    name, event = _typed_event(request)
    request.rest = request.rest[len(name) :].strip()
    if request.code is None and event in TEAM_EVENTS:
        await _of_team(request, event)
        return
    casus = await request.casus()
    request.form = f"noteer CODE {name} [op DATUM]"
    if event == WITHDRAWAL:
        request.rest = f"intrekken {request.rest}".strip()
        await intrekken.toestemming(request)
        return
    day = request.take_day()
    if event == CONSENT and toestemming.is_asked(request, casus):
        await toestemming.ask(request, casus, day)
        return
    await _of_case(request, casus, event, day)


async def _of_case(request: Request, casus: Casus, event: str, day: date) -> None:
    is_accepted = event == "uitnodiging_aanvaard"
    who, ronde = (_who(request, casus), casus.ronde) if is_accepted else (None, 0)
    casus = record(casus, Feit(event, day, ronde, who), request.today)
    await keep_and_answer(request, casus, event, day)
    await nagaan.ask(request, casus, event)


def _who(request: Request, casus: Casus) -> str | None:
    """Whose invitation was accepted, where a duty waits for it. Raises Refusal."""
    roles = accepting(request.convenant(casus))
    if not roles:
        return None
    who = request.take_rest()
    if who not in roles:
        raise Refusal("aanvaard_wie", rollen=roles)
    return who


async def _of_team(request: Request, event: str) -> None:
    """What fulfils a duty of the team, or starts one."""
    day = request.only_day()
    if day > request.today:
        raise Refusal("in_de_toekomst")
    team, work = request.team, request.work
    facts = await work.team_feiten()
    new = feit_of_event(event, day, facts)
    await request.keep_teamfeit(new)
    for plicht in team.convenant.plichten:
        if plicht.actief and plicht.vervuld == event:
            await request.keep_teamfeit(feit_of_period(plicht, team.convenant, day))
    terms = teamtermijnen(team.convenant, [*facts, new], [], team.kalender, request.today)
    await request.reply(
        say.team_genoteerd,
        event=event,
        op=day,
        today=request.today,
        gevolgen=started_by([t for t in terms if t.ronde == new.ronde], event, request.today, team.kalender),
    )


def _typed_event(request: Request) -> tuple[str, str]:
    """The event that `rest` begins with. Raises Refusal with those that the covenant knows."""
    named = known_events(request.team.convenant)
    typed = f"{request.rest.lower()} "
    found = next(((name, event) for name, event in named.items() if typed.startswith(f"{name} ")), None)
    if typed.startswith(f"{DATALEK} "):
        raise Refusal("datalek_apart")
    if found is None:
        raise Refusal("gebeurtenis_onbekend", kent=list(named))
    return found


def known_events(convenant: Convenant) -> dict[str, str]:
    """How what can be recorded under it is typed → the event."""
    names = _OF_CASE | {event: event for event in TEAM_EVENTS}
    consent = {CONSENT, WITHDRAWAL} if consent_asks(convenant) else set()
    return {
        name: event for name, event in names.items() if (convenant.kent(event) or event in consent) and event in EVENTS
    }


QUESTIONS: dict[str, Answer] = {"triage": answer_triage, **toestemming.QUESTIONS}

COMMANDS = (
    Command(
        "triage",
        "triage CODE [UITKOMST] [op DATUM]",
        "De triage is gedaan; zonder uitkomst vraag ik wat eruit kwam.",
        "aanmelding",
        EDITORS,
        triage,
        event="triage",
        asks={"triage": ""},
    ),
    Command(
        "noteer",
        "noteer CODE GEBEURTENIS [WIE] [op DATUM]",
        "Legt vast dat iets gebeurd is dat het convenant kent; ook van het team zelf, dan zonder code.",
        "opvolging",
        EDITORS,
        noteer,
        Code.OPTIONAL,
        ends=(Ending("uitnodiging_aanvaard", "aanvaard"),),
        asks={CONSENT: "toestemming"},
    ),
)
