"""Secrets come from files that nobody else may read."""

from pathlib import Path

import pytest

from retbot import settings
from retbot.settings import SettingsError
from tests.unit.settings.settings_samples import SECRET, faults, mail, secret_file, secrets_in, tables, with_value


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    """The directory of the settings, with the secrets."""
    return secrets_in(tmp_path)


def test_a_secret_is_the_line_in_its_file(beside: Path) -> None:
    password = settings.read(tables(), beside).matrix.password
    assert password
    assert password.get_secret_value() == SECRET


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660, 0o601])
def test_a_secret_that_others_may_read_is_refused(mode: int, beside: Path) -> None:
    path = secret_file(beside, "password", mode=mode)
    expected = (
        f"matrix.password_file noemt {path}, dat anderen mogen lezen (rechten {mode:04o}); doe: chmod 600 {path}."
    )
    assert faults(tables(), beside) == [expected]


def test_a_secret_that_only_its_owner_may_read_is_taken(beside: Path) -> None:
    secret_file(beside, "pickle_key").chmod(0o400)
    assert settings.read(tables(), beside)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "dat leeg is"),
        ("   ", "dat leeg is"),
        ("twee\nregels", "waarin meer dan één regel staat"),
        ("INVULLEN", "waarin nog INVULLEN staat"),
    ],
)
def test_a_file_without_a_secret_in_it_is_refused(text: str, fault: str, beside: Path) -> None:
    path = secret_file(beside, "password", text)
    assert faults(tables(), beside) == [f"matrix.password_file noemt {path}, {fault}."]


def test_a_secret_that_is_not_there_or_no_text_is_told(beside: Path) -> None:
    changed = with_value("matrix", "password_file", "gone")
    told = faults(changed, beside)
    assert told == [
        f"matrix.password_file noemt een bestand dat er niet is; een naam zonder / vooraan telt vanaf {beside}."
    ]
    (beside / "password").write_bytes(b"\xff\xfe")
    assert "waarin geen tekst staat." in faults(tables(), beside)[0]
    changed = with_value("matrix", "password_file", ".")
    assert faults(changed, beside)[0].startswith(f"matrix.password_file noemt {beside}, dat geen bestand is")


def test_a_short_pickle_key_is_refused(beside: Path) -> None:
    secret_file(beside, "pickle_key", "kort")
    assert faults(tables(), beside) == [
        "matrix.pickle_key_file noemt een sleutel van minder dan 16 tekens; doe: openssl rand -base64 32."
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
    assert "dat anderen mogen lezen" in faults(tables(), beside, credentials)[0]


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


def test_a_secret_in_the_environment_is_refused(beside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RETBOT_PASSWORD", SECRET)
    (told,) = faults(with_value("matrix", "password_file", "env:RETBOT_PASSWORD"), beside)
    assert told.startswith("matrix.password_file noemt een omgevingsvariabele, die anderen kunnen zien")
    assert SECRET.strip() not in told


def test_to_try_the_bot_out_it_may_come_from_the_environment(beside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RETBOT_PASSWORD", SECRET)
    changed = with_value("matrix", "password_file", "env:RETBOT_PASSWORD")
    changed["state"]["secrets_from_environment"] = True
    password = settings.read(changed, beside).matrix.password
    assert password
    assert password.get_secret_value() == SECRET.strip()
    monkeypatch.delenv("RETBOT_PASSWORD")
    assert faults(changed, beside) == ["matrix.password_file noemt een omgevingsvariabele die er niet is."]
