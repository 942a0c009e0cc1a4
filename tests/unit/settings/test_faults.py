"""All that is wrong with the settings is told at once, by the key that it is about."""

from pathlib import Path

import pytest

from tests.unit.settings.settings_samples import SECRET, faults, secrets_in, tables, with_value


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    """The directory of the settings, with the secrets."""
    return secrets_in(tmp_path)


def test_everything_that_is_wrong_is_told_at_once(beside: Path) -> None:
    wrong = tables() | {"mial": {}}
    wrong["team"] |= {"morgen": "08:00", "morning": "half negen"}
    wrong["people"] = {"voorzitter": [], "secretaris": ["@anna:ret.nl", "anna"]}
    del wrong["matrix"]["user"]
    assert sorted(faults(wrong, beside)) == [
        "matrix.user ontbreekt.",
        "mial is geen instelling. Bedoelt u mail?",
        "people.secretaris, nummer 2 moet een Matrix-id zijn, zoals @anna:ret.nl.",
        "people.voorzitter moet er ten minste één noemen.",
        "team.morgen is geen instelling. Bedoelt u team.morning?",
        'team.morning moet een tijd zijn, zoals "08:30".',
    ]


@pytest.mark.parametrize(
    ("section", "name", "value", "fault"),
    [
        ("team", "convenant", 2022, "team.convenant moet een tekst zijn, tussen aanhalingstekens."),
        ("team", "naam", " ", "team.naam mag niet leeg zijn."),
        ("team", "evening", "08:00", "team moet morning vóór evening hebben."),
        ("team", "room", "kamer", "team.room moet het id van een kamer zijn, zoals !AbCdEf:ret.nl."),
        (
            "team",
            "plekken",
            {"zaal 2": "Stadhuis"},
            "team.plekken.zaal 2 moet een naam van één woord hebben: letters, cijfers en streepjes.",
        ),
        ("team", "soorten_afspraak", [], "team.soorten_afspraak moet er ten minste één noemen."),
        (
            "matrix",
            "homeserver",
            "http://matrix.ret.nl",
            "matrix.homeserver moet met https beginnen: over http is het wachtwoord onderweg te lezen.",
        ),
        ("matrix", "homeserver", "ret.nl", "matrix.homeserver moet een adres zijn zoals https://matrix.ret.nl."),
        (
            "matrix",
            "password",
            SECRET,
            "matrix.password is geen instelling. Zet het in een bestand en noem dat bij matrix.password_file.",
        ),
        (
            "matrix",
            "pins",
            {"@anna:ret.nl": "abcd efgh"},
            "matrix.pins.@anna:ret.nl moet een hoofdsleutel zijn: 43 letters, cijfers, + of /.",
        ),
        (
            "matrix",
            "password_file",
            3,
            "matrix.password_file moet de naam van een bestand zijn, tussen aanhalingstekens.",
        ),
        ("mail", "port", "587a", "mail.port moet een heel getal zijn."),
        ("mail", "port", 0, "mail.port moet ten minste 1 zijn."),
        ("mail", "port", 70000, "mail.port moet ten hoogste 65535 zijn."),
        ("mail", "security", "none", "mail.security moet 'tls' of 'starttls' zijn."),
        ("mail", "address", "ret", "mail.address moet een mailadres zijn, zoals ret@gemeente.nl."),
        (
            "mail",
            "address",
            f"ret@{'a' * 40}.nl",
            "mail kan vanaf dit adres niet versturen: een domein van meer dan 40 tekens.",
        ),
        ("mail", "attach_ics", "soms", "mail.attach_ics moet true of false zijn."),
        (
            "store",
            "url",
            "mysql://db",
            "store.url moet beginnen met sqlite+aiosqlite://// (en het hele pad) of postgresql+asyncpg://.",
        ),
        (
            "store",
            "url",
            "postgresql+asyncpg://ret:geheim@db/ret",
            "store.url bevat een wachtwoord: zet het hele adres in een bestand en noem dat bij store.url_file.",
        ),
        ("state", "directory", 7, "state.directory moet de naam van een bestand zijn, tussen aanhalingstekens."),
        ("state", "map", "x", "state.map is geen instelling. Bekend zijn: directory, secrets_from_environment."),
    ],
)
def test_each_fault_is_told_by_its_key(section: str, name: str, value: object, fault: str, beside: Path) -> None:
    assert faults(with_value(section, name, value), beside) == [fault]


def test_a_section_that_is_no_table_is_told(beside: Path) -> None:
    assert faults(tables() | {"people": "anna"}, beside) == ["people moet een tabel zijn."]
    assert faults({"state": {"directory": "x"}}, beside) == [
        "team ontbreekt.",
        "matrix ontbreekt.",
        "people ontbreekt.",
    ]


def test_there_must_be_a_way_to_log_in(beside: Path) -> None:
    without = tables()
    del without["matrix"]["password_file"]
    assert faults(without, beside) == ["matrix heeft password_file of access_token_file nodig."]
