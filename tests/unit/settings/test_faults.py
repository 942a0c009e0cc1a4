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
        ("team", "room", "kamer", "team.room must be the id of a room, such as !AbCdEf:ret.nl."),
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
        ("state", "map", "x", "state.map is no setting. Known are: directory, secrets_from_environment."),
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
