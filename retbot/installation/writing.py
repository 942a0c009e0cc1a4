"""Writes the settings, the secrets, the unit of systemd and the command, each with its owner and its rights."""

import os
import pwd
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomlkit

from retbot.covenants.paths import config_dir
from retbot.installation.draft import SECRETS, Draft
from retbot.installation.questions import NoAnswer
from retbot.matrix.client.files import write_private
from retbot.settings import Settings, SettingsError, read
from retbot.settings.faults import placeholders
from retbot.settings.secret_files import read_secret

USER = "retbot"
SECRETS_DIRECTORY = "geheim"
_SHIPPED_PROGRAM = "/opt/retbot/.venv/bin/retbot"
_SHIPPED_SETTINGS = "/etc/retbot/retbot.toml"
_SHIPPED_STATE = "StateDirectory=retbot\n"
_STATE = Path("/var/lib/retbot")


@dataclass(frozen=True)
class Places:
    """`root` stands before each path that is written, as when an image of a disk is made."""

    settings: Path
    root: Path = Path("/")

    @property
    def secrets(self) -> Path:
        return self.settings.parent / SECRETS_DIRECTORY

    @property
    def unit(self) -> Path:
        return self.root / "etc/systemd/system/retbot.service"

    @property
    def command(self) -> Path:
        return self.root / "usr/local/bin/retbot"

    @property
    def installs_service(self) -> bool:
        """Only root may, and only where systemd is, or on the image of a disk."""
        return os.geteuid() == 0 and (self.root != Path("/") or Path("/run/systemd/system").is_dir())


def existing(places: Places) -> dict[str, Any]:
    """The settings of an earlier run; empty when there are none. Raises NoAnswer."""
    try:
        return tomllib.loads(places.settings.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise NoAnswer(f"{places.settings} is niet te lezen: {error}") from None


def saved_secret(places: Places, tables: Mapping[str, Any], setting: str) -> str:
    """The secret of an earlier run; empty when there is none that can be read."""
    name = Draft(dict(tables)).text(setting)
    try:
        return read_secret(name, places.settings.parent, None) if name else ""
    except ValueError:
        return ""


def write(places: Places, draft: Draft) -> Settings:
    """Raises NoAnswer when the settings would be refused; they are not written then."""
    _make_user(places)
    document = _document(places, draft)
    _directory(places.settings.parent, 0o750, group_only=True)
    for setting, secret in draft.secrets.items():
        _directory(places.secrets, 0o700)
        path = places.secrets / SECRETS[setting]
        write_private(path, f"{secret}\n")
        _give_to_bot(path)
    try:
        chosen = read(tomllib.loads(document), places.settings.absolute().parent)
    except SettingsError as error:
        raise NoAnswer("\n".join(error.faults)) from None
    _settings_file(places.settings, document)
    _directory(chosen.state.directory, 0o700)
    if places.installs_service:
        _service(places, chosen)
    return chosen


def _document(places: Places, draft: Draft) -> str:
    """The settings as they are, or else the example with its explanation, with the answers filled in."""
    there = places.settings if places.settings.exists() else config_dir() / "retbot.example.toml"
    document = tomlkit.parse(there.read_text(encoding="utf-8"))
    for setting in draft.secrets:
        draft.put(setting, f"{SECRETS_DIRECTORY}/{SECRETS[setting]}")
    if draft.get("state.directory") is None:
        draft.put("state.directory", str(places.root / _STATE.relative_to("/")))
    _fill(document, draft.tables)
    _remove(document, draft.tables)
    return tomlkit.dumps(document)


def _fill(table: Any, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if isinstance(value, Mapping):
            if name not in table:
                table[name] = tomlkit.table()
            _fill(table[name], value)
        elif table.get(name) != value:
            table[name] = value


def _remove(table: Any, values: Mapping[str, Any]) -> None:
    """What the draft no longer has, and what the example left to be filled in."""
    for name in list(table):
        value = table[name]
        if name not in values and (not isinstance(value, Mapping) or placeholders(value)):
            del table[name]
        elif isinstance(value, Mapping):
            _remove(value, values.get(name, {}))


def _make_user(places: Places) -> None:
    if os.geteuid() == 0 and places.root == Path("/") and _bot_user() is None and shutil.which("useradd"):
        command = ["useradd", "--system", "--home-dir", str(_STATE), "--shell", "/usr/sbin/nologin", USER]
        subprocess.run(command, check=True)  # noqa: S603 - a fixed command


def _bot_user() -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(USER)
    except KeyError:
        return None


def _give_to_bot(path: Path, *, group_only: bool = False) -> None:
    user = _bot_user() if os.geteuid() == 0 else None
    if user:
        os.chown(path, -1 if group_only else user.pw_uid, user.pw_gid)


def _directory(path: Path, mode: int, *, group_only: bool = False) -> None:
    """An existing directory keeps its owner and its rights."""
    if not path.exists():
        path.mkdir(parents=True)
        path.chmod(mode)
        _give_to_bot(path, group_only=group_only)


def _settings_file(path: Path, text: str) -> None:
    write_private(path, text)
    path.chmod(0o640)
    _give_to_bot(path, group_only=True)


def _service(places: Places, chosen: Settings) -> None:
    shipped = config_dir() / "systemd"
    unit = _with_paths((shipped / "retbot.service").read_text(encoding="utf-8"), places)
    state = Path("/") / chosen.state.directory.relative_to(places.root)
    if state != _STATE:
        unit = unit.replace(_SHIPPED_STATE, f"{_SHIPPED_STATE}ReadWritePaths={state}\n")
    _public(places.unit, unit, 0o644)
    _public(places.command, _with_paths((shipped / "retbot").read_text(encoding="utf-8"), places), 0o755)


def _with_paths(text: str, places: Places) -> str:
    settings = Path("/") / places.settings.absolute().relative_to(places.root)
    program = Path(sys.prefix) / "bin" / "retbot"
    return text.replace(_SHIPPED_PROGRAM, str(program)).replace(_SHIPPED_SETTINGS, str(settings))


def _public(path: Path, text: str, mode: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
