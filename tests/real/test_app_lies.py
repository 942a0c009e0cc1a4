"""The whole bot behind a homeserver that moves messages into another thread: nothing of consequence follows it."""

from pathlib import Path

from tests.real.app_stage import AANMELDING, AppStage, app_stage
from tests.real.homeserver import Homeserver
from tests.real.lying_homeserver import Answer, LyingHomeserver, rewrites


def facts(stage: AppStage) -> set[tuple[str, str]]:
    return {(code, event) for code, event in stage.query("SELECT code, event FROM feit WHERE event != 'onbevestigd'")}


async def test_a_message_moved_into_a_thread_does_no_harm(homeserver: Homeserver, tmp_path: Path) -> None:
    async with (
        LyingHomeserver(homeserver.url) as liar,
        app_stage(homeserver, tmp_path, bots_homeserver=liar.url) as stage,
    ):
        (here, root), (there, other) = await stage.aanmelding(), await stage.aanmelding(AANMELDING)
        forged = {"rel_type": "m.thread", "event_id": other}

        def is_said(event: Answer) -> bool:
            return bool(event["type"] == "m.room.encrypted" and event["sender"] == stage.secretaris.user_id)

        liar.lies.append(rewrites(is_said, lambda event: event["content"].update({"m.relates_to": forged})))
        written = await stage.ask(stage.secretaris, f"!ret compleet {here}")
        in_its_thread = await stage.ask(stage.secretaris, "!ret status", thread=root)
        noted = facts(stage)
        moved = await stage.ask(stage.secretaris, "!ret status")
        said = await stage.secretaris.say(stage.room, "!ret sluit ingetrokken")
        closing = await stage.answer(stage.secretaris, said)
        closed = [code for (code,) in stage.query("SELECT code FROM casus WHERE gesloten IS NOT NULL")]

    assert noted == {(here, "compleet")}
    assert here in (written.body or "")
    assert here in (in_its_thread.body or "")  # the relation inside the ciphertext goes before
    assert there in (moved.body or "")
    assert f"ja {there[-3:]}" in (closing.body or "")  # whoever reads which case it is does not confirm it
    assert closed == []
