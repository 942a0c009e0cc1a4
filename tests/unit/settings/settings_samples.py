"""Settings as a team might have them, for every test of them."""

from pathlib import Path
from typing import Any

import pytest

from retbot import settings
from retbot.settings import SettingsError

SECRET = "zeer geheim, met spaties "


def tables() -> dict[str, Any]:
    return {
        "team": {"naam": "RET", "convenant": "overijssel-2022"},
        "matrix": {
            "homeserver": "https://matrix.ret.nl/",
            "user": "@retbot:ret.nl",
            "password_file": "password",
            "pickle_key_file": "pickle_key",
        },
        "people": {"voorzitter": ["@vera:ret.nl"], "beheerder": ["@bas:ret.nl", "@vera:ret.nl"]},
        "state": {"directory": "state"},
    }


def mail() -> dict[str, Any]:
    return {
        "host": "smtp.ret.nl",
        "port": 587,
        "security": "starttls",
        "username": "retbot",
        "password_file": "password",
        "address": "ret@ret.nl",
    }


def secret_file(directory: Path, name: str, text: str = SECRET, mode: int = 0o600) -> Path:
    path = directory / name
    path.write_text(text + "\n")
    path.chmod(mode)
    return path


def faults(changed: dict[str, Any], beside: Path, credentials: Path | None = None) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        settings.read(changed, beside, credentials)
    return caught.value.faults


def with_value(section: str, name: str, value: object) -> dict[str, Any]:
    changed = tables() | {"mail": mail()}
    changed.setdefault(section, {})[name] = value
    return changed


def secrets_in(directory: Path) -> Path:
    for name in ("password", "pickle_key", "matrix_password", "mail_password"):
        secret_file(directory, name)
    return directory
