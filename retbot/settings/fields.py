"""The types of value in the settings, each with its own check and its own error message."""

import re
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationInfo

from retbot.domain.deelnemers.mail_address import must_be_address
from retbot.settings.secret_files import ENVIRONMENT, from_environment, read_secret

SHORTEST_KEY = 16
DATABASES = ("sqlite+aiosqlite:////", "postgresql+asyncpg://")
_MATRIX_ID = re.compile(r"@[!-9;-~]+:[A-Za-z0-9.\-\[\]:]+")
_ROOM = re.compile(r"|![!-~]+")
_PLEK = re.compile(r"[\w-]+")
_MASTER_KEY = re.compile(r"[A-Za-z0-9+/]{43}")
_HERE = {"localhost", "127.0.0.1", "::1"}


def _matching(shape: re.Pattern[str], otherwise: str) -> AfterValidator:
    def check(text: str) -> str:
        if not shape.fullmatch(text):
            raise ValueError(otherwise)
        return text

    return AfterValidator(check)


def _context(info: ValidationInfo) -> dict[str, Any]:
    if info.context is None:
        raise TypeError("settings are read from a file")
    return dict(info.context)


def _beside(path: Path, info: ValidationInfo) -> Path:
    beside: Path = _context(info)["beside"]
    return beside / path


def _secret(name: object, info: ValidationInfo) -> SecretStr:
    if not isinstance(name, str):
        raise ValueError("moet de naam van een bestand zijn, tussen aanhalingstekens")  # noqa: TRY004 - pydantic takes ValueError
    context = _context(info)
    if name.startswith(ENVIRONMENT):
        return SecretStr(from_environment(name, context["environment"]))
    return SecretStr(read_secret(name, context["beside"], context["credentials"]))


def _long_enough(key: SecretStr) -> SecretStr:
    if len(key.get_secret_value()) < SHORTEST_KEY:
        raise ValueError(f"noemt een sleutel van minder dan {SHORTEST_KEY} tekens; doe: openssl rand -base64 32")
    return key


def _homeserver(text: str) -> str:
    parts = urlsplit(text)
    if not parts.hostname or parts.scheme not in {"http", "https"} or parts.path.strip("/") or parts.query:
        raise ValueError("moet een adres zijn zoals https://matrix.ret.nl")
    if parts.scheme == "http" and parts.hostname not in _HERE:
        raise ValueError("moet met https beginnen: over http is het wachtwoord onderweg te lezen")
    return text.rstrip("/")


def _master_key(text: str) -> str:
    key = "".join(text.split())
    if not _MASTER_KEY.fullmatch(key):
        raise ValueError("moet een hoofdsleutel zijn: 43 letters, cijfers, + of /")
    return key


def _covenant(text: str, info: ValidationInfo) -> str:
    """The name of a covenant stays as it is; a file is relative to the directory of the settings."""
    return str(_beside(Path(text), info)) if text.endswith(".toml") else text


def _database(url: str) -> str:
    if not url.startswith(DATABASES):
        raise ValueError("moet beginnen met sqlite+aiosqlite://// (en het hele pad) of postgresql+asyncpg://")
    if urlsplit(url).password:
        raise ValueError("bevat een wachtwoord: zet het hele adres in een bestand en noem dat bij store.url_file")
    return url


Text = Annotated[str, Field(min_length=1)]
MatrixId = Annotated[str, _matching(_MATRIX_ID, "moet een Matrix-id zijn, zoals @anna:ret.nl")]
Room = Annotated[str, _matching(_ROOM, "moet het id van een kamer zijn, zoals !AbCdEf:ret.nl")]
Plek = Annotated[str, _matching(_PLEK, "moet een naam van één woord hebben: letters, cijfers en streepjes")]
MasterKey = Annotated[str, AfterValidator(_master_key)]
Homeserver = Annotated[str, AfterValidator(_homeserver)]
Address = Annotated[str, AfterValidator(must_be_address)]
Database = Annotated[str, AfterValidator(_database)]
Covenant = Annotated[Text, AfterValidator(_covenant)]
File = Annotated[Path, AfterValidator(_beside)]
Secret = Annotated[SecretStr, BeforeValidator(_secret)]
Key = Annotated[SecretStr, AfterValidator(_long_enough), BeforeValidator(_secret)]


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True, str_strip_whitespace=True)
