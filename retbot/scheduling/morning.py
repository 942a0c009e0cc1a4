"""The work of each working morning: the digest, and what comes with it."""

import asyncio
from datetime import date, datetime, timedelta

from retbot.domain.errors import Arg
from retbot.domain.overleg.overleg import coming
from retbot.domain.privacy.datalekken import met_datalekken
from retbot.domain.team import Team
from retbot.domain.termijnen.casustermijnen import Termijn
from retbot.domain.termijnen.duties_without_date import duties_without_date
from retbot.domain.termijnen.reminders import at_morning, is_first_of_week, reminded_on
from retbot.domain.termijnen.teamtermijnen import met_overleggen, teamtermijnen
from retbot.domain.tijd import local_day
from retbot.meetings.invitations import invite_ahead
from retbot.ports import Channel, Post, PostState, UnitOfWork
from retbot.scheduling.audit_head import post_audit_head
from retbot.scheduling.fates import mail_waits
from retbot.scheduling.parties import Roster, by_mail, roster
from retbot.scheduling.retention import announce
from retbot.scheduling.standstill import ask_weekly, is_stalled
from retbot.scheduling.stuurgroep import tell_agenda

LAST = "laatste_ochtend"
_FRESH = timedelta(hours=1)


async def greet(work: UnitOfWork, team: Team, now: datetime) -> bool:
    """Puts the posts of this morning, once a day; later in the day when the bot was off. Returns whether it did."""
    today = local_day(now)
    last = _day(await work.notes.get(LAST))
    if not team.in_office_hours(now) or last == today:
        return False
    await work.notes.set(LAST, today.isoformat())
    if last is None and team.office_hours.time_between(at_morning(today, team.morning), now) > _FRESH:
        return False
    since = last or team.kalender.shift(today, -1)
    await _stalled_cases(work, team, now)
    await _mail_without_date(work, team, since, now)
    await _team_terms(work, team, since, now)
    await _near(work, team, since, now)
    if team.mailt:
        await invite_ahead(work, team.convenant, team.invite_ahead, now)
    await _forget_addresses(work)
    await post_audit_head(work, team, now)
    await announce(work, team, now)
    await tell_agenda(work, team, now)
    await _overview(work, since, today, now)
    return True


async def _forget_addresses(work: UnitOfWork) -> None:
    """The addresses in a closed case, once its last mail was sent."""
    for code in await work.addresses.closed_cases():
        if not await mail_waits(work, code):
            await work.addresses.forget(code)


def _day(note: str | None) -> date | None:
    return date.fromisoformat(note) if note else None


async def _overview(work: UnitOfWork, since: date, today: date, now: datetime) -> None:
    """Includes what an earlier digest should have reported but did not."""
    earlier = await work.outbox.of_key(_overview_key(since))
    if earlier and earlier.state is not PostState.SENT:
        since = min(since, date.fromisoformat(str(earlier.post.args["sinds"])))
    args = {"dag": today.isoformat(), "sinds": since.isoformat()}
    await work.outbox.put(Post(_overview_key(today), Channel.ROOM, "overzicht", args), now)


def _overview_key(day: date) -> str:
    return f"digest:{day}"


async def _stalled_cases(work: UnitOfWork, team: Team, now: datetime) -> None:
    """For these the digest asks for the next step: at once, and then every week."""
    for casus in await work.cases.find():
        if team.knows(casus) and is_stalled(casus, team):
            await ask_weekly(work, casus.code, local_day(now))
        await asyncio.sleep(0)


async def _mail_without_date(work: UnitOfWork, team: Team, since: date, now: datetime) -> None:
    """To people outside the room, of what they owe without a date: on the first morning, and then once a week."""
    today, people = local_day(now), await roster(work, team)
    weekly = is_first_of_week(today, team.kalender)
    for casus in [one for one in await work.cases.find() if team.knows(one)]:
        for duty in duties_without_date(casus, team.convenant_of(casus)):
            if duty.since >= today or not (weekly or duty.since >= since):
                continue
            names = [casus.afspraak(duty.afspraak).partij] if duty.afspraak else list(duty.plicht.wie)
            args: dict[str, Arg] = {"plicht": duty.plicht.id, "afspraak": duty.afspraak}
            for to in by_mail(people, await work.addresses.owners(casus.code), casus, names):
                key = f"zonder_termijn:{casus.code}:{duty.plicht.id}:{duty.ronde}:{duty.afspraak}:{to}:{today}"
                await work.outbox.put(Post(key, Channel.MAIL, "zonder_termijn", args, casus.code, to=to), now)
        await asyncio.sleep(0)


async def _team_terms(work: UnitOfWork, team: Team, since: date, now: datetime) -> None:
    today = local_day(now)
    people = await roster(work, team)
    facts = met_overleggen(await work.team_feiten.all(), await work.overleggen.all(), team.convenant)
    facts = met_datalekken(facts, await work.datalekken.all(), team.convenant)
    terms = teamtermijnen(team.convenant, facts, people.deelnemers, team.kalender, today)
    for termijn in terms:
        if termijn.overgenomen and termijn.plicht.termijn.event == "looptijd_einde":
            key = f"looptijd:{team.convenant.naam}:{termijn.day}"
            await work.outbox.put(Post(key, Channel.ROOM, "looptijd_voorbij", about=termijn.key), now)
        day = reminded_on(termijn, team.kalender, since, today)
        if day and not termijn.overgenomen:
            args = {"moment": at_morning(day, team.morning).isoformat()}
            for to in _mail_recipients(termijn, people):
                key = f"team:{termijn.key}:{termijn.day}:{to}:{day}"
                post = Post(key, Channel.MAIL, "teamtermijn", args, about=termijn.key, to=to)
                await work.outbox.put(post, now)


async def _near(work: UnitOfWork, team: Team, since: date, now: datetime) -> None:
    """One notification for an overleg with all its cases: a day before it, or on the day itself when the overleg or its
    first case was planned later. An overleg without cases is not announced."""
    today = local_day(now)
    for overleg in coming(await work.overleggen.all(), now):
        moment = team.office_hours.day_before(overleg.start)
        if local_day(moment) <= today and overleg.start > now:
            moment = at_morning(today, team.morning) if local_day(moment) <= since else moment
            args: dict[str, Arg] = {"uid": overleg.uid, "start": overleg.start, "moment": moment.isoformat()}
            key = f"overleg_nabij:{overleg.uid}:{overleg.start:%Y%m%dT%H%M}"
            earlier = await work.outbox.of_key(key)
            if earlier and earlier.state is PostState.DROPPED:
                key = f"{key}:{today}"
            post = Post(key, Channel.ROOM, "overleg_nabij", args, rings=("voorzitter", "secretaris"))
            await work.outbox.put(post, now, max(moment, now))


def _mail_recipients(termijn: Termijn, people: Roster) -> list[str]:
    """People outside the room; for a VOG, only the expert concerned."""
    found = people.outside(termijn.plicht.wie, people.team.convenant)
    return [to for to in found if termijn.plicht.vervuld != "vog" or to == f"deelnemer:{termijn.subject}"]
