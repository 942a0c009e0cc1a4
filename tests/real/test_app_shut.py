"""The room of the team takes nothing from the bot for a while: muted, then put out, then let in again."""

from pathlib import Path

from tests.real.app_process import PATIENCE
from tests.real.app_stage import AANMELDING, AppStage, app_stage, is_member
from tests.real.homeserver import Homeserver
from tests.real.matrix_stage import eventually

WAITING = "SELECT key FROM outbox WHERE state = 'open' AND retried = 1 AND attempts = 0"


async def give_power(stage: AppStage, level: int) -> None:
    path = ["rooms", stage.room, "state", "m.room.power_levels"]
    levels = await stage.secretaris.client.call("GET", path)
    users = levels.get("users", {}) | {stage.bot_id: level}
    await stage.secretaris.client.call("PUT", path, levels | {"users": users})


async def test_a_case_reported_while_the_bot_was_muted_and_put_out_has_its_code_told_when_it_is_let_in_again(
    homeserver: Homeserver, tmp_path: Path
) -> None:
    async with app_stage(homeserver, tmp_path) as stage:
        secretaris = stage.secretaris
        await stage.ask(secretaris, "!ret help")
        await give_power(stage, -1)
        await secretaris.say(stage.room, AANMELDING)
        await eventually(lambda: any(key.startswith("casus:") for (key,) in stage.query(WAITING)), PATIENCE)
        await secretaris.client.room_kick(stage.room, stage.bot_id)
        await secretaris.until(lambda: not is_member(secretaris, stage.room, stage.bot_id), PATIENCE)

        await give_power(stage, 50)
        await secretaris.client.room_invite(stage.room, stage.bot_id)
        ((code,),) = stage.query("SELECT code FROM casus")
        answers = {str(key) for (key,) in stage.query("SELECT key FROM outbox WHERE key LIKE 'antwoord:%' AND in_case")}
        await stage.hear_keys(secretaris, {f"casus:{code}", *answers})
        keys = stage.keys(secretaris)

    assert len(answers) == 1
    assert {keys[key] for key in (f"casus:{code}", *answers)} == {1}
