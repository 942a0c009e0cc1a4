"""What a mail about a meeting says."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Casus
from retbot.domain.casus.consent import allows, is_anonymous
from retbot.domain.casus.consent_rules import type_of
from retbot.domain.casus.seats import answer_of, participation
from retbot.domain.casus.tables import tafel_of
from retbot.domain.convenant.convenant import Convenant, Regel, Tafel
from retbot.domain.invitations.meeting import LedgerEntry, News
from retbot.domain.tijd import local, local_day
from retbot.ports import CardRow
from retbot.wording.citing import cited_article
from retbot.wording.dates import clock_time, full_date, join, long_date, short_date
from retbot.wording.terms import sentence
from retbot.wording.vocabulary import the_table

PREFIX = {
    News.MOVED: "Verzet: ",
    News.PLACE: "Andere plek: ",
    News.GUESTS: "Genodigden gewijzigd: ",
    News.WORDS: "Gewijzigd: ",
}
OFF, OUT, OLD_ADDRESS = "Gaat niet door: ", "Afgezegd voor u: ", "Niet meer op dit adres: "
ELSEWHERE = "Deze uitnodiging geldt niet meer op dit mailadres. U kunt de afspraak uit uw agenda verwijderen."
ANSWER = CardRow("Antwoord", "Kies Accepteren of Weigeren bij deze uitnodiging.")
_NO_NEW_ANSWER = "U hoeft niet opnieuw te antwoorden."


@dataclass(frozen=True, slots=True)
class NamedMeeting:
    """`title` begins a subject (`Uitvoeringstafel`), `the` stands in a sentence (`de uitvoeringstafel`), `a` says to
    what somebody is invited, `what` is a line of the card."""

    title: str
    the: str
    a: str
    what: str


PRIVATE = NamedMeeting("Overleg", "het overleg", "een overleg", "Overleg")


def name_meeting(told: LedgerEntry, casus: Casus | None, convenant: Convenant, *, private: bool) -> NamedMeeting:
    """For a private person nothing but that it is an overleg."""
    if private:
        return PRIVATE
    if casus is None:
        return NamedMeeting("Overleg van het team", "het overleg van het team", *["het overleg van het team"] * 2)
    ronde = next((b.ronde for b in casus.besprekingen if b.uid == told.uid), casus.ronde)
    return at_table(tafel_of(casus, convenant, ronde), casus)


def at_table(tafel: Tafel, casus: Casus) -> NamedMeeting:
    name, the = tafel.heet or tafel.naam, the_table(tafel)
    about = f"over casus {casus.code}"
    return NamedMeeting(sentence(name), the, f"{the} {about}", f"{name} {about}")


def opening(news: News, meeting: NamedMeeting, team: str, before: LedgerEntry | None, guests: str) -> str:
    """`guests` says who joined and left. `before` is what the guest knew."""
    the = sentence(meeting.the)
    match news:
        case News.MOVED:
            return f"{the}{f' van {_day_and_time(before)}' if before else ''} is verzet. Wilt u opnieuw antwoorden?"
        case News.PLACE:
            return f"{the} is op een andere plek; de tijd blijft dezelfde. {_NO_NEW_ANSWER}"
        case News.WORDS:
            return f"Er is iets veranderd bij {meeting.the}; tijd en plek blijven. {_NO_NEW_ANSWER}"
        case News.GUESTS:
            who = f": {guests}" if guests else ""
            return f"De lijst van genodigden is veranderd{who}. Tijd en plek blijven. {_NO_NEW_ANSWER}"
    return f"Het {team} nodigt u uit voor {meeting.a}."


def cancellation(meeting: NamedMeeting) -> str:
    return f"{sentence(meeting.the)} gaat niet door."


def withdrawal(meeting: NamedMeeting) -> str:
    return f"U wordt niet meer bij {meeting.the} verwacht."


def moved_into_overleg(meeting: NamedMeeting, told: LedgerEntry, overleg: LedgerEntry) -> str:
    return (
        f"{sentence(meeting.the)} van {_day_and_time(told)} vervalt. De casus komt aan de orde in het overleg van het "
        f"team van {_day_and_time(overleg)}, waarvoor u al bent uitgenodigd."
    )


def when(told: LedgerEntry, private: bool) -> str:
    """The end of the subject; none for a private person."""
    start = local(told.start)
    return "" if private else f": {short_date(start.date())}, {clock_time(start.time())}"


def card(
    meeting: NamedMeeting, told: LedgerEntry, before: LedgerEntry | None, plekken: Mapping[str, str], who: str
) -> tuple[CardRow, ...]:
    """What, when, where, who. `before` is what the guest knew; `plekken` gives the text of each place."""
    place, old_place = plekken.get(told.plek or "", ""), plekken.get((before and before.plek) or "", "")
    was = span(before) if before and span(before) != span(told) else ""
    rows = [
        CardRow("Wat", sentence(meeting.what)),
        CardRow("Wanneer", sentence(span(told)) if not was else span(told), was),
        CardRow("Waar", place, old_place if old_place != place else "") if place else None,
        CardRow("Wie", who) if who else None,
    ]
    return tuple(row for row in rows if row)


def span(told: LedgerEntry) -> str:
    """`donderdag 7 mei 2026, 14:00–15:00`"""
    start, end = local(told.start), local(told.start + timedelta(minutes=told.minuten))
    return f"{full_date(local_day(told.start))}, {clock_time(start.time())}–{clock_time(end.time())}"


def guests(names: Sequence[str], *, everybody: bool) -> str:
    """`onder anderen voorzitter, secretaris, 4 experts en u`: nobody sees a private person, who may come too."""
    return f"{'' if everybody else 'onder anderen '}{join([*names, 'u'])}"


def about_code(code: Casecode) -> str:
    return (
        f"{code} is de code van de casus: die staat er in plaats van een naam. Weet u niet om wie het gaat, vraag het "
        "dan telefonisch."
    )


def of_case(casus: Casus, convenant: Convenant, name: str) -> list[str]:
    """What an invitation must say according to the covenant and the team's answers; `name` is the role of the guest."""
    return [*_how(casus, convenant, name), *invitations_say(casus, convenant)]


def _how(casus: Casus, convenant: Convenant, name: str) -> Iterator[str]:
    if is_anonymous(casus, convenant):
        article = cited_article(convenant.regels["anoniem"].artikel)
        yield f"De casus wordt anoniem besproken ({article}): noem geen namen."
    if own := participation(casus, name):
        part = f" van {own.deel.replace('-', ' tot ')}" if own.deel else ""
        yield f"U bent als {own.hoedanigheid} uitgenodigd{part}."


def _answer(casus: Casus, regel: Regel, convenant: Convenant) -> str | None:
    """Of a question for consent, what the last word makes of it."""
    given, scope = answer_of(casus, regel), type_of(regel)
    return "nee" if given and scope and not allows(scope, casus, convenant) else given


def invitations_say(casus: Casus, convenant: Convenant) -> list[str]:
    """Each with its article: who represents whom (art. 8.21 of model-2024), what may not be shared (19.4)."""
    found = []
    for regel in convenant.regels.values():
        sentences, given = regel.opties.get("zegt"), _answer(casus, regel, convenant)
        if isinstance(sentences, dict) and given and sentences.get(given):
            found.append(f"{sentences[given]} ({cited_article(regel.artikel)}).")
    return found


def _day_and_time(told: LedgerEntry) -> str:
    start = local(told.start)
    return f"{long_date(start.date())}, {clock_time(start.time())}"
