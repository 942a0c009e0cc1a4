"""Secrets are read from files that nobody else may read, from systemd's credentials or, for trying the bot out, from
the environment."""

import stat
from collections.abc import Mapping
from pathlib import Path

PLACEHOLDER = "INVULLEN"
"""Stands in the example of the settings where a value must be filled in."""

ENVIRONMENT = "env:"


def from_environment(name: str, environment: Mapping[str, str] | None) -> str:
    """`env:NAME` names a variable; `environment` is None when the settings do not allow that. Raises ValueError, whose
    message never contains the variable's value."""
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
    """The only line of this file. A bare name is looked up in `credentials` first; a relative path is relative to
    `beside`. Raises ValueError, whose message says what is wrong and never contains the file's content."""
    given = credentials is not None and "/" not in name and (credentials / name).is_file()
    path = credentials / name if given and credentials else beside / name
    try:
        _must_be_private(path, given=given)
        return _one_line(path)
    except FileNotFoundError:
        # The message leaves out the name: people who misunderstand the setting write the secret itself there.
        raise ValueError(f"noemt een bestand dat er niet is; een naam zonder / vooraan telt vanaf {beside}") from None
    except OSError as error:
        raise ValueError(
            f"noemt {path}, dat niet te lezen is ({error.strerror}): draai dit als de gebruiker van wie het is"
        ) from None


def _must_be_private(path: Path, *, given: bool) -> None:
    """systemd lets its service read a credential through an access list, which shows up as a permission of the
    group."""
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
