"""Messages about answers to invitations, and about other mail in the bot's mailbox."""

from dataclasses import dataclass
from datetime import date, datetime

from retbot.domain.casus.besprekingen import must_be_there
from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Casus
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.deelnemers.substitutes import stand_in
from retbot.domain.invitations.meeting import GuestStanding, Meeting, of_bespreking, of_overleg
from retbot.domain.invitations.rsvps import Attendance, Partstat, Rsvp, attendance
from retbot.domain.tijd import local, local_day
from retbot.ports import UnitOfWork
from retbot.ports.incoming_mail import Why
from retbot.scheduling.notices.attendance import must_come
from retbot.scheduling.occasion import Occasion, Speech, notice
from retbot.scheduling.parties import Roster, roster
from retbot.wording import terms
from retbot.wording.dates import clock_time, long_date, short_date

_SAYS = {
    Partstat.ACCEPTED: "{wie} komt naar {wat}.",
    Partstat.DECLINED: "{wie} komt **niet** naar {wat}.",
    Partstat.TENTATIVE: "{wie} komt **misschien** naar {wat}.",
    Partstat.COUNTER: "{wie} kan niet bij {wat}, en stelt een andere tijd voor{tijd}.",
}
REMARK = "Bij het antwoord staat een opmerking. Ik lees en bewaar die niet: vraag het na."
_ON_BEHALF = "Het antwoord kwam van een ander adres van dezelfde organisatie. Klopt het niet, vraag het dan na."
NOTHING = "Er is niets gewijzigd."
_READ = "Kijk zelf in die mailbox, of vraag het na."
_GEVOLG = {
    "doorgestuurd": "Op de uitnodiging van {wie} antwoordde iemand anders: de uitnodiging is doorgestuurd. {niets} "
    "Hoort die ander erbij? Nodig hem dan zelf uit.",
    "vervalst": "Er kwam een antwoord binnen uit naam van {wie}, maar volgens de mailserver is de afzender niet echt. "
    "{niets}",
    "onbewezen": "Er kwam een antwoord binnen waarvan ik niet kan nagaan of het van {wie} is. {niets} Vraag het na.",
    "verouderd": "{Wie} antwoordde op een eerdere uitnodiging; er is intussen een nieuwere. {niets} "
    "Vraag het zo nodig na.",
    "oud_adres": "Er kwam een antwoord van een adres waarop ik {wie} niet meer mail. {niets} Vraag het zo nodig na.",
    "onbekend": "{Wie} antwoordde op een uitnodiging die ik niet ken. {niets}",
    "ongelezen": "{Wie} stuurde een mail die ik niet kan lezen{waarom}. Ik heb hem opzij gelegd. {niets} {lees}",
    "gewone_mail": "{Wie} schreef een gewone mail aan mijn mailbox. Ik lees die niet, en verwijder hem na een tijd. "
    "{lees}",
    "niet_aangekomen": "Een mail aan {wie} is niet aangekomen. Controleer het adres in ons privégesprek: `adres`, of "
    "bel.",
}
_WAAROM = {
    Why.DELEGATED: ": iemand geeft de uitnodiging door aan een ander",
    Why.SERIES: ": het antwoord gaat over een reeks",
    Why.SEVERAL_ATTENDEES: ": het antwoord noemt meer mensen tegelijk",
    Why.SEVERAL_MEETINGS: ": het antwoord gaat over meer afspraken tegelijk",
    Why.CONTRADICTION: ": het antwoord spreekt zichzelf tegen",
    Why.BROKEN: ": de agendabijlage is stuk",
    Why.TNEF: ": het antwoord zit in een winmail.dat, die alleen Exchange leest",
    Why.TOO_LARGE: ": hij is te groot",
    Why.TOO_NESTED: ": hij zit te vreemd in elkaar",
}


@dataclass(frozen=True, slots=True)
class AskedMeeting:
    """A meeting with its invited guests and their answers."""

    meeting: Meeting
    owners: tuple[str, ...]
    antwoorden: tuple[Rsvp, ...]
    bounces: frozenset[str] = frozenset()
    """The owners whose invitation was not delivered."""

    @property
    def attendance(self) -> Attendance:
        return attendance(self.owners, self.antwoorden, self.bounces)


async def asked_meeting(work: UnitOfWork, uid: str, code: Casecode | None) -> AskedMeeting | None:
    """For a bespreking, including the guests of its overleg; None when the meeting does not exist."""
    casus = await work.cases.get(code) if code else None
    meeting, uids = await _meeting(work, uid, casus)
    if meeting is None:
        return None
    told = [one for each in uids for one in await work.ledger.of_meeting(each) if one.standing is GuestStanding.INVITED]
    given = [one for each in uids for one in await work.rsvps.of_meeting(each)]
    returned = [owner for each in uids for owner in await work.outbox.owners_not_reached(each)]
    return AskedMeeting(meeting, tuple(dict.fromkeys(one.owner for one in told)), tuple(given), frozenset(returned))


async def _meeting(work: UnitOfWork, uid: str, casus: Casus | None) -> tuple[Meeting | None, list[str]]:
    planned = next((b for b in casus.besprekingen if b.uid == uid), None) if casus else None
    if casus and planned:
        return of_bespreking(casus, planned), [uid, *([planned.overleg] if planned.overleg else [])]
    overleg = next((one for one in await work.overleggen.all() if one.uid == uid), None)
    return (of_overleg(overleg) if overleg else None), [uid]


@notice("antwoord", at_any_hour=True)
async def antwoord(turn: Occasion) -> Speech | None:
    """None when a later answer replaced it, or the meeting was cancelled."""
    found = await asked_meeting(turn.work, turn.text("uid"), turn.post.code)
    owner = turn.text("owner")
    given = next((a for a in found.antwoorden if a.owner == owner), None) if found else None
    if found is None or given is None or found.meeting.off or given.stamp != turn.post.args["stamp"]:
        return None
    people = await roster(turn.work, turn.team)
    head = _SAYS[given.partstat].format(
        wie=terms.sentence(people.label(owner)), wat=when(found, turn), tijd=_bold_proposal(given, turn)
    )
    return Speech(
        terms.lines(
            head,
            attendance_line(found.attendance, people),
            await _must_come(given, turn),
            _next(given, found, people, turn.today),
            _ON_BEHALF if turn.text("namens") == "ja" else None,
            REMARK if turn.text("opmerking") == "ja" else None,
        )
    )


async def _must_come(given: Rsvp, turn: Occasion) -> str | None:
    """When somebody who may not be missing said no."""
    casus = await turn.open_casus() if turn.post.code and given.partstat is Partstat.DECLINED else None
    artikel = must_be_there(casus, turn.convenant(casus)).get(given.owner) if casus else None
    return must_come(given.owner, artikel) if artikel else None


def attendance_line(count: Attendance, people: Roster) -> str:
    """`3 van 7 ja, 1 nee: expert LVB (Ambiq), 1 niet bereikt: school. Nog niets gehoord van 2.`"""
    groups = [("nee", count.nee), ("misschien", count.misschien), ("een andere tijd", count.anders)]
    groups.append(("niet bereikt", count.bounces))
    told = [
        f"{len(owners)} {word}: {terms.some([people.label(one) for one in owners])}"
        for word, owners in groups
        if owners
    ]
    if len(count.stil) == count.gevraagd:
        many = count.gevraagd > 1
        who = f"Nog geen van de {count.gevraagd} genodigden heeft" if many else "De genodigde heeft nog niet"
        return f"{who} geantwoord."
    rest = f" Nog niets gehoord van {len(count.stil)}." if count.stil else ""
    return f"{terms.sentence(', '.join([terms.count_yes(len(count.ja), count.gevraagd), *told]))}.{rest}"


def when(found: AskedMeeting, turn: Occasion) -> str:
    meeting = "de ~bespreking" if found.meeting.code else "het overleg"
    day = long_date(local_day(found.meeting.start), turn.today)
    return f"{meeting} van {day}, {clock_time(local(found.meeting.start).time())}"


def _bold_proposal(given: Rsvp, turn: Occasion) -> str:
    found = proposal(given, turn)
    return f": **{found}**" if found else ""


def proposal(given: Rsvp, turn: Occasion) -> str:
    """`donderdag 10 december, 14:00–15:00`"""
    if given.partstat is not Partstat.COUNTER or given.voorstel_van is None:
        return ""
    return _span(given.voorstel_van, given.voorstel_tot, turn)


def _span(start: datetime, end: datetime | None, turn: Occasion) -> str:
    until = f"–{clock_time(local(end).time())}" if end and local_day(end) == local_day(start) else ""
    return f"{long_date(local_day(start), turn.today)}, {clock_time(local(start).time())}{until}"


def _next(given: Rsvp, found: AskedMeeting, people: Roster, today: date) -> str | None:
    """What the secretaris can do next."""
    code, number = found.meeting.code, given.owner.removeprefix("deelnemer:")
    if given.partstat is Partstat.COUNTER and given.voorstel_van and code:
        new = local_day(given.voorstel_van)
        year = f" {new.year}" if new.year != today.year else ""
        moment = f"{short_date(new)}{year} {clock_time(local(given.voorstel_van).time())}"
        return f"Verzetten? `!ret verzet {code} {moment}`. Anders blijft het zoals het is."
    taker = _stand_in(number, people, found)
    if given.partstat is Partstat.DECLINED and taker and not code:
        day = short_date(local_day(found.meeting.start))
        return (
            f"Een vervanger? Op de lijst staat {taker.nummer}, {taker.label}. → `!ret afwezig {number} op {day}`, dan "
            f"`!ret overleg uitnodigen {day}`"
        )
    if given.partstat is Partstat.DECLINED and code and number != given.owner:
        which = f" Op de lijst staat {taker.nummer}, {taker.label}." if taker else ""
        return (
            f"Een vervanger?{which} `!ret vervang {code} {number} door {taker.nummer if taker else 'NUMMER'}`. "
            f"Of verzet de ~bespreking: `!ret verzet {code}`."
        )
    if given.partstat is Partstat.DECLINED and number != given.owner:
        day = short_date(local_day(found.meeting.start))
        return f"Komt zijn vervanger? `!ret afwezig {number} op {day}`, dan `!ret overleg uitnodigen {day}`."
    return None


def _stand_in(number: str, people: Roster, found: AskedMeeting) -> Deelnemer | None:
    one = next((d for d in people.deelnemers if str(d.nummer) == number), None)
    return stand_in(one, people.deelnemers, local_day(found.meeting.start)) if one else None


@notice("vreemde_post", says_how_late=True)
async def vreemde_post(turn: Occasion) -> Speech | None:
    """To the beheerder, in private: about the mails until that morning."""
    day, _, count = (await turn.work.notes.get("vreemde_post") or "").partition(" ")
    if day != turn.text("dag"):
        return Speech(f"In mijn mailbox kwam post binnen van onbekenden. {NOTHING} {_READ}")
    mails = "kwam 1 mail" if count == "1" else f"kwamen {count} mails"
    return Speech(f"In mijn mailbox {mails} binnen van onbekenden. {NOTHING} {_READ}")


@notice("post", at_any_hour=True)
async def post(turn: Occasion) -> Speech | None:
    """Mail that changed nothing; its text is not shown."""
    people, owner = await roster(turn.work, turn.team), turn.text("owner")
    label = people.label(owner) if owner else "iemand"
    waarom = turn.text("waarom")
    return Speech(
        _GEVOLG[turn.text("gevolg")].format(
            wie=label,
            Wie=terms.sentence(label),
            niets=NOTHING,
            lees=_READ,
            waarom=_WAAROM.get(Why(waarom), "") if waarom else "",
        )
    )
