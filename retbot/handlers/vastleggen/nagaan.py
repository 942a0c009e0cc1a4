"""The questions that the covenant file contains, asked at their moment one at a time, and again by `nagaan`."""

from retbot.domain.casus import age
from retbot.domain.casus.besprekingen import must_be_there, quorum_of
from retbot.domain.casus.casus import LOOKED_INTO, Casus
from retbot.domain.casus.consent_rules import holder_at, type_of
from retbot.domain.casus.covenant_questions import (
    is_good,
    next_question,
    open_questions,
    previous_question,
    with_answer,
    wording,
)
from retbot.domain.casus.seats import NIEMAND, expected_seats, missing_from, names_missing, with_missing
from retbot.domain.convenant.convenant import Convenant, Regel
from retbot.domain.errors import Arg, Refusal
from retbot.handlers.chat.command import EDITORS, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.questions import Answer, Back
from retbot.handlers.chat.request import Request
from retbot.handlers.meeting import anonymity
from retbot.ports import Question
from retbot.reading.choices import pick
from retbot.reading.grammar import optional
from retbot.reading.seats import named_seats
from retbot.reading.vastleggen.regels import REGEL
from retbot.wording.replies.chat import team_rows
from retbot.wording.replies.vastleggen import nagaan as say
from retbot.wording.replies.vastleggen import toestemming as say_consent

KIND = "nagaan"
_STILL = {"ja", "j", "klopt", "nog steeds"}


COMMANDS = Commands("aanmelding")


@COMMANDS.declare(
    "nagaan",
    optional(REGEL),
    help="Wat er is nagegaan, en vraagt wat nog open staat; met een id vraag ik die ene opnieuw.",
    rights=EDITORS,
    effect=Effect.RECORD,
    asks={KIND: ""},
)
async def nagaan(request: Request, regel: Regel | None) -> None:
    """Shows the answers so far and asks what is still open, or asks the given question again."""
    casus = (await request.casus()).must_be_open()
    convenant = request.convenant(casus)
    if regel:
        await _ask(request, casus, regel, "")
        return
    open_ones = open_questions(casus, convenant)
    await request.reply(say.wat_is_nagegaan, regels=_answers(casus, convenant), nog=len(open_ones))
    if open_ones:
        regel, moment = open_ones[0]
        await _ask(request, casus, regel, moment)


async def ask(request: Request, casus: Casus, moment: str) -> None:
    """The next question for this moment, if any; the last one may be whether the age is still right."""
    regel = next_question(casus, request.convenant(casus), moment)
    if regel:
        await _ask(request, casus, regel, moment)
    elif age.must_be_asked(casus, moment, request.today):
        state: dict[str, Arg] = {"leeftijd": casus.leeftijd, "moment": moment}
        await (await request.in_one_place()).ask(KIND, state, say.vraag_leeftijd, banden=age.bands_from(casus))


async def answer(request: Request, question: Question, text: str) -> None:
    casus = (await request.casus()).must_be_open()
    if "leeftijd" in question.state:
        await _answer_age(request, casus, question, text)
        return
    regel = request.convenant(casus).regels[str(question.state["regel"])]
    if "wie" in question.state:
        await _answer_reason(request, casus, question, regel, text)
    elif names_missing(regel):
        await _answer_missing(request, casus, question, regel, text)
    else:
        await _answer_choice(request, casus, question, regel, text)


async def _ask(request: Request, casus: Casus, regel: Regel, moment: str) -> None:
    convenant = request.convenant(casus)
    request = await request.in_one_place()
    state: dict[str, Arg] = {"regel": regel.code, "moment": moment}
    asked, artikel = wording(regel, casus), regel.artikel
    if names_missing(regel):
        seats = expected_seats(regel, casus, convenant)
        await request.ask(KIND, state, say.vraag_ontbreekt, vraag=asked, zetels=seats, artikel=artikel)
    else:
        await request.ask(KIND, state, say.vraag_nagaan, vraag=asked, artikel=artikel, keuzes=list(regel.keuzes))


async def _answer_choice(request: Request, casus: Casus, question: Question, regel: Regel, text: str) -> None:
    value, scope = pick(regel.keuzes, text), type_of(regel)
    if scope and value == "ja":
        request.confirm(say_consent.ga_toestemming_noteren, wat=scope.value)
    casus, contradicts = with_answer(casus, regel, value, request.today)
    await request.keep(casus)
    good = is_good(regel, value)
    await request.answer(
        say.nagegaan,
        vraag=wording(regel, casus),
        keuze=value,
        artikel=regel.artikel,
        goed=good,
        anders="" if good else str(regel.opties.get("anders", "")),
        meer=_more(request, casus, question),
        botst=_condition_text(request.convenant(casus), contradicts),
    )
    await _go_on(request, casus, question)


def _condition_text(convenant: Convenant, naam: str) -> str:
    return next((one.tekst for one in convenant.voorwaarden if one.naam == naam), "")


async def _answer_reason(request: Request, casus: Casus, question: Question, regel: Regel, text: str) -> None:
    """The reason, or the answer that nobody will be missing after all."""
    if text.strip(" .").lower() == NIEMAND:
        await _settle_missing(request, casus, question, regel, [], None)
    else:
        missing = str(question.state["wie"]).split(",")
        await _settle_missing(request, casus, question, regel, missing, pick(regel.redenen, text))


async def back(request: Request, question: Question) -> bool:
    """From the reason to the people, otherwise to the question before; what was recorded stays until it is answered."""
    casus, moment = await request.casus(), str(question.state["moment"])
    convenant, code = request.convenant(casus), str(question.state.get("regel", ""))
    regel = convenant.regels[code] if "wie" in question.state else previous_question(casus, convenant, moment, code)
    if regel is None:
        return False
    await _ask(request, casus, regel, moment)
    return True


async def _answer_missing(request: Request, casus: Casus, question: Question, regel: Regel, text: str) -> None:
    """`niemand`, or the people who will be missing, after which the reason is asked. A `nee` may be meant for something
    else, so it is not taken."""
    if text.strip(" .").lower() in {NIEMAND, "geen"}:
        await _settle_missing(request, casus, question, regel, [], None)
        return
    seats = expected_seats(regel, casus, request.convenant(casus))
    missing = named_seats(text, seats, keuzes=[NIEMAND, "1", "1 2"])
    state = {**question.state, "wie": ",".join(missing)}
    await request.ask(KIND, state, say.vraag_reden, wie=missing, redenen=list(regel.redenen))


async def _settle_missing(
    request: Request, casus: Casus, question: Question, regel: Regel, who: list[str], reden: str | None
) -> None:
    before, casus = casus, with_missing(casus, regel, who, reden, request.today)
    await request.keep(casus)
    meer = _more(request, casus, question)
    await request.answer(say.ontbreken_vastgelegd, wie=who, reden=reden or "", artikel=regel.artikel, meer=meer)
    convenant = request.convenant(casus)
    needed, must = quorum_of(casus, convenant), [one for one in must_be_there(casus, convenant) if one in who]
    if needed and set(needed) <= set(missing_from(casus)):
        await request.answer(say.niemand_kent_gezin, wie=list(needed), artikel=convenant.regels["quorum"].artikel)
    if must:
        await request.answer(say.moet_erbij, wie=must, artikel=regel.artikel)
    await anonymity.tell_change(request, before, casus)
    await _go_on(request, casus, question)


async def _answer_age(request: Request, casus: Casus, question: Question, text: str) -> None:
    """`ja`, or the present age band; says what that changes about consent."""
    moment, before = str(question.state["moment"]), str(question.state["leeftijd"])
    band = _band(casus, before, text)
    looked = age.looked_at(casus, moment, band, request.today)
    changed, lapsed = await anonymity.keep_at_age(request, casus, looked)
    convenant = request.convenant(casus)
    now, then = holder_at(band, convenant), holder_at(before, convenant)
    old = age.too_old(band, convenant)
    await request.answer(
        say.leeftijd_nagegaan,
        band=band,
        veranderd=band != before,
        wie=list(now.who) if now and now != then and not lapsed else [],
        artikel=now.artikel if now else "",
        te_oud=old.artikel if old else "",
    )
    await anonymity.tell_lapsed(request, casus, changed, lapsed)


def _band(casus: Casus, before: str, text: str) -> str:
    bands = age.bands_from(casus)
    if text.strip(" .").lower() in _STILL:
        return before
    try:
        return pick(bands, text)
    except Refusal as refusal:
        raise Refusal("antwoord_onbegrepen", keuzes=["ja", *bands[1:]]) from refusal


def _more(request: Request, casus: Casus, question: Question) -> bool:
    moment = str(question.state["moment"])
    if next_question(casus, request.convenant(casus), moment):
        return True
    return age.must_be_asked(casus, moment, request.today)


async def _go_on(request: Request, casus: Casus, question: Question) -> None:
    await ask(request, casus, str(question.state["moment"]))


def _answers(casus: Casus, convenant: Convenant) -> list[str]:
    """The latest answer to each question, and who will be missing."""
    found = []
    for regel in convenant.regels.values():
        given = [f for f in casus.feiten_van(LOOKED_INTO) if f.subject == regel.id and f.ronde in {0, casus.ronde}]
        if given and regel.vraag and not (names_missing(regel) and missing_from(casus)):
            found.append(team_rows.answered_row(wording(regel, casus), given[-1].value or "", regel.artikel))
    return [*found, *(team_rows.missing_row(seat, reden) for seat, reden in missing_from(casus).items())]


QUESTIONS: dict[str, Answer] = {KIND: answer}
STEPS_BACK: dict[str, Back] = {KIND: back}
