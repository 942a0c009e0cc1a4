"""sluit and herstel: closing a case, and mending what was recorded."""

from datetime import date, timedelta

from retbot.domain.casus.casus import REDENEN_SLUITEN, Casus, Feit
from retbot.domain.casus.consent import MONITOR, must_allow_no_more, stands
from retbot.domain.casus.recording import close, correct
from retbot.domain.errors import Refusal
from retbot.domain.keeping_terms import NOTICE, deleted_on, erasure_term
from retbot.domain.termijnen.casustermijnen import TermijnState
from retbot.domain.tijd import local_day
from retbot.handlers.chat.command import EDITORS, Code, Command, Effect
from retbot.handlers.chat.questions import NO, YES, Answer, day_of
from retbot.handlers.chat.request import Request
from retbot.handlers.meeting import anonymity, polls, recipients
from retbot.ports import Question
from retbot.reading.arguments import past_day
from retbot.wording import forms
from retbot.wording.citing import cite
from retbot.wording.dates import short_date
from retbot.wording.forms import Ending
from retbot.wording.replies.opvolging import sluiten as say
from retbot.wording.replies.vastleggen import intrekken as say_consent
from retbot.wording.replies.vastleggen.noteren import EVENTS

_GONE = {"weg", "verwijderen"}
_LONG_AGO = timedelta(days=60)
"""A closing on an earlier day than this is asked about: a wrong year deletes the case a year too soon."""


async def sluit(request: Request) -> None:
    casus = await request.casus()
    day = request.take_day()
    typed = request.take_rest()
    reden = next((r for r in REDENEN_SLUITEN if f"{typed} ".lower().startswith(f"{r} ".lower())), typed)
    request.rest = typed[len(reden) :].strip()
    closed = close(casus, reden, day, request.today)
    if reden == "opgelost":
        still = _still_open(request, casus)
        await request.ask("opgelost", {"op": day}, say.vraag_opgelost, open_termijnen=still, **_dates(request, closed))
    elif dates := _dates(request, closed):
        await request.ask("sluitdag", {"op": day, "reden": reden}, say.vraag_sluitdag, **dates)
    else:
        await _close_case(request, closed)


def _dates(request: Request, closed: Casus) -> dict[str, date]:
    """When it closed and when it will be deleted, for one that closed long ago; nothing for any other."""
    day, gone = closed.gesloten, _gone_on(request, closed)
    if day is None or (request.today - day <= _LONG_AGO and (gone is None or gone > request.today + NOTICE)):
        return {}
    return {"op": day} | ({"verwijderd": gone} if gone else {})


def _gone_on(request: Request, closed: Casus) -> date | None:
    term = erasure_term(closed, request.team)
    return deleted_on(closed, term.day, request.today) if term else None


async def answer_opgelost(request: Request, question: Question, text: str) -> None:
    """Closing asks whether the solution is there: nobody lets go before it is."""
    await _take_confirmation(request, text, "opgelost", day_of(question))


async def answer_sluitdag(request: Request, question: Question, text: str) -> None:
    await _take_confirmation(request, text, str(question.state["reden"]), day_of(question))


async def _take_confirmation(request: Request, text: str, reden: str, day: date) -> None:
    word = text.lower()
    if word not in YES | NO:
        raise Refusal("antwoord_onbegrepen", keuzes=["ja", "nee"])
    if word in NO:
        await request.answer(say.blijft_open)
        return
    await _close_case(request, close(await request.casus(), reden, day, request.today))


async def _close_case(request: Request, casus: Casus) -> None:
    before = casus.bespreking
    await polls.close_all(request, casus)
    casus, messages = await recipients.call_off(request, casus)
    await request.keep(casus)
    feit = casus.feit("afgesloten")
    term = erasure_term(casus, request.team)
    await request.answer(
        say.gesloten,
        reden=feit.value or "" if feit else "",
        verwijderd=_gone_on(request, casus),
        artikel=cite(term.plicht) if term else "",
        afgezegd=local_day(before.start) if before and casus.bespreking != before else None,
        bericht=sum(message.entry.reached for message in messages),
    )


async def herstel(request: Request) -> None:
    """`herstel CODE voorgesprek 4 mei`, `herstel CODE compleet weg`; with a partij for what is noted per partij."""
    casus = await request.casus()
    feit, rest = _feit(request, casus)
    gone = rest.lower() in _GONE
    day = None if gone else past_day(rest.removeprefix("op "), request.now, request.team.kalender)
    before = request.team.termijnen(casus)
    corrected = correct(casus, feit, day, request.today)
    must_allow_no_more(casus, corrected)
    await request.keep(corrected)
    await request.answer(
        say.hersteld,
        event=feit.event,
        over=feit.subject,
        op=day,
        today=request.today,
        verschoven=say.what_moved(before, request.team.termijnen(corrected)),
    )
    await anonymity.tell_change(request, casus, corrected)
    if stands(MONITOR, casus) and not stands(MONITOR, corrected):
        await request.answer(say_consent.niet_in_monitor)


def _feit(request: Request, casus: Casus) -> tuple[Feit, str]:
    """The latest fact that the words name, and what follows them. Raises Refusal."""
    typed = request.take_rest()
    found = _find_marked(casus, typed) or _find_named(casus, typed)
    if found and found[1]:
        return found
    known = dict.fromkeys(f.event for f in casus.feiten if f.event in EVENTS)
    marked = [f.subject for f in casus.feiten_van("gedaan") if f.subject]
    spoken = [forms.name_of(event) for event in known]
    raise Refusal("feit_onbekend", feiten=["aanmelding", *spoken, *marked])


def _find_marked(casus: Casus, rest: str) -> tuple[Feit, str] | None:
    """A duty that was marked done, by its id."""
    name, _, more = rest.removeprefix("gedaan ").partition(" ")
    found = next((f for f in reversed(casus.feiten_van("gedaan")) if (f.subject or "").upper() == name.upper()), None)
    return (found, more) if found else None


def _find_named(casus: Casus, rest: str) -> tuple[Feit, str] | None:
    for name, event in sorted(_facts().items(), key=lambda item: -len(item[0])):
        if rest.lower() == name or rest.lower().startswith(f"{name} "):
            return _about(casus, event, rest[len(name) :].strip())
    return None


def _about(casus: Casus, event: str, rest: str) -> tuple[Feit, str] | None:
    if event == "aanmelding":
        return Feit("aanmelding", casus.aanmelding.ontvangen), rest
    facts = casus.feiten_van(event)
    for feit in reversed(facts):
        if feit.subject and rest.lower().startswith(feit.subject.lower()):
            return feit, rest[len(feit.subject) :].strip()
    return (next((f for f in reversed(facts) if f.subject is None), facts[-1]), rest) if facts else None


def _facts() -> dict[str, str]:
    """How a fact may be called → its event."""
    plain = {event.replace("_", " "): event for event in EVENTS}
    return (
        plain
        | forms.names()
        | {"bespreking gehouden": "bespreking", "sluit": "afgesloten", "opgevolgd": "advies_opgevolgd"}
    )


def _still_open(request: Request, casus: Casus) -> list[str]:
    return [
        f"{t.plicht.wat} ({short_date(t.day)})"
        for t in request.team.termijnen(casus)
        if t.staat is TermijnState.OPEN and not t.voor_event
    ]


QUESTIONS: dict[str, Answer] = {"opgelost": answer_opgelost, "sluitdag": answer_sluitdag}

COMMANDS = (
    Command(
        "sluit",
        "sluit CODE opgelost [op DATUM]",
        f"Sluit de casus, met een reden: {', '.join(REDENEN_SLUITEN)}.",
        "opvolging",
        EDITORS,
        sluit,
        Code.WRITTEN,
        effect=Effect.ACT,
        ends=(Ending("afgesloten", "opgelost"),),
        asks={"opgelost": "opgelost", "sluitdag": "REDEN"},
    ),
    Command(
        "herstel",
        "herstel CODE {feit} gisteren",
        "Verbetert de dag van een feit, of haalt het weg: `herstel CODE {feit} weg`.",
        "algemeen",
        EDITORS,
        herstel,
        Code.WRITTEN,
        effect=Effect.ACT,
    ),
)
