"""What the commands say about settings, and about files that are missing."""

from pathlib import Path

from tests.command_line.conftest import SETTINGS, Command


def test_every_command_tells_all_that_is_wrong_with_the_settings(beside: Path, retbot: Command) -> None:
    (beside / "retbot.toml").write_text(SETTINGS.replace("RET", "").replace("[people]", "[peple]"))
    faults = {"team.naam mag niet leeg zijn.", "people ontbreekt.", "peple is geen instelling. Bedoelt u people?"}
    assert set(retbot("check").out.splitlines()) == {*faults, "Er kloppen 3 dingen niet."}
    for words in (["run"], ["trust", "@a:b"], ["try-invitation", "a@b.nl"], ["contact", "set", "3"]):
        told = retbot(*words)
        assert told.status == 2
        assert {line.removeprefix("retbot: ") for line in told.err.splitlines()} == faults


def test_check_says_what_does_not_answer(retbot: Command) -> None:
    told = retbot("check")
    assert told.status == 2
    lines = told.out.splitlines()
    assert lines[0].startswith("Retbot heeft hier nog niet gedraaid")
    assert lines[1] == ("De homeserver http://127.0.0.1:9 neemt geen verbinding aan: draait hij, en klopt de poort?")
    assert [line.partition(" ")[0] for line in lines[2:-1]] == ["Let"] * 3
    assert lines[-1] == "Er klopt 1 ding niet."
    assert told.err == ""


def test_settings_that_are_not_there_are_told(beside: Path, retbot: Command) -> None:
    (beside / "retbot.toml").unlink()
    told = retbot("check")
    assert told.status == 2
    assert "retbot.toml is niet te lezen: het is er niet." in told.out


def test_an_invitation_needs_an_address_and_a_mail_server(retbot: Command) -> None:
    assert "geen mailadres" in retbot("try-invitation", "ret").err
    assert "geen [mail]" in retbot("try-invitation", "ret@ret.nl").err


def test_the_bot_does_not_start_without_its_covenant(beside: Path, retbot: Command) -> None:
    (beside / "retbot.toml").write_text(SETTINGS.replace("overijssel-2022", "utrecht"))
    told = retbot("run")
    assert told.status == 2
    assert "er is geen convenant utrecht" in told.err
