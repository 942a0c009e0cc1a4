"""The export for the monitor, asked for in the room: rules 2, 3, 7 and 8 of bijlage 3."""

from dataclasses import replace
from datetime import date

from retbot.covenants import monitor
from retbot.ports import Channel, Post
from tests.clock import at
from tests.journeys.shows import shows
from tests.journeys.test_overijssel import AANMELDING
from tests.unit.scheduling.stage import CODE, SANNE, stage
from tests.world import BEHEERDER, EXPERT, SECRETARIS, World


@shows("OV-B3", "OV-B3.1")
async def test_the_export_goes_to_who_asked_and_to_nobody_else() -> None:
    room = World()
    room.clock.set("2026-04-20 09:00")
    await room.say(AANMELDING)
    said = await room.say("!ret export monitor 2026-1")
    assert "Het bestand zou leeg zijn (1 zonder toestemming of zonder uitleg vooraf, bijl. 3)" in said[0]
    assert "monitor_bestand" not in room.kinds()
    await room.say("!ret gedaan CODE OV-B3.1")
    said = await room.say("!ret export monitor 2026-1")
    assert "1 casus (uitvraag" in said[0]
    assert "nooit buiten het expertteam" in said[0]
    (row,) = [row for row in await room.posts(Channel.ROOM) if row.post.sentence == "monitor_bestand"]
    assert (row.post.direct, row.post.room_id) == (SECRETARIS, None)
    assert not await room.posts(Channel.MAIL)
    for who in (EXPERT, BEHEERDER):
        assert "1 casus" not in "".join(await room.say("!ret export monitor", who))
    assert "2026-1" in (await room.say("!ret export monitor 2026"))[0]


@shows("WF-B4.7", "WF-B4.1")
async def test_under_westfriesland_a_case_is_exported_once_those_concerned_were_told() -> None:
    room = World("westfriesland-2023")
    await room.say("!ret aanmelding gemeente=Hoorn leeftijd=24+ via=professional aanvraag=Aanmelding MDA++")
    [said] = await room.say("!ret export monitor")
    assert "zou leeg zijn (1 zonder toestemming of zonder uitleg vooraf, bijl. 4, regels 1, 7 en 8)" in said
    assert f"• `!ret gedaan {room.code} WF-B4.1`" in said
    await room.say("!ret gedaan CODE WF-B4.1")
    [said] = await room.say("!ret export monitor")
    assert "1 casus (uitvraag" in said
    assert "geïnformeerd" not in said


@shows("OV-B3")
async def test_the_file_is_made_when_it_is_sent_kept_nowhere_and_gone_after_a_day() -> None:
    s = stage("2026-04-20 20:00")
    s.team = replace(s.team, uitvraag=monitor.load())
    s.room.joined.add(SANNE)
    await s.open(date(2026, 4, 20))
    await s.note("gedaan", date(2026, 4, 20), over="OV-B3.1")
    await s.put(Post("m", Channel.ROOM, "monitor_bestand", {"halfjaar": ""}, direct=SANNE))
    await s.now()
    (sent,) = s.room.files
    assert sent.attachment.room_id == f"!direct-{SANNE}"
    assert CODE in sent.attachment.content.decode("utf-8-sig")
    assert "Cliëntnummer" not in repr(s.storage.memory)
    await s.step(at("2026-04-21 20:01"))
    assert sent.event_id in s.room.redacted
