"""The settings of a team, the example among them, and what follows from them."""

import re
import tomllib
from collections.abc import Callable
from datetime import time
from pathlib import Path

import pytest

from retbot import settings
from retbot.covenants import convenant_files
from retbot.covenants.free_days import kalender
from retbot.covenants.paths import config_dir
from retbot.domain.deelnemers.roles import Right
from retbot.settings import Settings, SettingsError
from retbot.settings.mail import ImapSection
from tests.unit.settings.settings_samples import faults, mail, secret_file, secrets_in, tables, with_value

EXAMPLE = config_dir() / "retbot.example.toml"
FILLED = {
    "Expertteam INVULLEN": "Expertteam Overijssel",
    "@INVULLEN:INVULLEN": "@anna:ret.nl",
    "https://INVULLEN": "https://matrix.ret.nl",
    "@retbot:INVULLEN": "@retbot:ret.nl",
    'host = "INVULLEN"': 'host = "smtp.ret.nl"',
    'username = "INVULLEN"': 'username = "retbot"',
    'address = "INVULLEN"': 'address = "ret@ret.nl"',
    'reply_to = "INVULLEN"': 'reply_to = "secretariaat@gemeente.nl"',
}


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    """The directory of the settings, with the secrets."""
    return secrets_in(tmp_path)


def test_the_least_is_enough(beside: Path) -> None:
    found = settings.read(tables(), beside)
    assert found.matrix.homeserver == "https://matrix.ret.nl"
    assert found.team.morning == time(8, 30)
    assert found.mail is None
    assert found.state.directory == beside / "state"
    assert str(found.database) == f"sqlite+aiosqlite:///{beside / 'state' / 'retbot.db'}"
    assert found.key_file == beside / "state" / "keys" / "addresses.json"


def test_the_example_lacks_only_what_must_be_filled_in(beside: Path) -> None:
    raw = EXAMPLE.read_text(encoding="utf-8")
    told = faults(tomllib.loads(raw), beside)
    assert all(fault.endswith("bevat nog INVULLEN, zoals in het voorbeeld: vul het in.") for fault in told)
    assert len(told) == 11


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
    assert uncommented.mail
    assert uncommented.mail.imap
    assert uncommented.mail.imap.model_fields_set == set(ImapSection.model_fields)


def example(beside: Path, changed: Callable[[str], str], without: str = "nothing") -> Settings:
    text = "\n".join(changed(line) for line in EXAMPLE.read_text(encoding="utf-8").splitlines() if without not in line)
    for placeholder, value in FILLED.items():
        text = text.replace(placeholder, value)
    return settings.read(tomllib.loads(text), beside)


def test_plain_http_is_for_this_machine_only(beside: Path) -> None:
    changed = with_value("matrix", "homeserver", "http://127.0.0.1:8008")
    assert settings.read(changed, beside).matrix.homeserver == "http://127.0.0.1:8008"


def test_a_master_key_may_stand_in_groups(beside: Path) -> None:
    changed = with_value("matrix", "pins", {"@anna:ret.nl": " ".join(["abcd"] * 10 + ["efg"])})
    assert settings.read(changed, beside).matrix.pins["@anna:ret.nl"] == "abcd" * 10 + "efg"


def test_a_file_that_is_no_toml_or_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("[team\n")
    for name, what in (("broken.toml", "geen geldige TOML"), ("gone.toml", "is niet te lezen: het is er niet")):
        with pytest.raises(SettingsError, match=what):
            settings.load(tmp_path / name)


def test_rights_come_from_the_lists(beside: Path) -> None:
    assert settings.read(tables(), beside).people.rights() == {
        "@vera:ret.nl": {Right.VOORZITTER, Right.BEHEERDER},
        "@bas:ret.nl": {Right.BEHEERDER},
    }


def test_the_team_is_what_the_settings_say(beside: Path) -> None:
    changed = tables()
    changed["team"] |= {"morning": "09:00", "plekken": {"video": "https://video.ret.nl"}, "telefoon": "038 1"}
    convenant = convenant_files.load("overijssel-2022")
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
    assert settings.read(changed, beside).database.password == "geheim"
    changed["store"]["url"] = "sqlite+aiosqlite:////tmp/retbot.db"
    assert faults(changed, beside) == ["store mag url of url_file hebben, niet allebei."]
    secret_file(beside, "url", "geheim")
    assert faults(with_value("store", "url_file", "url"), beside) == [
        "store noemt bij url_file een bestand zonder adres van een database."
    ]


IMAP = {"host": "imap.ret.nl", "port": 993, "security": "tls"}


def with_imap(**changed: object) -> dict[str, object]:
    return tables() | {"mail": mail() | {"reply_to": "team@ret.nl", "imap": IMAP | changed}}


def test_each_guest_answers_to_an_address_of_his_own(beside: Path) -> None:
    found = settings.read(with_imap(), beside).mail
    assert found
    assert found.sender("RET").organizer("0a1b").address == "ret+0a1b@ret.nl"
    assert found.sender("RET").organizer().address == "ret@ret.nl"
    other = settings.read(with_imap(answer_address="TOKEN@antwoord.ret.nl"), beside).mail
    assert other
    assert other.sender("RET").organizer("0a1b").address == "0a1b@antwoord.ret.nl"


def test_answers_that_nobody_could_trust_are_refused_beforehand(beside: Path) -> None:
    (told,) = faults(with_imap(answer_address="ret@ret.nl"), beside)
    assert "authserv_id" in told
    assert settings.read(with_imap(answer_address="ret@ret.nl", authserv_id="mx.ret.nl"), beside).mail


@pytest.mark.parametrize("reply_to", [None, "ret@ret.nl"])
def test_the_mailbox_of_answers_is_not_that_of_the_team(reply_to: str | None, beside: Path) -> None:
    changed = with_imap()
    section = mail() | {"imap": IMAP} | ({"reply_to": reply_to} if reply_to else {})
    (told,) = faults(changed | {"mail": section}, beside)
    assert "de eigen mailbox van het team" in told
