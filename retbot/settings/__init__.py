"""The settings: one TOML file, read once; when anything in it is wrong, nothing is used."""

import os
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import time
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import Field, ValidationError, model_validator
from sqlalchemy.engine import URL, make_url

from retbot.domain.calendar.working_days import Calendar
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.deelnemers.roles import Right
from retbot.domain.team import Team
from retbot.settings.faults import placeholders, sentences, unreadable
from retbot.settings.fields import (
    DATABASES,
    Covenant,
    Database,
    File,
    Homeserver,
    Key,
    MasterKey,
    MatrixId,
    Plek,
    Room,
    Secret,
    Section,
    Text,
)
from retbot.settings.mail import MailSection
from retbot.settings.watch import WatchSection
from retbot.storage import sqlite_url


class SettingsError(Exception):
    """The settings are wrong. `faults` holds a sentence for each fault, which names the key."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__(" ".join(faults))
        self.faults = faults


class TeamSection(Section):
    naam: Text
    convenant: Covenant
    eerdere_convenanten: tuple[Covenant, ...] = ()
    """Older versions of the covenant, under which running cases were reported."""
    monitor: File | None = None
    """The columns of the national monitor; by default those that come with retbot."""
    room: Room = ""
    """When empty: the first room in which a person with a right under these settings writes."""
    morning: time = time(8, 30)
    evening: time = time(17, 30)
    telefoon: Text | None = None
    soorten_afspraak: Annotated[tuple[Text, ...], Field(min_length=1)] | None = None
    uitnodigen_vooruit: Annotated[int, Field(ge=1, le=26)] = 3
    """To how many overleggen of a series the fixed members are invited at once."""
    plekken: dict[Plek, Text] = Field(default_factory=dict)
    reacties: bool = False
    """Whether the bot puts the reactions to choose from under its own messages."""

    @model_validator(mode="after")
    def _day(self) -> Self:
        if self.morning >= self.evening:
            raise ValueError("moet morning vóór evening hebben")
        return self


class MatrixSection(Section):
    homeserver: Homeserver
    ca_file: File | None = None
    user: MatrixId
    password: Secret | None = Field(None, validation_alias="password_file")
    access_token: Secret | None = Field(None, validation_alias="access_token_file")
    pickle_key: Key = Field(validation_alias="pickle_key_file")
    pins: dict[MatrixId, MasterKey] = Field(default_factory=dict)
    """Master keys that are known in advance."""

    @model_validator(mode="after")
    def _way_in(self) -> Self:
        if self.password is None and self.access_token is None:
            raise ValueError("heeft password_file of access_token_file nodig")
        return self


class PeopleSection(Section):
    voorzitter: Annotated[tuple[MatrixId, ...], Field(min_length=1)]
    secretaris: tuple[MatrixId, ...] = ()
    beheerder: tuple[MatrixId, ...] = ()
    vervanger_voorzitter: tuple[MatrixId, ...] = ()
    vervanger_secretaris: tuple[MatrixId, ...] = ()
    """Has the secretaris's rights while the secretaris is away, and no longer."""

    @property
    def everybody(self) -> frozenset[str]:
        return frozenset({*self.rights(), *self.vervanger_voorzitter, *self.vervanger_secretaris})

    def rights(self) -> dict[str, frozenset[Right]]:
        """Matrix id → the rights that the settings give to that person."""
        listed = {
            Right.VOORZITTER: self.voorzitter,
            Right.SECRETARIS: self.secretaris,
            Right.BEHEERDER: self.beheerder,
        }
        everybody = {matrix_id for ids in listed.values() for matrix_id in ids}
        return {one: frozenset(right for right, ids in listed.items() if one in ids) for one in everybody}


class StoreSection(Section):
    url: Database | None = None
    url_from_file: Secret | None = Field(None, validation_alias="url_file")
    key_file: File | None = None

    @model_validator(mode="after")
    def _one_url(self) -> Self:
        if self.url and self.url_from_file:
            raise ValueError("mag url of url_file hebben, niet allebei")
        if self.url_from_file and not self.url_from_file.get_secret_value().startswith(DATABASES):
            raise ValueError("noemt bij url_file een bestand zonder adres van een database")
        return self


class StateSection(Section):
    directory: File
    secrets_from_environment: bool = False
    """For trying the bot out: a secret may then be `env:NAME`."""


class Settings(Section):
    team: TeamSection
    matrix: MatrixSection
    people: PeopleSection
    state: StateSection
    mail: MailSection | None = None
    """Without it the bot sends no mail."""
    watch: WatchSection = Field(default_factory=lambda: WatchSection.model_validate({}))
    store: StoreSection = Field(default_factory=lambda: StoreSection.model_validate({}))

    @property
    def database(self) -> URL:
        """The URL of the database, which may contain a password."""
        if self.store.url_from_file:
            return make_url(self.store.url_from_file.get_secret_value())
        return make_url(self.store.url) if self.store.url else sqlite_url(self.state.directory / "retbot.db")

    @property
    def key_file(self) -> Path:
        """The encryption keys of the addresses, which are kept out of every backup of the database."""
        return self.store.key_file or self.state.directory / "keys" / "addresses.json"


def load(path: Path) -> Settings:
    """Raises SettingsError, which lists everything that is wrong."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise SettingsError([f"{path} is geen geldige TOML: {error}."]) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError([f"Het bestand met instellingen {path} is niet te lezen: {unreadable(error)}."]) from None
    credentials = os.environ.get("CREDENTIALS_DIRECTORY")
    return read(tables, path.absolute().parent, Path(credentials) if credentials else None)


def read(tables: Mapping[str, Any], beside: Path, credentials: Path | None = None) -> Settings:
    """Relative paths are relative to the directory `beside`. Raises SettingsError, which lists everything that is
    wrong."""
    unfilled = placeholders(tables)
    state = tables.get("state")
    allowed = isinstance(state, Mapping) and state.get("secrets_from_environment") is True
    context = {"beside": beside, "credentials": credentials, "environment": os.environ if allowed else None}
    try:
        settings = Settings.model_validate(tables, context=context)
    except ValidationError as error:
        raise SettingsError(sentences(error, unfilled, Settings)) from None
    if unfilled:
        raise SettingsError(list(unfilled.values()))
    return settings


def team(settings: Settings, convenant: Convenant, kalender: Calendar, older: Iterable[Convenant] = ()) -> Team:
    """`older`: the versions of the covenant under which running cases were reported."""
    chosen = settings.team
    made = Team(
        convenant=convenant,
        kalender=kalender,
        rights=settings.people.rights(),
        vervangers={
            Right.VOORZITTER: settings.people.vervanger_voorzitter,
            Right.SECRETARIS: settings.people.vervanger_secretaris,
        },
        convenanten={(one.naam, one.versie): one for one in (*older, convenant)},
        morning=chosen.morning,
        evening=chosen.evening,
        plekken=chosen.plekken,
        name=chosen.naam,
        invite_ahead=chosen.uitnodigen_vooruit,
        alarm_minutes=settings.mail.alarm_minutes if settings.mail else 0,
        telefoon=chosen.telefoon,
        mailt=settings.mail is not None,
        reads_mail=settings.mail is not None and settings.mail.imap is not None,
        beheerder_mail=settings.watch.mail,
        places_reactions=chosen.reacties,
    )
    return replace(made, soorten=chosen.soorten_afspraak) if chosen.soorten_afspraak else made
