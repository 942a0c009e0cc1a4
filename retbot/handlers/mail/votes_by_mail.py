"""Handles a choice in the datumprikker that a guest outside the room made by mail."""

from dataclasses import dataclass
from datetime import datetime

from retbot.domain.errors import Arg
from retbot.domain.invitations.trust import COUNTS
from retbot.domain.planning import date_poll
from retbot.domain.planning.polls import Poll, PollVoter, without_answer
from retbot.domain.tijd import local_day
from retbot.handlers.mail import other_mail
from retbot.handlers.mail.guest_search import GuestSearch
from retbot.handlers.mail.rsvp_by_mail import Desk, MailOutcome
from retbot.ports import AuditEntry, Channel, Post, UnitOfWork
from retbot.ports.incoming_mail import Letter, Reading
from retbot.wording.replies.bespreking import prikken as say


@dataclass(frozen=True, slots=True)
class VoteTaking:
    """One mail, in one transaction."""

    work: UnitOfWork
    desk: Desk
    letter: Letter
    now: datetime

    @property
    def reading(self) -> Reading:
        return self.letter.reading

    async def take(self) -> MailOutcome:
        voter = await self.work.polls.voter_of_token(self.reading.tokens[0])
        outcome = await self._of(voter) if voter else await self._of_stranger()
        code = voter.code if voter else None
        await self.work.audit.add(AuditEntry(self.now, "retbot", "keuze per mail", str(outcome), code))
        return outcome

    async def _of_stranger(self) -> MailOutcome:
        await other_mail.count_stranger(self.work, self.desk.team(), self.now)
        return MailOutcome.UNKNOWN

    async def _of(self, voter: PollVoter) -> MailOutcome:
        poll = await self.work.polls.get(voter.poll)
        guests = GuestSearch(self.work, self.reading, self.now)
        of = await guests.origin_of(voter, await self.work.polls.voters(voter.poll))
        before = (await self.work.polls.choices(voter.poll)).get(voter.owner, ())
        chosen = poll.with_moment(before, self.reading.choice or "", self.now) if poll else None
        if of not in COUNTS:
            return await self._tell(voter, MailOutcome(str(of)))
        if poll is None or poll.gesloten or chosen is None:
            return await self._tell(voter, MailOutcome.STALE)
        return await self._keep(poll, voter, chosen)

    async def _keep(self, poll: Poll, voter: PollVoter, chosen: list[int]) -> MailOutcome:
        casus, team = await self.work.cases.get(voter.code), self.desk.team()
        if casus is None:
            return MailOutcome.QUIET
        people = await self.work.people.all()
        asked = date_poll.guests_to_ask(casus, team.convenant_of(casus), people, self.now)
        labels = {guest.owner: guest.label for guest in asked}
        if voter.owner not in labels:
            return MailOutcome.QUIET
        before = without_answer(labels, await self.work.polls.choices(voter.poll))
        await self.work.polls.choose(voter.poll, voter.owner, chosen)
        if before == [voter.owner]:
            keuzes = await self.work.polls.choices(voter.poll)
            lines = say.moments(poll, keuzes, labels, self.now, local_day(self.now))
            args: dict[str, Arg] = {"regels": lines, "beste": say.best(poll, keuzes, self.now)}
            key = f"iedereen_koos:{voter.poll}:{self.letter.digest}"
            post = Post(key, Channel.ROOM, say.iedereen_koos.name, args, voter.code, in_case=True)
            await self.work.outbox.put(post, self.now)
        return MailOutcome.TAKEN

    async def _tell(self, voter: PollVoter, outcome: MailOutcome) -> MailOutcome:
        """Once for each choice of a guest, however many mails there are."""
        choice = self.reading.choice or ""
        args: dict[str, Arg] = {"peiling": voter.poll, "owner": voter.owner, "gevolg": str(outcome), "keuze": choice}
        key = f"stem_per_mail:{voter.poll}:{voter.owner}:{outcome}:{choice}"
        post = Post(key, Channel.ROOM, "stem_per_mail", args, voter.code, in_case=True)
        await self.work.outbox.put(post, self.now)
        return outcome
