"""Secrets come from files that nobody else may read or from systemd's credentials; from the environment to try."""

import stat
from collections.abc import Mapping
from pathlib import Path

PLACEHOLDER = "INVULLEN"
"""What the example of the settings holds where something must be filled in."""

ENVIRONMENT = "env:"


def from_environment(name: str, environment: Mapping[str, str] | None) -> str:
    """`env:NAME` names a variable; `environment` is None when the settings do not allow that. Raises ValueError, which
    never says what the variable holds."""
    if environment is None:
        raise ValueError(
            "names a variable of the environment, which others can see: put the secret in a file of its own; only to "
            "try the bot out, set secrets_from_environment = true under [state]"
        )
    value = environment.get(name.removeprefix(ENVIRONMENT), "").strip()
    if not value:
        raise ValueError("names a variable of the environment that is not set")
    return value


def read_secret(name: str, beside: Path, credentials: Path | None) -> str:
    """The one line in this file. A bare name is looked for in `credentials` first, a relative path lies beside the
    settings. Raises ValueError, which says what is wrong and never what the file holds."""
    given = credentials is not None and "/" not in name and (credentials / name).is_file()
    path = credentials / name if given and credentials else beside / name
    try:
        _must_be_private(path, given=given)
        return _one_line(path)
    except FileNotFoundError:
        # Not by its name: who mistakes the setting writes the secret itself there.
        raise ValueError(f"names a file that is not there; a name without / in front counts from {beside}") from None
    except OSError as error:
        raise ValueError(f"names {path}, which cannot be read ({error.strerror})") from None


def _must_be_private(path: Path, *, given: bool) -> None:
    """systemd lets its service read a credential by an access list, which shows as a right of the group."""
    state = path.stat()
    if not stat.S_ISREG(state.st_mode):
        raise ValueError(f"names {path}, which is no file")
    mode = stat.S_IMODE(state.st_mode)
    if mode & (0o007 if given else 0o077):
        raise ValueError(f"names {path}, which others may read (mode {mode:04o}); do: chmod 600 {path}")


def _one_line(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8").removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError:
        raise ValueError(f"names {path}, which holds no text") from None
    if not text.strip():
        raise ValueError(f"names {path}, which is empty")
    if len(text.splitlines()) > 1:
        raise ValueError(f"names {path}, which holds more than one line")
    if PLACEHOLDER in text:
        raise ValueError(f"names {path}, which still holds {PLACEHOLDER}")
    return text
