"""uitnodigen: invites the guests of a bespreking, adds or removes one, and decides which other guests they see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from retbot.domain.casus import besprekingen
from retbot.domain.casus.casus import Bespreking, Casus, Feit
from retbot.domain.casus.consent import mail_allowed, must_allow_case
from retbot.domain.casus.private_persons import never_mailed
from retbot.domain.casus.question_ends import INVITE
from retbot.domain.casus.recording import record
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.errors import Arg, Refusal
from retbot.domain.invitations.guest_list import GuestList
from retbot.domain.invitations.inviting import DEELNEMER, Guest, group_labels, guest_of, guests_of
from retbot.domain.invitations.meeting import GuestStanding, MeetingMessage, News, of_bespreking
from retbot.domain.invitations.substitution import announce
from retbot.domain.termijnen.casustermijnen import TermijnState
from retbot.domain.tijd import local_day
from retbot.handlers.chat.command import EDITORS, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.questions import Answer
from retbot.handlers.chat.request import ConfirmationNeeded, Request
from retbot.handlers.meeting import polls, recipients
from retbot.meetings import invitations
from retbot.ports import Question
from retbot.reading.answers import NO, YES
from retbot.reading.grammar import optional
from retbot.reading.guests import GUEST_LIST, OWNERS
from retbot.reading.moments import ONLY_DAY
from retbot.wording.citing import cite
from retbot.wording.forms import Ending
from retbot.wording.replies.bespreking import uitnodigen as say
from retbot.wording.replies.bespreking.plannen import moment, span
from retbot.wording.replies.chat.compound import Sentence

COMMANDS = Commands("bespreking")


class _NobodyToMail(Exception):
    """Ends an attempt that would mail nobody."""


@dataclass(frozen=True, slots=True)
class Invitees:
    """The people at the table of the bespreking, and which of them have an address for mail."""

    casus: Casus
    bespreking: Bespreking
    convenant: Convenant
    people: list[Deelnemer]
    belong: list[Guest]
    addresses: frozenset[str]

    def can_be_mailed(self, guest: Guest) -> bool:
        return guest.owner in self.addresses and (not guest.prive or mail_allowed(self.casus, guest.owner))

    def is_never_mailed(self, guest: Guest) -> bool:
        return never_mailed(guest.owner, self.casus, self.convenant)

    @property
    def reachable(self) -> list[Guest]:
        return [guest for guest in self.belong if self.can_be_mailed(guest)]

    @property
    def moment(self) -> str:
        return moment(local_day(self.bespreking.start), span(self.bespreking.start, self.bespreking.minuten))

    def labels(self, owners: Iterable[str]) -> list[str]:
        guests = [guest_of(owner, self.casus, self.convenant, self.people) for owner in owners]
        return group_labels([guest.label for guest in guests], self.convenant.rollen)


@COMMANDS.declare(
    "uitnodigen",
    optional(GUEST_LIST),
    help="Mailt de uitnodiging aan iedereen van wie ik een adres heb.",
    rights=EDITORS,
    effect=Effect.ACT,
    undone_by="uitnodigen CODE zonder {rol}",
    ends=(Ending("uitgenodigd"),),
    asks={INVITE: ""},
)
async def uitnodigen(request: Request, lijst: GuestList | None) -> None:
    await invite_everybody(request, lijst)


@COMMANDS.declare(
    "uitnodigen",
    OWNERS,
    optional(GUEST_LIST),
    help="Nodigt ook deze deelnemer of rol uit.",
    rights=EDITORS,
    effect=Effect.ACT,
    undone_by="uitnodigen CODE zonder {rol}",
    begins="ook",
)
async def ook(request: Request, owners: list[str], lijst: GuestList | None) -> None:
    await _also(request, await _table(request), owners, lijst)


@COMMANDS.declare(
    "uitnodigen",
    OWNERS,
    optional(GUEST_LIST),
    help="Nodigt iedereen uit behalve deze; is er al uitgenodigd, dan zegt dit deze af.",
    rights=EDITORS,
    effect=Effect.ACT,
    undone_by="uitnodigen CODE ook {rol}",
    begins="zonder",
)
async def zonder(request: Request, owners: list[str], lijst: GuestList | None) -> None:
    table = await _table(request)
    if await request.work.ledger.of_meeting(table.bespreking.uid):
        await _without(request, table, owners)
    else:
        await _everybody(request, table, lijst, but=owners)


@COMMANDS.declare(
    "uitnodigen",
    ONLY_DAY,
    help="U nodigde zelf uit; ik mail niemand.",
    rights=EDITORS,
    effect=Effect.RECORD,
    begins="zelf",
)
async def zelf(request: Request, day: date) -> None:
    casus = await request.casus()
    planned = besprekingen.must_be_planned(casus)
    await request.keep(record(casus, Feit("uitgenodigd", day, planned.ronde), request.today))
    await request.answer(say.zelf_uitgenodigd)


def _owed_before(request: Request, casus: Casus) -> list[str]:
    """What the covenant wants before the invitations, and is not recorded."""
    terms = [t for t in request.team.termijnen(casus) if t.staat is TermijnState.OPEN and t.ronde == casus.ronde]
    before = (t.plicht for t in terms if t.voor_event and t.plicht.termijn.event == "uitgenodigd")
    return [f"{plicht.wat} ({cite(plicht)}) → `!ret gedaan {casus.code} {plicht.id}`" for plicht in before]


async def invite_everybody(request: Request, lijst: GuestList | None = None) -> None:
    await _everybody(request, await _table(request), lijst)


async def would_invite(request: Request) -> Sentence | None:
    """What inviting everybody now would be confirmed with; None when nobody would get mail."""
    try:
        async with request.work.savepoint():
            await _invite_in_vain(request.as_attempt())
    except ConfirmationNeeded as act:
        return act.sentence
    except (Refusal, _NobodyToMail):
        pass
    return None


async def _invite_in_vain(request: Request) -> None:
    await invite_everybody(request)
    raise _NobodyToMail


async def propose(request: Request, act: Sentence) -> None:
    """Inviting, as a question to the person who planned."""
    args = act[1]
    await request.ask(
        INVITE,
        {},
        say.vraag_uitnodigen,
        op=str(args["op"]),
        wie=_as_list(args["wie"]),
        overleg=_as_list(args["overleg"]),
        gewijzigd=int(str(args["gewijzigd"])),
    )


def _as_list(value: Arg) -> list[str]:
    return [str(one) for one in value] if isinstance(value, Sequence) else []


async def answer_invite(request: Request, question: Question, text: str) -> None:
    """Only what the question said is confirmed by its answer."""
    if text.lower() not in YES | NO:
        raise Refusal("antwoord_onbegrepen", keuzes=["ja", "nee"])
    if text.lower() in NO:
        await request.reply(say.later_uitnodigen)
        return
    request.confirms_only((say.ga_uitnodigen.name, question.args))
    await invite_everybody(request)


async def _table(request: Request) -> Invitees:
    """Raises Refusal when nothing is to come, or nobody can get mail."""
    casus = await request.casus()
    planned = besprekingen.must_be_to_come(casus, request.now)
    if not request.team.mailt:
        raise Refusal("geen_mail_ingesteld")
    convenant, people = request.convenant(casus), await request.work.people.all()
    must_allow_case(casus, convenant)
    addresses = {*await request.work.addresses.owners(), *await request.work.addresses.owners(casus.code)}
    belong = guests_of(casus, convenant, people)
    return Invitees(casus, planned, convenant, people, belong, frozenset(addresses))


async def _everybody(request: Request, table: Invitees, lijst: GuestList | None, but: Iterable[str] = ()) -> None:
    """Everybody at the table who can get mail, except those who were uninvited: they are invited again only by name."""
    if not table.reachable:
        own = next((g.owner for g in table.belong if g.own_address and not g.prive), "aanmelder")
        labels = group_labels([guest.label for guest in table.belong], table.convenant.rollen)
        raise Refusal("niemand_met_adres", voorbeeld=own, ontbreekt=labels)
    told = await request.work.ledger.of_meeting(table.bespreking.uid)
    elsewhere = await recipients.at_overleg(request, table.bespreking)
    out = {one.owner for one in told if one.standing is GuestStanding.UNINVITED} - elsewhere
    unwanted = {*out, *but, *elsewhere}
    owners = [guest.owner for guest in table.reachable if guest.owner not in unwanted]
    messages = await _invite(request, table, owners, lijst)
    team = await recipients.invite_team_of(request, table.bespreking)
    if messages or team:
        _confirm(request, table, messages, team)
    missing = [guest for guest in table.belong if not table.can_be_mailed(guest)]
    await request.answer(
        say.uitgenodigd,
        wie=table.labels(_new(messages)),
        overleg=table.labels(_new(team)),
        gewijzigd=_others(messages),
        zonder_adres=[_with_number(guest) for guest in missing if not guest.prive],
        wiens=next((_whose(guest) for guest in missing if not guest.prive), ""),
        prive=[guest.label for guest in missing if guest.prive and not table.is_never_mailed(guest)],
        nooit=[guest.label for guest in missing if table.is_never_mailed(guest)],
        leidt=table.convenant.voorzitter,
        niet=table.labels([*sorted(out), *but]),
        eerst=_owed_before(request, table.casus),
    )
    await polls.ask_who_comes(request, table.casus)


async def _also(request: Request, table: Invitees, owners: list[str], lijst: GuestList | None) -> None:
    for owner in owners:
        guest = guest_of(owner, table.casus, table.convenant, table.people)
        if guest.prive and not mail_allowed(table.casus, owner):
            raise Refusal("mail_staat_uit", rol=owner)
        if not table.can_be_mailed(guest):
            raise Refusal("genodigde_zonder_adres", wie=_with_number(guest), wiens=_whose(guest))
    messages = await _invite(request, table, owners, lijst)
    if not messages:
        raise Refusal("al_uitgenodigd", wie=table.labels(owners))
    _confirm(request, table, messages)
    await request.answer(
        say.uitgenodigd,
        wie=table.labels(_new(messages)),
        overleg=[],
        gewijzigd=_others(messages),
        zonder_adres=[],
        prive=[],
        niet=[],
    )


async def _without(request: Request, table: Invitees, owners: list[str]) -> None:
    expected = await invitations.invited_owners(request.work, table.bespreking.uid)
    if stranger := next((owner for owner in owners if owner not in expected), None):
        raise Refusal("niet_uitgenodigd", wie=table.labels([stranger])[0])
    meeting = of_bespreking(table.casus, table.bespreking)
    messages = await invitations.uninvite(request.work, meeting, table.convenant, owners, request.now)
    request.confirm(say.ga_afzeggen_voor, op=table.moment, wie=table.labels(owners), gewijzigd=_others(messages))
    await request.answer(
        say.afgezegd_voor,
        wie=table.labels(owners),
        wiens=_whose(guest_of(owners[0], table.casus, table.convenant, table.people)),
        gewijzigd=_others(messages),
    )


async def _invite(
    request: Request, table: Invitees, owners: list[str], lijst: GuestList | None
) -> list[MeetingMessage]:
    meeting = of_bespreking(table.casus, table.bespreking)
    messages = await invitations.invite(request.work, meeting, table.convenant, owners, request.now, lijst)
    seats = [one for one in table.people if f"{DEELNEMER}{one.nummer}" in owners]
    casus = announce(table.casus, seats, table.convenant, request.today)
    if casus.feit("uitgenodigd", table.bespreking.ronde) is None:
        day = min(request.today, local_day(table.bespreking.start))
        casus = record(casus, Feit("uitgenodigd", day, table.bespreking.ronde), request.today)
    if casus != table.casus:
        await request.keep(casus)
    return messages


def _confirm(
    request: Request, table: Invitees, messages: list[MeetingMessage], team: Iterable[MeetingMessage] = ()
) -> None:
    request.confirm(
        say.ga_uitnodigen,
        op=table.moment,
        wie=table.labels(_new(messages)),
        overleg=table.labels(_new(team)),
        gewijzigd=_others(messages),
    )


def _new(messages: Iterable[MeetingMessage]) -> list[str]:
    return [message.entry.owner for message in messages if message.news in {News.INVITED, News.AGAIN}]


def _others(messages: Iterable[MeetingMessage]) -> int:
    return sum(message.news is News.GUESTS for message in messages)


def _whose(guest: Guest) -> str:
    """In the form that `ook` and `zonder` accept."""
    return guest.owner.removeprefix(DEELNEMER)


def _with_number(guest: Guest) -> str:
    """With the number that the command `adres` needs, for guests who are on the list."""
    _, _, number = guest.owner.partition(DEELNEMER)
    return f"{guest.label}, nummer {number}" if number else guest.label


QUESTIONS: dict[str, Answer] = {INVITE: answer_invite}
