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
            "noemt een omgevingsvariabele, die anderen kunnen zien: zet het geheim in een eigen bestand; alleen om "
            "retbot uit te proberen mag het, met secrets_from_environment = true onder [state]"
        )
    value = environment.get(name.removeprefix(ENVIRONMENT), "").strip()
    if not value:
        raise ValueError("noemt een omgevingsvariabele die er niet is")
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
        raise ValueError(f"noemt een bestand dat er niet is; een naam zonder / vooraan telt vanaf {beside}") from None
    except OSError as error:
        raise ValueError(
            f"noemt {path}, dat niet te lezen is ({error.strerror}): draai dit als de gebruiker van wie het is"
        ) from None


def _must_be_private(path: Path, *, given: bool) -> None:
    """systemd lets its service read a credential by an access list, which shows as a right of the group."""
    state = path.stat()
    if not stat.S_ISREG(state.st_mode):
        raise ValueError(f"noemt {path}, dat geen bestand is")
    mode = stat.S_IMODE(state.st_mode)
    if mode & (0o007 if given else 0o077):
        raise ValueError(f"noemt {path}, dat anderen mogen lezen (rechten {mode:04o}); doe: chmod 600 {path}")


def _one_line(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8").removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError:
        raise ValueError(f"noemt {path}, waarin geen tekst staat") from None
    if not text.strip():
        raise ValueError(f"noemt {path}, dat leeg is")
    if len(text.splitlines()) > 1:
        raise ValueError(f"noemt {path}, waarin meer dan één regel staat")
    if PLACEHOLDER in text:
        raise ValueError(f"noemt {path}, waarin nog {PLACEHOLDER} staat")
    return text
