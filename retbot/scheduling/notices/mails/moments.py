"""The moments of a datumprikker by mail, for a guest who is not in the room."""

from collections.abc import Iterator
from dataclasses import replace

from retbot.domain.casus.tables import next_tafel
from retbot.domain.planning.polls import GEEN, Poll, duration
from retbot.domain.tijd import local, local_day
from retbot.ports import CardRow, Mail, MomentChoice
from retbot.scheduling.notices.mails.recipients import CLOSING, mail, recipient, sign
from retbot.scheduling.occasion import Occasion, letter
from retbot.wording import invitation as say
from retbot.wording.dates import clock_time, full_date
from retbot.wording.terms import sentence


@letter("momenten", called="De mail met de momenten")
async def momenten(turn: Occasion) -> Mail | None:
    """None once the poll is closed or its moments are over."""
    poll, casus = await turn.work.polls.get(turn.number("peiling")), await turn.open_casus()
    to = await recipient(turn, casus)
    if poll is None or poll.gesloten or not poll.open_moments(turn.now) or casus is None or to is None:
        return None
    voter = next(
        (one for one in await turn.work.polls.voters(turn.number("peiling")) if one.owner == turn.post.to), None
    )
    if voter is None:
        return None
    convenant = turn.convenant(casus)
    meeting = say.PRIVATE if to.private else say.at_table(next_tafel(casus, convenant), casus)
    text = f"Goedendag,\n\nHet {turn.team.name_in(convenant)} plant {meeting.a}. Wanneer kunt u?"
    code = None if to.private else say.about_code(casus.code)
    return replace(
        mail(turn, to, meeting.title, text, ": wanneer kunt u?"),
        card=(CardRow("Wat", sentence(meeting.what)), CardRow("Duur", f"{poll.minuten} minuten")),
        closing="\n\n".join([_AFTERWARDS, *sign(turn, convenant, code, CLOSING)]),
        answer_token=voter.token,
        choices=tuple(_choices(poll, turn)),
    )


_AFTERWARDS = "Wordt er een moment gekozen, dan krijgt u een uitnodiging."


def _choices(poll: Poll, turn: Occasion) -> Iterator[MomentChoice]:
    for one in poll.open_moments(turn.now):
        if one.start:
            start, end = local(one.start), local(one.start + duration(poll))
            span = f"{clock_time(start.time())}–{clock_time(end.time())}"
            yield MomentChoice(str(one.nummer), f"{full_date(local_day(one.start))}, {span}")
    yield MomentChoice(GEEN, "Geen van deze momenten")
