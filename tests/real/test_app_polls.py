"""The datumprikker with the whole bot and an independent client: the poll is read, voted in, and seen to end."""

from retbot.matrix import polls
from retbot.matrix.sending import KEY
from retbot.wording.dates import short_date
from tests.real.app_process import workdays
from tests.real.app_stage import AANMELDING
from tests.real.test_app_independent import Table, table

__all__ = ["table"]


async def test_a_date_is_found_by_votes_and_the_poll_ends_when_one_is_chosen(table: Table) -> None:
    secretaris, room = table.secretaris, table.stage.room
    await secretaris.send(room, AANMELDING)
    root = await table.told("Nieuwe casus")
    code = str(root.content[KEY]).removeprefix("casus:")
    first, second = (short_date(day) for day in workdays()[5:7])

    await table.ask(f"!ret prik {code} {first} 10:00, {second} 14:00", thread=root.event_id)
    asked = await table.heard(lambda sight: sight.type == polls.START)
    shown = await secretaris.poll(room, asked.event_id)
    assert shown
    ids = [answer["id"] for answer in shown["answers"]]
    await table.voorzitter.vote(room, asked.event_id, ids[:2])
    await secretaris.vote(room, asked.event_id, [ids[1]], stable=True)
    stand = await table.ask(f"!ret prik {code}")
    chosen = await table.ask(f"!ret prik kies {code} 2", thread=root.event_id)
    await table.heard(lambda sight: sight.type == polls.END)
    ended = await secretaris.poll(room, asked.event_id)

    assert asked.safe
    assert (asked.thread, shown["question"], shown["most"]) == (root.event_id, f"{code}: welke momenten kunt u?", 2)
    assert "10:00: 1 kan (voorzitter)" in (stand.body or "")
    assert "14:00: 2 kunnen (secretaris, voorzitter)" in (stand.body or "")
    assert "Bespreking gepland" in (chosen.body or "")
    assert ended
    assert ended["ended"]
