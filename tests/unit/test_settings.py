"""The settings are read whole or not at all, and all that is wrong is told at once."""

import re
import tomllib
from datetime import time
from pathlib import Path
from typing import Any

import pytest

from retbot import profiles, settings
from retbot.calendar_nl import kalender
from retbot.domain.rollen import Recht
from retbot.paths import config_dir
from retbot.settings import Settings, SettingsError

EXAMPLE = config_dir() / "retbot.example.toml"
FILLED = {
    "Expertteam INVULLEN": "Expertteam Overijssel",
    "@INVULLEN:INVULLEN": "@anna:ret.nl",
    "https://INVULLEN": "https://matrix.ret.nl",
    "@retbot:INVULLEN": "@retbot:ret.nl",
    'host = "INVULLEN"': 'host = "smtp.ret.nl"',
    'username = "INVULLEN"': 'username = "retbot"',
    'address = "INVULLEN"': 'address = "ret@ret.nl"',
}
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


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    for name in ("password", "pickle_key", "matrix_password", "mail_password"):
        secret_file(tmp_path, name)
    return tmp_path


def faults(changed: dict[str, Any], beside: Path, credentials: Path | None = None) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        settings.read(changed, beside, credentials)
    return caught.value.faults


def with_value(section: str, name: str, value: object) -> dict[str, Any]:
    changed = tables() | {"mail": mail()}
    changed.setdefault(section, {})[name] = value
    return changed


def test_the_least_is_enough(beside: Path) -> None:
    found = settings.read(tables(), beside)
    assert found.matrix.homeserver == "https://matrix.ret.nl"
    assert found.team.morning == time(8, 30)
    assert found.mail is None
    assert found.state.directory == beside / "state"
    assert found.database == f"sqlite+aiosqlite:///{beside / 'state' / 'retbot.db'}"
    assert found.key_file == beside / "state" / "keys.json"


def test_the_example_lacks_only_what_must_be_filled_in(beside: Path) -> None:
    raw = EXAMPLE.read_text(encoding="utf-8")
    told = faults(tomllib.loads(raw), beside)
    assert all(fault.endswith("still holds INVULLEN, as in the example.") for fault in told)
    assert len(told) == 9


def test_the_example_filled_in_is_right(beside: Path) -> None:
    assert example(beside, lambda line: line).mail


def test_what_the_example_leaves_out_is_right_too(beside: Path) -> None:
    """Every setting that stands behind a # with a value."""
    secret_file(beside, "matrix_access_token")
    uncommented = example(beside, lambda line: re.sub(r'^# ("?[\w@:.]+"? = )', r"\1", line), without="url_file")
    assert set(uncommented.model_fields_set) == set(Settings.model_fields)
    for name in ("team", "matrix", "people", "mail"):
        section = getattr(uncommented, name)
        assert section.model_fields_set == set(type(section).model_fields), name


def example(beside: Path, changed: Any, without: str = "nothing") -> Settings:
    text = "\n".join(changed(line) for line in EXAMPLE.read_text(encoding="utf-8").splitlines() if without not in line)
    for placeholder, value in FILLED.items():
        text = text.replace(placeholder, value)
    return settings.read(tomllib.loads(text), beside)


def test_everything_that_is_wrong_is_told_at_once(beside: Path) -> None:
    wrong = tables() | {"mial": {}}
    wrong["team"] |= {"morgen": "08:00", "morning": "half negen"}
    wrong["people"] = {"voorzitter": [], "secretaris": ["@anna:ret.nl", "anna"]}
    del wrong["matrix"]["user"]
    assert sorted(faults(wrong, beside)) == [
        "matrix.user is missing.",
        "mial is no setting. Did you mean mail?",
        "people.secretaris, number 2 must be a Matrix id, such as @anna:ret.nl.",
        "people.voorzitter must name at least one.",
        "team.morgen is no setting. Did you mean team.morning?",
        'team.morning must be a time of day, such as "08:30".',
    ]


@pytest.mark.parametrize(
    ("section", "name", "value", "fault"),
    [
        ("team", "convenant", 2022, "team.convenant must be a text, in quotes."),
        ("team", "naam", " ", "team.naam must not be empty."),
        ("team", "evening", "08:00", "team must have its morning before its evening."),
        ("team", "room", "kamer", "team.room must be the id (!...) or an alias (#...:server) of a room."),
        (
            "team",
            "plekken",
            {"zaal 2": "Stadhuis"},
            "team.plekken.zaal 2 must have a name of one word: letters, digits and hyphens.",
        ),
        ("team", "soorten_afspraak", [], "team.soorten_afspraak must name at least one."),
        (
            "matrix",
            "homeserver",
            "http://matrix.ret.nl",
            "matrix.homeserver must begin with https: over http the password travels in the clear.",
        ),
        ("matrix", "homeserver", "ret.nl", "matrix.homeserver must be an address such as https://matrix.ret.nl."),
        (
            "matrix",
            "password",
            SECRET,
            "matrix.password is no setting. Put it in a file and name that in matrix.password_file.",
        ),
        (
            "matrix",
            "pins",
            {"@anna:ret.nl": "abcd efgh"},
            "matrix.pins.@anna:ret.nl must be a master key: 43 letters, digits, + or /.",
        ),
        ("matrix", "password_file", 3, "matrix.password_file must be the name of a file, in quotes."),
        ("mail", "port", "587a", "mail.port must be a whole number."),
        ("mail", "port", 0, "mail.port must be at least 1."),
        ("mail", "port", 70000, "mail.port must be at most 65535."),
        ("mail", "security", "none", "mail.security must be 'tls' or 'starttls'."),
        ("mail", "address", "ret", "mail.address must be a mail address, such as ret@gemeente.nl."),
        (
            "mail",
            "address",
            f"ret@{'a' * 40}.nl",
            "mail cannot send from this address: a domain of more than 40 characters.",
        ),
        ("mail", "attach_ics", "soms", "mail.attach_ics must be true or false."),
        (
            "store",
            "url",
            "mysql://db",
            "store.url must begin with sqlite+aiosqlite://// (and the whole path) or postgresql+asyncpg://.",
        ),
        (
            "store",
            "url",
            "postgresql+asyncpg://ret:geheim@db/ret",
            "store.url holds a password: put the whole address in a file and name that in store.url_file.",
        ),
        ("state", "directory", 7, "state.directory must be the name of a file, in quotes."),
        ("state", "map", "x", "state.map is no setting. Known are: directory."),
    ],
)
def test_each_fault_is_told_by_its_key(section: str, name: str, value: object, fault: str, beside: Path) -> None:
    assert faults(with_value(section, name, value), beside) == [fault]


def test_a_section_that_is_no_table_is_told(beside: Path) -> None:
    assert faults(tables() | {"people": "anna"}, beside) == ["people must be a table."]
    assert faults({"state": {"directory": "x"}}, beside) == [
        "team is missing.",
        "matrix is missing.",
        "people is missing.",
    ]


def test_there_must_be_a_way_to_log_in(beside: Path) -> None:
    without = tables()
    del without["matrix"]["password_file"]
    assert faults(without, beside) == ["matrix needs password_file or access_token_file."]


def test_plain_http_is_for_this_machine_only(beside: Path) -> None:
    changed = with_value("matrix", "homeserver", "http://127.0.0.1:8008")
    assert settings.read(changed, beside).matrix.homeserver == "http://127.0.0.1:8008"


def test_a_master_key_may_stand_in_groups(beside: Path) -> None:
    changed = with_value("matrix", "pins", {"@anna:ret.nl": " ".join(["abcd"] * 10 + ["efg"])})
    assert settings.read(changed, beside).matrix.pins["@anna:ret.nl"] == "abcd" * 10 + "efg"


def test_a_file_that_is_no_toml_or_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("[team\n")
    for name, what in (("broken.toml", "no valid TOML"), ("gone.toml", "No such file")):
        with pytest.raises(SettingsError, match=what):
            settings.load(tmp_path / name)


# secrets


def test_a_secret_is_the_line_in_its_file(beside: Path) -> None:
    password = settings.read(tables(), beside).matrix.password
    assert password
    assert password.get_secret_value() == SECRET


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660, 0o601])
def test_a_secret_that_others_may_read_is_refused(mode: int, beside: Path) -> None:
    path = secret_file(beside, "password", mode=mode)
    expected = f"matrix.password_file names {path}, which others may read (mode {mode:04o}); do: chmod 600 {path}."
    assert faults(tables(), beside) == [expected]


def test_a_secret_that_only_its_owner_may_read_is_taken(beside: Path) -> None:
    secret_file(beside, "pickle_key").chmod(0o400)
    assert settings.read(tables(), beside)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "which is empty"),
        ("   ", "which is empty"),
        ("twee\nregels", "which holds more than one line"),
        ("INVULLEN", "which still holds INVULLEN"),
    ],
)
def test_a_file_without_a_secret_in_it_is_refused(text: str, fault: str, beside: Path) -> None:
    path = secret_file(beside, "password", text)
    assert faults(tables(), beside) == [f"matrix.password_file names {path}, {fault}."]


def test_a_secret_that_is_not_there_or_no_text_is_told(beside: Path) -> None:
    changed = with_value("matrix", "password_file", "gone")
    told = faults(changed, beside)
    assert told == [
        f"matrix.password_file names a file that is not there; a name without / in front counts from {beside}."
    ]
    (beside / "password").write_bytes(b"\xff\xfe")
    assert "which holds no text." in faults(tables(), beside)[0]
    changed = with_value("matrix", "password_file", ".")
    assert faults(changed, beside)[0].startswith(f"matrix.password_file names {beside}, which is no file")


def test_a_short_pickle_key_is_refused(beside: Path) -> None:
    secret_file(beside, "pickle_key", "kort")
    assert faults(tables(), beside) == [
        "matrix.pickle_key_file names a file with a key of less than 16 characters; do: openssl rand -base64 32."
    ]


def test_a_credential_of_systemd_comes_first(beside: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its file shows a right of the group: the access list by which the service reads it."""
    credentials = tmp_path / "credentials"
    credentials.mkdir()
    secret_file(credentials, "password", "van systemd", mode=0o440)
    found = settings.read(tables(), beside, credentials).matrix.password
    assert found
    assert found.get_secret_value() == "van systemd"
    secret_file(credentials, "password", mode=0o444)
    assert "which others may read" in faults(tables(), beside, credentials)[0]


def test_the_environment_gives_no_secret(beside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MATRIX__PASSWORD", "PASSWORD", "password", "MATRIX_PASSWORD_FILE"):
        monkeypatch.setenv(name, "uit de omgeving")
    password = settings.read(tables(), beside).matrix.password
    assert password
    assert password.get_secret_value() == SECRET


def test_no_secret_shows(beside: Path) -> None:
    whole = settings.read(tables() | {"mail": mail()}, beside)
    assert SECRET not in repr(whole) + str(whole) + whole.model_dump_json()
    wrong = tables()
    wrong["matrix"] |= {"pickle_key_file": SECRET, "password": SECRET}
    with pytest.raises(SettingsError) as caught:
        settings.read(wrong, beside)
    assert not any(SECRET in fault for fault in caught.value.faults)


# what follows from them


def test_rights_come_from_the_lists(beside: Path) -> None:
    assert settings.read(tables(), beside).people.rechten() == {
        "@vera:ret.nl": {Recht.VOORZITTER, Recht.BEHEERDER},
        "@bas:ret.nl": {Recht.BEHEERDER},
    }


def test_the_team_is_what_the_settings_say(beside: Path) -> None:
    changed = tables()
    changed["team"] |= {"morning": "09:00", "plekken": {"video": "https://video.ret.nl"}, "telefoon": "038 1"}
    convenant = profiles.load("overijssel-2022")
    team = settings.team(settings.read(changed, beside), convenant, kalender())
    assert (team.morning, team.evening) == (time(9), time(17, 30))
    assert team.plekken == {"video": "https://video.ret.nl"}
    assert "intake" in team.soorten
    assert team.convenanten == {("overijssel-2022", convenant.versie): convenant}


def test_a_covenant_in_a_file_lies_beside_the_settings(beside: Path) -> None:
    changed = with_value("team", "convenant", "eigen.toml")
    changed["team"]["eerdere_convenanten"] = ["overijssel-2022", "oud.toml"]
    team = settings.read(changed, beside).team
    assert team.convenant == str(beside / "eigen.toml")
    assert team.eerdere_convenanten == ("overijssel-2022", str(beside / "oud.toml"))


def test_the_mail_is_sent_in_the_name_of_the_team(beside: Path) -> None:
    section = settings.read(tables() | {"mail": mail()}, beside).mail
    assert section
    sender = section.sender("RET")
    assert (sender.name, sender.reply_to, sender.domain) == ("RET", "ret@ret.nl", "ret.nl")


def test_the_address_of_a_database_may_come_from_a_file(beside: Path) -> None:
    secret_file(beside, "url", "postgresql+asyncpg://ret:geheim@db/ret")
    changed = with_value("store", "url_file", "url")
    assert settings.read(changed, beside).database == "postgresql+asyncpg://ret:geheim@db/ret"
    changed["store"]["url"] = "sqlite+aiosqlite:////tmp/retbot.db"
    assert faults(changed, beside) == ["store must have url or url_file, not both."]
