"""The message about an answer that is not accepted automatically, and how to accept it."""

from collections.abc import Sequence

from retbot.domain.casus.casecode import Casecode
from retbot.domain.invitations.rsvps import Partstat, Rsvp
from retbot.meetings import offers
from retbot.scheduling.notices.rsvps import NOTHING, REMARK, asked_meeting, proposal, when
from retbot.scheduling.occasion import Occasion, Speech, notice
from retbot.scheduling.parties import roster
from retbot.wording import terms

_SAYS = {
    Partstat.ACCEPTED: "**komt**",
    Partstat.DECLINED: "**komt niet**",
    Partstat.TENTATIVE: "**komt misschien**",
    Partstat.COUNTER: "**een andere tijd**",
}
_REASON = {
    "doorgestuurd": "Het kwam van een ander adres. Misschien is de uitnodiging doorgestuurd.",
    "vervalst": "Volgens de mailserver is de afzender niet echt.",
    "onbewezen": "Ik kan niet nagaan of het van de genodigde zelf is.",
    "oud_adres": "Het kwam van een adres waarop ik {wie} niet meer mail.",
}
_MAY_BE_OWN = {"doorgestuurd", "onbewezen"}
"""From an address that may be the guest's own, or an assistant's."""


@notice("aangeboden_antwoord", at_any_hour=True)
async def aangeboden_antwoord(turn: Occasion) -> Speech | None:
    """None when it no longer waits, or a later answer replaced it."""
    code, uid, owner = turn.post.code, turn.text("uid"), turn.text("owner")
    waiting = await turn.work.rsvps.waiting(code)
    answer = next((a for a in waiting if (a.uid, a.owner, a.stamp) == (uid, owner, turn.post.args["stamp"])), None)
    found = await asked_meeting(turn.work, uid, code)
    if answer is None or found is None or found.meeting.off:
        return None
    wie = (await roster(turn.work, turn.team)).label(owner)
    other = proposal(answer, turn)
    return Speech(
        terms.lines(
            f"Op de uitnodiging van {wie} voor {when(found, turn)} kwam per mail dit antwoord: {_SAYS[answer.partstat]}"
            f"{f', {other}' if other else ''}.",
            f"{_REASON[turn.text('gevolg')].format(wie=wie)} {NOTHING}",
            REMARK if turn.text("opmerking") == "ja" else None,
            _question(await _word(turn, answer, waiting), code, turn.text("gevolg")),
        )
    )


async def _word(turn: Occasion, answer: Rsvp, waiting: Sequence[Rsvp]) -> str:
    """The word that distinguishes it from other waiting answers."""
    by_word = await offers.by_word(turn.work, waiting)
    return next(f" {word}" for word, one in by_word.items() if one == answer) if len(waiting) > 1 else ""


def _question(word: str, code: Casecode | None, gevolg: str) -> str:
    """In the room itself people also talk to each other, so there the bot must be addressed."""
    to_bot = "" if code else "!ret "
    again = f" `{to_bot}ja onthoud{word}` · ook wat later van dat adres komt." if gevolg in _MAY_BE_OWN else ""
    return f"Klopt het? `{to_bot}ja{word}` · ik neem het over.{again} `{to_bot}nee{word}` · het blijft zoals het is."
