"""The one message of a working morning that notifies people: what is due, and what is late."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import structlog

from retbot.domain.casus.casecode import Casecode
from retbot.domain.casus.casus import Casus
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.convenant.timeline import last_instant
from retbot.domain.deelnemers.roles import Right
from retbot.domain.overleg.overleg import Overleg
from retbot.domain.privacy.access import responsible
from retbot.domain.termijnen.casustermijnen import Termijn
from retbot.domain.termijnen.escalation import chain_of
from retbot.domain.termijnen.reminders import at_morning, in_hours, is_first_of_week, stands_in_digest
from retbot.domain.tijd import local, local_day
from retbot.logs import where
from retbot.ports import Channel, PostState
from retbot.scheduling.notices import attendance_news, steps
from retbot.scheduling.notices.terms import team_terms
from retbot.scheduling.occasion import Occasion, Speech, notice
from retbot.scheduling.parties import Roster, roster
from retbot.scheduling.standstill import asks_step, awaits_outcome, is_stalled
from retbot.wording import terms as words
from retbot.wording.citing import cite
from retbot.wording.dates import clock_time, join, more
from retbot.wording.paging import Page, Pages

log = structlog.get_logger()


_MOST = 5
"""The maximum number of items per case; its status shows the rest."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the digest. `word` gives its text and who must act; `rings` are the people to notify. `due` is its
    deadline, or since when it waits, and `coming` tells that the deadline is in the future."""

    code: Casecode | None
    due: datetime
    word: Callable[[], Awaitable[tuple[str, str]]]
    rings: tuple[str, ...]
    coming: bool = False
    in_hours: bool = False
    ends: str | None = None
    """The command that ends it."""

    @property
    def order(self) -> tuple[bool, bool, datetime]:
        """First terms in hours, then what ends today or tomorrow, then what is late."""
        return not self.in_hours, not self.coming, self.due


@notice("overzicht", at_any_hour=True, says_how_late=True)
async def digest(turn: Occasion) -> Speech | None:
    """The digest: first what can still be done in time, by its end, then what is late; as much as fits on one page.
    None when there is nothing to say, or on another day than its own."""
    if turn.text("dag") != turn.today.isoformat() or not turn.team.in_office_hours(turn.now):
        return None
    items = [item async for item in _Digest(turn, await roster(turn.work, turn.team)).items()]
    if not items:
        return None
    page = await _page(_groups(items))
    rest = f"• en {page.after} meer: `!ret termijnen`" if page.after else None
    rings = tuple(dict.fromkeys(who for item in items for who in item.rings))
    return Speech(words.lines(_head(items, turn), *page.lines, rest, _foot(items)), rings=rings)


def _groups(items: list[Item]) -> list[list[Item]]:
    """Groups the items per case; those of the team come in small groups."""
    of_case: dict[Casecode | None, list[Item]] = {}
    for item in sorted(items, key=lambda one: one.order):
        of_case.setdefault(item.code, []).append(item)
    team = of_case.pop(None, [])
    groups = [*of_case.values(), *(team[at : at + _MOST] for at in range(0, len(team), _MOST))]
    return sorted(groups, key=_place)


def _place(group: list[Item]) -> tuple[bool, bool, bool, datetime, str]:
    """Items of the team come after those of the cases with the same urgency."""
    first = group[0]
    return not first.in_hours, not first.coming, first.code is None, first.due, first.code or ""


async def _page(groups: list[list[Item]]) -> Page:
    pages = Pages()
    for group in groups:
        try:
            bullet = f"• {await _bullet(group)}"
        except Exception as error:
            _left_out(group[0].code, error)
            continue
        if not pages.put(bullet):
            break
    return pages.page(len(groups))


def _left_out(code: Casecode | None, error: Exception) -> None:
    log.warning("digest_without_case", code=code or "", error=type(error).__name__, where=where(error))


async def _bullet(items: list[Item]) -> str:
    """Groups the texts for the same people."""
    said = [await item.word() for item in items[:_MOST]]
    people = dict.fromkeys(who for _, who in said)
    parts = [f"{'; '.join(text for text, whose in said if whose == who)} — {who}" for who in people]
    code = items[0].code
    if len(items) > _MOST:
        parts.append(f"{more(len(items) - _MOST)}: `!ret status {code}`")
    return f"{f'**{code}**' if code else '**Team**'} {'; '.join(parts)}"


def _head(items: list[Item], turn: Occasion) -> str:
    head = f"Goedemorgen. {'Dit vraagt aandacht' if any(item.coming for item in items) else 'Nog open'}:"
    excuse = words.unreachable(at_morning(turn.today, turn.team.morning), turn.team, turn.now)
    return f"{head} (dit overzicht {excuse})" if excuse else head


def _foot(items: list[Item]) -> str | None:
    """How to end what is listed, with the first of them as the example."""
    first = next((item.ends for item in sorted(items, key=lambda one: one.order) if item.ends), None)
    return f"Klaar? Leg het vast, bijvoorbeeld {first}" if first else None


@dataclass(frozen=True, slots=True)
class _Digest:
    turn: Occasion
    people: Roster

    async def items(self) -> AsyncIterator[Item]:
        overleggen = await self.turn.work.overleggen.all()
        for casus in await self.turn.work.cases.find(open_only=False):
            try:
                found = await self._of_casus(casus, overleggen)
            except Exception as error:
                _left_out(casus.code, error)
                continue
            for item in found:
                yield item
            await asyncio.sleep(0)
        for item in await self._of_team():
            yield item

    async def _of_casus(self, casus: Casus, overleggen: Sequence[Overleg]) -> list[Item]:
        team, convenant = self.turn.team, self.turn.team.convenant_of(casus)
        proposed = await self._proposed_today(casus)
        items = [
            self._item(termijn, casus, convenant)
            for termijn in team.termijnen(casus)
            if self._belongs(termijn)
            and termijn.plicht.vervuld != "verwijderd"
            and not (termijn.plicht.gemist and chain_of(termijn, casus, convenant) in proposed)
        ]
        planned = awaits_outcome(casus, self.turn.now)
        if planned and self._is_news(local_day(planned.start)):
            items.append(self._question_item(casus, steps.outcome(casus, planned, self.turn), planned.start))
        if is_stalled(casus, team) and await self._asks_step(casus):
            items.append(self._question_item(casus, steps.next_step(casus, self.turn), self.turn.now))
        if self._is_first_of_week() and (owed := steps.without_date(casus, self.turn)):
            items.append(self._question_item(casus, owed, self.turn.now))
        news = await attendance_news.news_of_case(self.turn.work, team, casus, overleggen, self.turn.now, self._since)
        if news:
            items.append(self._for_secretaris(news, casus))
        return items

    async def _asks_step(self, casus: Casus) -> bool:
        asked = await self.turn.work.notes.get(asks_step(casus.code))
        return asked is not None and self._since < date.fromisoformat(asked) <= self.turn.today

    async def _of_team(self) -> list[Item]:
        team, work = self.turn.team, self.turn.work
        terms = await team_terms(work, team, self.turn.today)
        items = [self._item(termijn, None, team.convenant) for termijn in terms if self._belongs(termijn)]
        news = await attendance_news.news_of_team(work, team, self.turn.now, self._since)
        return items + [self._for_secretaris(text, None) for text in news]

    async def _proposed_today(self, casus: Casus) -> set[str]:
        """The chains of escalation of which this morning's proposal tells everything that is late."""
        said = await self.turn.work.outbox.posts(code=casus.code, sentence="opschalen")
        return {str(row.post.args.get("keten")) for row in said if local_day(row.made_at) == self.turn.today}

    def _belongs(self, termijn: Termijn) -> bool:
        return stands_in_digest(termijn, self.turn.team.kalender, self._since, self.turn.now)

    @property
    def _since(self) -> date:
        """The day of the last digest."""
        return date.fromisoformat(self.turn.text("sinds"))

    def _is_news(self, day: date) -> bool:
        """Whether what ended on `day` became late since the last digest. At the start of a week everything late is
        listed."""
        return day >= self._since or self._is_first_of_week()

    def _is_first_of_week(self) -> bool:
        return is_first_of_week(self.turn.today, self.turn.team.kalender)

    def _item(self, termijn: Termijn, casus: Casus | None, convenant: Convenant) -> Item:
        late, code = termijn.is_late(self.turn.now), casus.code if casus else None
        holders = self._holders(termijn, casus, convenant)
        rings = tuple(dict.fromkeys(one for found in holders.values() for one in found))
        informed = () if rings else tuple(self.people.voorzitter())

        async def word() -> tuple[str, str]:
            if rings:
                return self._text(termijn, late=late), join([" ".join([name, *ids]) for name, ids in holders.items()])
            leads = " ".join(informed) or f"de {convenant.voorzitter}"
            return self._text(termijn, late=late), await self._who_tells(termijn, casus, list(holders), leads)

        ends = words.command(termijn, casus, self.turn.team, self.turn.today)
        return Item(code, last_instant(termijn.due), word, rings or informed, not late, in_hours(termijn), ends)

    def _holders(self, termijn: Termijn, casus: Casus | None, convenant: Convenant) -> dict[str, list[str]]:
        """Name of who has to act → their Matrix ids."""
        if termijn.plicht.vervuld != "vog":
            return {name: self.people.in_room([name], convenant, casus) for name in responsible(termijn, casus)}
        expert = next((d for d in self.people.deelnemers if str(d.nummer) == termijn.subject), None)
        return {expert.label: [expert.matrix_id] if expert.matrix_id else []} if expert else {}

    def _text(self, termijn: Termijn, *, late: bool) -> str:
        """`het formulier delen met de experts, morgen (art. 8.5)`"""
        plicht, today = termijn.plicht, self.turn.today
        what = f"{plicht.wat} (afspraak {termijn.subject})" if plicht.per == "afspraak" else plicht.wat
        near = words.near_day(termijn.day, today)
        if late:
            how = words.how_late(termijn.day, today, self.turn.team.kalender)
            return f"{what}, was {near} ({cite(plicht)}), {how}"
        if termijn.voor_event:
            return f"{what}, vóór de ~bespreking van {near} ({cite(plicht)})"
        at = f" om {clock_time(local(termijn.due).time())}" if isinstance(termijn.due, datetime) else ""
        return f"{what}, {near}{at} ({cite(plicht)})"

    async def _who_tells(self, termijn: Termijn, casus: Casus | None, names: list[str], leads: str) -> str:
        """Whether people outside the room got a mail about it; when they never did, who leads tells them."""
        posts = await self.turn.work.outbox.posts(code=casus.code, sentence="herinnering") if casus else []
        mails = [row for row in posts if row.post.channel is Channel.MAIL and row.post.about == termijn.key]
        who, several = join(names), len(names) > 1
        if casus and not mails and termijn.subject:
            return f"geen mail aan {who}, {leads} geeft het door"
        states, told = {row.state for row in mails if self._recent(row.made_at)}, ""
        if PostState.SENT in states:
            told = " zijn gemaild" if several else " is gemaild"
        elif PostState.OPEN in states:
            told = " krijgen een mail" if several else " krijgt een mail"
        return f"{who}{told}, {leads} ter informatie"

    def _recent(self, made_at: datetime) -> bool:
        return self.turn.now - made_at < timedelta(days=7)

    def _for_secretaris(self, text: str, casus: Casus | None) -> Item:
        rings = self.turn.team.with_right(Right.SECRETARIS)
        who = " ".join([self.turn.convenant(casus).secretaris, *rings])
        return Item(casus.code if casus else None, self.turn.now, _fixed_text(text, who), tuple(rings), coming=True)

    def _question_item(self, casus: Casus, question: str, since: datetime) -> Item:
        """Something that only the voorzitter can decide."""
        rings = self.people.voorzitter()
        who = " ".join([self.turn.convenant(casus).voorzitter, *rings])
        return Item(casus.code, since, _fixed_text(question, who), tuple(rings))


def _fixed_text(text: str, who: str) -> Callable[[], Awaitable[tuple[str, str]]]:
    async def word() -> tuple[str, str]:
        return text, who

    return word
