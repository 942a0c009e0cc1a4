"""The unit of systemd and the command that `retbot init` installs."""

import argparse
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from retbot.command_line import add_commands
from retbot.covenants.paths import config_dir
from retbot.installation.draft import Draft
from retbot.installation.writing import Places, write
from tests.paths import REPOSITORY
from tests.unit.settings.settings_samples import tables

UNIT = config_dir() / "systemd" / "retbot.service"
COMMAND = config_dir() / "systemd" / "retbot"
MOST_EXPOSED = 25
"""Of `systemd-analyze security`, times ten."""


def test_the_unit_is_hardened() -> None:
    analyser = shutil.which("systemd-analyze")
    if analyser is None:
        pytest.skip("systemd-analyze was not there")
    command = [analyser, "security", "--offline=true", f"--threshold={MOST_EXPOSED}", "--no-pager", str(UNIT)]
    judged = subprocess.run(command, capture_output=True, text=True, check=False)
    assert judged.returncode == 0, judged.stdout[-300:] + judged.stderr


def write_to(root: Path, state: str = "/var/lib/retbot") -> Places:
    places = Places(root / "etc/retbot/retbot.toml", root)
    draft = Draft(tables() | {"state": {"directory": str(root) + state}})
    draft.secrets = {"matrix.password_file": "geheim", "matrix.pickle_key_file": "sleutel van lengte genoeg"}
    write(places, draft)
    return places


@pytest.mark.skipif("not __import__('os').geteuid() == 0", reason="only root installs a service")
def test_the_unit_and_the_command_have_the_paths_of_this_installation(tmp_path: Path) -> None:
    places = write_to(tmp_path, "/srv/retbot")
    unit, command = places.unit.read_text(), places.command.read_text()
    program = re.findall(r"ExecStart=(\S+) run --settings /etc/retbot/retbot.toml", unit)[0]
    assert f"program={program}\n" in command
    assert Path(program).parent.is_dir()
    assert "ReadWritePaths=/srv/retbot\n" in unit
    assert [path.stat().st_mode & 0o777 for path in (places.unit, places.command)] == [0o644, 0o755]


def test_the_command_becomes_the_user_of_the_bot_for_all_that_reads_its_secrets() -> None:
    found = re.findall(r"(?m)^([a-z |-]+)\)$", COMMAND.read_text())[0]
    assert set(found.split(" | ")) == _with_settings()


def _with_settings() -> set[str]:
    """The commands with --settings, but `init`, which root itself runs, and `reply`, which reads anybody's file."""
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers()
    add_commands(commands)

    def reads(one: argparse.ArgumentParser) -> bool:
        below = [action for action in one._actions if isinstance(action, argparse._SubParsersAction)]
        inner = [sub for action in below for sub in action.choices.values()]
        return any("--settings" in action.option_strings for action in one._actions) or any(map(reads, inner))

    return {name for name, one in commands.choices.items() if reads(one)} - {"init", "reply"}


def test_what_is_written_again_keeps_the_comments_and_the_values(tmp_path: Path) -> None:
    places = write_to(tmp_path)
    before = places.settings.read_text()
    places.settings.write_text(f"# van onszelf\n{before}")
    draft = Draft(tomllib.loads(before))
    draft.put("team.naam", "Ander team")
    write(places, draft)
    assert places.settings.read_text() == f"# van onszelf\n{before}".replace('naam = "RET"', 'naam = "Ander team"')


def test_compose_mounts_what_the_image_expects() -> None:
    compose = (REPOSITORY / "compose.yaml").read_text()
    image = (REPOSITORY / "Dockerfile").read_text()
    for mounted in ("/etc/retbot", "/var/lib/retbot"):
        assert f":{mounted}" in compose
        assert mounted in image


@pytest.mark.parametrize("lock", ["run", "postgresql", "metrics", "image", "dev"])
def test_each_lock_has_every_library_that_the_bot_needs(lock: str) -> None:
    """Else: make lock"""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
    wanted = {re.split(r"[\[<>=]", one)[0] for one in project["dependencies"]}
    pins = re.findall(r"(?m)^([a-z0-9-]+)", (REPOSITORY / "requirements" / f"{lock}.txt").read_text())
    assert wanted <= set(pins)
