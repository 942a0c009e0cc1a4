"""The decision whether an answer that came by mail counts: it is accepted exactly as it came, or not."""

from collections.abc import Sequence

from retbot.domain.casus.question_ends import OFFERED
from retbot.domain.errors import Refusal
from retbot.domain.invitations.inviting import DEELNEMER
from retbot.domain.invitations.rsvps import Rsvp
from retbot.handlers.chat.command import EDITORS
from retbot.handlers.chat.questions import Answer
from retbot.handlers.chat.request import Request
from retbot.meetings import offers
from retbot.ports import Question
from retbot.reading.answers import NO, REMEMBER, YES, bare
from retbot.reading.arguments import command_text
from retbot.wording.replies.bespreking import offered_answers as say


async def answer(request: Request, question: Question, text: str) -> None:
    """`ja` or `nee`, plus who is meant when several answers wait; `ja onthoud` also for later answers from there."""
    word, *rest = bare(text).split() or [""]
    who = " ".join(one for one in rest if one != REMEMBER)
    yes, no = word in YES, word in NO
    if not (yes or no) or not _is_to_bot(request, question):
        raise Refusal("antwoord_onbegrepen", keuzes=["!ret ja", "!ret nee"])
    if not request.may(*EDITORS):
        raise Refusal("antwoord_voor_ander")
    offered = await request.work.rsvps.waiting(question.code)
    waiting = await offers.only_seen(request.work, offered)
    if offered and not waiting:
        raise Refusal("antwoord_niet_getoond")
    chosen = await _choose(request, waiting, who, all_may=no)
    if yes:
        await _accept(request, chosen, remember=REMEMBER in rest)
    else:
        await _leave(request, chosen)
    if await request.work.rsvps.waiting(question.code):
        await offers.ask(request.work, request.team, question.code, question.room_id, request.now)
    else:
        await offers.close(request.work, question.code)


async def _accept(request: Request, chosen: Sequence[Rsvp], *, remember: bool) -> None:
    taken = [await offers.accept(request.work, request.team, one, request.now, remember=remember) for one in chosen]
    if not any(taken):
        await request.reply(say.antwoord_geldt_niet_meer)


async def _leave(request: Request, chosen: Sequence[Rsvp]) -> None:
    for one in chosen:
        await request.work.rsvps.forget_offer(one.uid, one.owner)
    await request.reply(say.antwoord_telt_niet)


async def _choose(request: Request, waiting: Sequence[Rsvp], who: str, *, all_may: bool) -> Sequence[Rsvp]:
    """Raises Refusal when it is not clear which one is meant."""
    labels = {f"{DEELNEMER}{one.nummer}": one.label for one in await request.work.people.all()}
    by_word = await offers.by_word(request.work, waiting)
    called = {word: labels.get(one.owner, one.owner) for word, one in by_word.items()}
    chosen = [one for word, one in by_word.items() if _is_meant(who, word, called[word])]
    if (who and not chosen) or (len(chosen) > 1 and not all_may):
        raise Refusal("welk_antwoord", woorden=list(called), wie=list(called.values()))
    return chosen


def _is_meant(who: str, word: str, label: str) -> bool:
    """Without a word everybody is meant."""
    typed = who.lstrip("#")
    return not typed or typed == bare(word) or f"{bare(label)} ".startswith(f"{typed} ")


def _is_to_bot(request: Request, question: Question) -> bool:
    """Such a question can stay open for long, so a bare word counts as an answer only in its thread."""
    in_thread = question.thread is not None and question.thread == request.message.thread
    return in_thread or request.message.direct or command_text(request.message.body) is not None


QUESTIONS: dict[str, Answer] = {OFFERED: answer}
