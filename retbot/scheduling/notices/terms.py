"""Reminders of one term, of a case or of the team."""

from datetime import date, datetime

from retbot.domain.casus.casus import Casus
from retbot.domain.casus.private_persons import is_private, never_mailed
from retbot.domain.privacy.access import responsible
from retbot.domain.privacy.datalekken import met_datalekken
from retbot.domain.team import Team
from retbot.domain.termijnen.casustermijnen import Termijn
from retbot.domain.termijnen.teamtermijnen import met_overleggen, teamtermijnen
from retbot.domain.termijnen.ticking import needs_no_facts
from retbot.ports import UnitOfWork
from retbot.scheduling.occasion import LATER, TICK, Occasion, Speech, notice
from retbot.scheduling.parties import Roster, roster
from retbot.wording import terms as words
from retbot.wording.citing import cite
from retbot.wording.dates import full_date, long_date


@notice("herinnering")
async def reminder(turn: Occasion) -> Speech | None:
    found = await turn.open_term()
    if found is None or is_over(found[1], turn):
        return None
    casus, termijn = found
    people = await roster(turn.work, turn.team)
    tick = TICK if may_be_ticked(termijn, casus, people) else None
    choices = words.dot_separated(
        [
            words.command(termijn, casus, turn.team, turn.today),
            f"{TICK} gedaan" if tick else None,
            f"{LATER} {words.next_day(turn.today, turn.team.kalender)} opnieuw",
        ]
    )
    text = words.lines(what_and_when(termijn, casus, turn), choices, late_note(turn))
    return Speech(text, reactions=(TICK, LATER) if tick else (LATER,))


@notice("looptijd_voorbij")
async def looptijd_voorbij(turn: Occasion) -> Speech | None:
    """Once: the covenant itself has expired."""
    termijn = await open_team_term(turn)
    if termijn is None:
        return None
    who = words.name_all(termijn.plicht.wie, turn.convenant())
    return Speech(
        f"Het ~convenant van {turn.convenant().titel} liep tot en met {full_date(termijn.day)} "
        f"({cite(termijn.plicht)}). Over verlengen of stoppen beslist {who}; tot dan ga ik gewoon door. "
        f"→ `!ret gedaan {termijn.plicht.id}`"
    )


async def team_terms(work: UnitOfWork, team: Team, today: date) -> list[Termijn]:
    """Of the team itself, with what its overleggen and the register of breaches make due."""
    facts = met_overleggen(await work.team_feiten.all(), await work.overleggen.all(), team.convenant)
    facts = met_datalekken(facts, await work.datalekken.all(), team.convenant)
    return teamtermijnen(team.convenant, facts, await work.people.all(), team.kalender, today)


async def open_team_term(turn: Occasion) -> Termijn | None:
    terms = await team_terms(turn.work, turn.team, turn.today)
    return next((t for t in terms if t.key == turn.post.about), None)


def what_and_when(termijn: Termijn, casus: Casus, turn: Occasion) -> str:
    """`Uiterlijk morgen, donderdag 30 april: de deelnemers uitnodigen (art. 8.5: …). Wie: de secretaris.`"""
    plicht, today = termijn.plicht, turn.today
    names = responsible(termijn, casus)
    who = words.name_all(names, turn.convenant(casus))
    if any(never_mailed(name, casus, turn.convenant(casus)) for name in names):
        who = f"{who}, via de {turn.convenant(casus).voorzitter}"
    why = words.source(termijn, turn.team.kalender)
    what = _of_afspraak(termijn, casus) if plicht.per == "afspraak" else plicht.wat
    if termijn.voor_event:
        return f"Vóór de ~bespreking van {words.full_day(termijn.day, today)}: {what} ({why}). Wie: {who}."
    if termijn.is_late(turn.now):
        late = words.how_late(termijn.day, today, turn.team.kalender)
        due = f"Dat was uiterlijk {long_date(termijn.day, today)} ({why}), nu {late}"
        return f"Nog open: {words.stop(what)} {due}. Wie: {who}."
    return f"Uiterlijk **{words.due_day(termijn, today)}**: {what} ({why}). Wie: {who}."


def _of_afspraak(termijn: Termijn, casus: Casus) -> str:
    one = casus.afspraak(int(termijn.subject or 0))
    return f"afspraak {one.nummer}, {one.soort}"


def is_over(termijn: Termijn, turn: Occasion) -> bool:
    """What had to be done before a bespreking needs no reminder once it has begun."""
    return termijn.is_over(turn.now) or (termijn.voor_event and termijn.day < turn.today)


def may_be_ticked(termijn: Termijn, casus: Casus, people: Roster) -> bool:
    """Whether somebody in the room can end it by ticking it off."""
    convenant = people.team.convenant_of(casus)
    names = [name for name in responsible(termijn, casus) if not is_private(name, casus, convenant)]
    return needs_no_facts(termijn.plicht) and bool(people.in_room(names, convenant, casus))


def late_note(turn: Occasion) -> str | None:
    """Why the message is late, when the bot could not send it in time."""
    moment = turn.post.args.get("moment")
    if moment is None:
        return None
    excuse = words.unreachable(datetime.fromisoformat(str(moment)), turn.team, turn.now)
    return f"(deze herinnering {excuse})" if excuse else None
