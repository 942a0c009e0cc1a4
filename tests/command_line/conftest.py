"""A directory with settings and secrets, and a fixture to run commands with it."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pytest

from retbot import logs
from retbot.__main__ import main
from tests.unit.settings.settings_samples import secrets_in

SETTINGS = """
[team]
naam = "RET"
convenant = "overijssel-2022"
[matrix]
homeserver = "http://127.0.0.1:9"
user = "@retbot:ret.nl"
password_file = "password"
pickle_key_file = "pickle_key"
[people]
voorzitter = ["@vera:ret.nl"]
[state]
directory = "state"
"""


class Told(NamedTuple):
    status: int
    out: str
    err: str


Command = Callable[..., Told]


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    """The directory of the settings, with the secrets."""
    (tmp_path / "retbot.toml").write_text(SETTINGS)
    return secrets_in(tmp_path)


@pytest.fixture
def retbot(beside: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """`retbot("check")` with those settings; `typed` is what standard input contains, which is not a terminal."""
    monkeypatch.setattr(logs, "configure", lambda **_: None)  # the tests keep their own logging

    def run(*words: str, typed: str = "") -> Told:
        monkeypatch.setattr("sys.stdin", StringIO(typed))
        status = main([*words, "--settings", str(beside / "retbot.toml")])
        return Told(status, *capsys.readouterr())

    return run
