"""Acts that wait until the person who asked for them types `ja` with the symbols of the case."""

import secrets
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from retbot.domain.casus.casecode import draw_symbols, symbols_of
from retbot.domain.errors import Refusal
from retbot.handlers.chat.exchange import Confirmation
from retbot.handlers.chat.request import ConfirmationNeeded, Request
from retbot.ports import Message
from retbot.reading.answers import NO, STOP, YES
from retbot.reading.confirmations import confirmed_symbols
from retbot.wording.replies.chat import confirmations as say

VALID = timedelta(minutes=10)
_UNDO = frozenset(("ongedaan", "undo", "terugdraaien"))
"""Of an act that waits these mean that it need not be done."""


@dataclass(frozen=True, slots=True)
class WaitingAct:
    """What was typed, and what the bot says that it will do. `ended_by` is the event that answered it or took its
    place: that event may arrive again when the store could not keep what followed."""

    message: Message
    text: str | None
    act: ConfirmationNeeded
    symbols: str
    at: datetime
    ended_by: str | None = None


@dataclass(slots=True)
class Confirmations:
    """In memory only, one for each person: what was typed may not be stored before it was carried out, and after a
    restart the person is told that nothing waits. All instants are aware, in UTC."""

    _waiting: dict[str, WaitingAct] = field(default_factory=dict)
    _unanswered: set[tuple[str, str]] = field(default_factory=set)
    """Persons and symbols that were shown and not typed: a yes with them may still be on its way."""
    _done: dict[str, WaitingAct] = field(default_factory=dict)
    """What each person confirmed last."""

    async def ask(self, request: Request, text: str | None, act: ConfirmationNeeded) -> None:
        """Says what will be done, and which symbols confirm it: not those of the case while a yes to something else
        in it may still come, because the homeserver may hold it back."""
        sender = request.message.sender
        symbols = symbols_of(act.casus) if act.casus else ""
        if not symbols or request.is_confirmed or (sender, symbols) in self._unanswered:
            symbols = await _draw(request)
        self._unanswered.add((sender, symbols))
        self._waiting[sender] = WaitingAct(request.message, text, act, symbols, request.now)
        async with request.turn():
            if request.is_confirmed:
                await request.reply(say.intussen_anders)
            await request.say_again(*act.sentence)
            await request.reply(say.doen, tekens=symbols)

    def answer(self, message: Message, said: str, now: datetime) -> WaitingAct | None:
        """The act that `said` confirms. Raises Refusal for a yes without the symbols, which leaves it waiting, and
        for a no, which ends it."""
        act = self._of(message, now)
        if act is None or act.message.room_id != message.room_id:
            return None
        if confirmed_symbols(said) == act.symbols:
            self.end(message)
            self._unanswered.discard((message.sender, act.symbols))
            self._done[message.sender] = replace(act, at=now)
            return act
        here = act.message.thread == message.thread
        if here and said.lower() in YES:
            raise Refusal("tekens_erbij", tekens=act.symbols)
        if here and said.lower() in NO | STOP | _UNDO:
            self.end(message)
            self._unanswered.discard((message.sender, act.symbols))
            raise Refusal("toch_niet")
        return None

    def is_done(self, sender: str, symbols: str, now: datetime) -> bool:
        """Whether this person confirmed something with these symbols a moment ago."""
        done = self._done.get(sender)
        return done is not None and done.symbols == symbols and now - done.at <= VALID

    def end(self, message: Message) -> None:
        """This person says something else to the bot."""
        act = self._waiting.get(message.sender)
        if act and act.ended_by is None:
            self._waiting[message.sender] = replace(act, ended_by=message.event_id)

    def _of(self, message: Message, now: datetime) -> WaitingAct | None:
        act = self._waiting.get(message.sender)
        if act is None or act.ended_by not in {None, message.event_id} or now - act.at > VALID:
            return None
        return act


async def _draw(request: Request) -> str:
    taken = {symbols_of(code) for code in await request.work.cases.codes(open_only=True)}
    return draw_symbols(secrets.choice, taken)


def as_confirmed(request: Request, act: WaitingAct) -> Request:
    """The request as it was made, answered as the message that confirms it."""
    message = replace(act.message, event_id=request.message.event_id)
    covers = Confirmation(act.act.casus, act.act.sentence, act.message.event_id)
    return replace(request, message=message).confirmed_by(covers)
