"""`retbot timeline` answers as the outside may rely on: its JSON, its order, its exit codes."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from retbot.__main__ import main
from retbot.domain.convenant.convenant import EVENTS
from tests.unit.covenants.profile_text import profile_text

DESIGN = ("aanmelding=2026-04-20", "bespreking=2026-05-07")
KEYS = ["id", "artikel", "event", "due", "rol", "voorwaarde", "lezing", "moved_by"]
ASCENSION = [
    {"date": "2026-05-14", "name": "Hemelvaartsdag"},
    {"date": "2026-05-15", "name": "gelijkgestelde dag na Hemelvaartsdag"},
]


class Timeline:
    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def run(self, *events: str, profile: str = "overijssel-2022", as_json: bool = True) -> tuple[int, str, str]:
        options = [word for event in events for word in ("--event", event)]
        status = main(["timeline", "--profile", profile, *options, *(["--json"] if as_json else [])])
        out, err = self._capsys.readouterr()
        return status, out, err

    def rows(self, *events: str, profile: str = "overijssel-2022") -> list[dict[str, Any]]:
        status, out, err = self.run(*events, profile=profile)
        assert (status, err) == (0, "")
        rows: list[dict[str, Any]] = json.loads(out)
        return rows


@pytest.fixture
def timeline(capsys: pytest.CaptureFixture[str]) -> Timeline:
    return Timeline(capsys)


def test_a_row_has_these_keys_in_this_order(timeline: Timeline) -> None:
    assert all(list(row) == KEYS for row in timeline.rows(*DESIGN))


def test_the_three_promised_rows_are_these(timeline: Timeline) -> None:
    rows = {row["id"]: row for row in timeline.rows(*DESIGN)}
    assert rows["OV-8.4"] == {
        "id": "OV-8.4",
        "artikel": "8.4",
        "event": "aanmelding",
        "due": "2026-05-06",
        "rol": "secretaris",
        "voorwaarde": None,
        "lezing": "binnen tien werkdagen gepland, niet gehouden; geteld vanaf de ontvangst, compleet of niet",
        "moved_by": [{"date": "2026-04-27", "name": "Koningsdag"}, {"date": "2026-05-05", "name": "Bevrijdingsdag"}],
    }
    assert (rows["OV-8.16"]["due"], rows["OV-8.16"]["moved_by"]) == ("2026-05-18", ASCENSION)
    assert (rows["OV-8.5a"]["due"], rows["OV-8.5a"]["moved_by"]) == ("2026-04-30", [])


def test_rows_are_sorted_by_due_and_there_is_one_for_each_id(timeline: Timeline) -> None:
    events = (
        *DESIGN,
        "advies_verzonden=2026-05-18",
        "datalek=2026-05-12T09:00",
        "vog=2024-02-29",
        "verzoek=2026-04-18",
    )
    rows = timeline.rows(*events)
    dues = [row["due"] for row in rows]
    assert dues == sorted(dues)
    assert len({row["id"] for row in rows}) == len(rows) == 15


def test_the_order_of_the_events_does_not_matter(timeline: Timeline) -> None:
    assert timeline.rows(*DESIGN) == timeline.rows(*reversed(DESIGN))


def test_a_conditional_term_is_listed_with_its_condition(timeline: Timeline) -> None:
    told = {row["id"]: row["voorwaarde"] for row in timeline.rows("bespreking=2026-05-07")}
    assert {id_: name for id_, name in told.items() if name} == {"OV-8.15": "flexibele_schil", "OV-16m": "meerwerk"}


def test_a_term_whose_start_is_not_given_is_left_out(timeline: Timeline) -> None:
    assert [row["id"] for row in timeline.rows("aanmelding=2026-04-20")] == ["OV-8.3", "OV-8.4"]
    assert timeline.rows() == []
    assert timeline.rows("adviestafel=2026-04-20") == []


ONE_DAY = tuple(f"{event}=2026-04-20" for event in sorted(EVENTS))


@pytest.mark.parametrize(
    ("profile", "rows"),
    [
        ("overijssel-2022", 16),
        ("gooi-en-vechtstreek-2018", 7),
        ("ijsselland-pilot-2018", 6),
        ("westfriesland-2023", 6),
        ("model-2024", 15),
    ],
)
def test_with_every_event_given_each_dated_duty_is_told_once(timeline: Timeline, profile: str, rows: int) -> None:
    told = timeline.rows(*ONE_DAY, profile=profile)
    assert len({row["id"] for row in told}) == len(told) == rows
    assert all(list(row) == KEYS for row in told)
    assert all(isinstance(row["rol"], str) and row["rol"] for row in told)
    assert told == sorted(told, key=lambda row: (row["due"], row["id"]))


def test_the_event_of_a_row_is_the_one_it_really_counts_from(timeline: Timeline) -> None:
    """Art. 8.16 of model-2024: after the oplossing, else after the advies."""
    [six_weeks, six_months] = timeline.rows("advies_verzonden=2026-04-13", profile="model-2024")
    assert (six_weeks["id"], six_weeks["event"], six_weeks["due"]) == ("MO-8.16a", "advies_verzonden", "2026-05-26")
    assert (six_months["event"], six_months["due"]) == ("advies_verzonden", "2026-10-13")
    both = ("advies_verzonden=2026-04-13", "oplossing_verzonden=2026-04-20")
    later = timeline.rows(*both, profile="model-2024")
    assert [(row["id"], row["event"], row["due"]) for row in later] == [
        ("MO-8.16a", "oplossing_verzonden", "2026-06-01"),
        ("MO-8.16b", "oplossing_verzonden", "2026-10-20"),
    ]


def test_a_breach_rings_after_a_day_and_three_in_the_model(timeline: Timeline) -> None:
    rows = timeline.rows("datalek=2026-03-28T20:00", profile="model-2024")
    assert [(row["id"], row["rol"], row["due"]) for row in rows] == [
        ("MO-17.5", "partij", "2026-03-29T21:00:00+02:00"),
        ("AVG-33", "gemeente + FG", "2026-03-31T21:00:00+02:00"),
        ("MO-17.6", "trekkende gemeente + FG", "2026-03-31T21:00:00+02:00"),
    ]


def test_a_duty_of_two_roles_is_one_string(timeline: Timeline) -> None:
    [row] = timeline.rows("datalek=2026-03-27T14:00")
    assert row["rol"] == "gemeente + FG"


@pytest.mark.parametrize(
    ("event", "due"),
    [
        ("datalek=2026-03-27T14:00", "2026-03-30T15:00:00+02:00"),
        ("datalek=2026-10-23T14:00", "2026-10-26T13:00:00+01:00"),
        ("datalek=2026-03-27T13:00Z", "2026-03-30T15:00:00+02:00"),
        ("datalek=2026-07-01", "2026-07-04T00:00:00+02:00"),
    ],
)
def test_a_term_in_hours_ends_at_an_instant_with_its_offset(timeline: Timeline, event: str, due: str) -> None:
    [row] = timeline.rows(event)
    assert (row["due"], row["moved_by"]) == (due, [])


def test_a_choice_of_the_team_stands_where_a_reading_does(timeline: Timeline) -> None:
    assert timeline.rows("aanmelding=2026-04-20")[0]["lezing"].startswith("de bron noemt geen termijn")


def test_of_an_event_given_twice_the_last_one_counts(timeline: Timeline) -> None:
    """A second round; the answer has one row per id."""
    twice = timeline.rows("bespreking=2026-05-07", "bespreking=2026-06-11")
    assert twice == timeline.rows("bespreking=2026-06-11")


def test_the_text_tells_who_does_what_and_which_day_moved_it(timeline: Timeline) -> None:
    status, out, err = timeline.run("aanmelding=2026-04-20", as_json=False)
    assert (status, err) == (0, "")
    first, second = out.splitlines()
    assert first.split()[:4] == ["2026-04-22", "OV-8.3", "art.", "8.3"]
    assert second.endswith("de casus op de agenda zetten (verschoven door Koningsdag en Bevrijdingsdag)")


def test_the_text_says_when_no_term_follows(timeline: Timeline) -> None:
    assert timeline.run(as_json=False) == (0, "Uit deze gebeurtenissen volgt geen termijn.\n", "")


def test_the_text_says_when_bridge_days_are_not_known_yet(timeline: Timeline) -> None:
    _, known, _ = timeline.run("aanmelding=2028-05-01", as_json=False)
    _, unknown, _ = timeline.run("aanmelding=2028-12-20", as_json=False)
    assert "not known yet" not in known
    assert unknown.splitlines()[-1].startswith("Welke brugdagen vanaf 2029 vrij zijn")


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        ("feest=2026-04-20", "retbot: unknown event 'feest'; known are: aanmelding, "),
        ("Aanmelding=2026-04-20", "retbot: unknown event 'Aanmelding'"),
        ("aanmelding", "retbot: '' is no date; write aanmelding=2026-04-20 or aanmelding=2026-04-20T14:00"),
        ("aanmelding=", "retbot: '' is no date"),
        ("aanmelding=2026-02-29", "retbot: '2026-02-29' is no date"),
        ("aanmelding=20-04-2026", "retbot: '20-04-2026' is no date"),
        ("aanmelding=20260420", "retbot: '20260420' is no date"),
        ("aanmelding=2026-W17-1", "retbot: '2026-W17-1' is no date"),
        ("aanmelding=2026-04-20T25:00", "retbot: '2026-04-20T25:00' is no date"),
        ("aanmelding=vandaag", "retbot: 'vandaag' is no date"),
        ("aanmelding=0001-01-01", "retbot: '0001-01-01' lies outside the calendar, which knows 2016 to 2055"),
        ("aanmelding=9999-12-31", "retbot: '9999-12-31' lies outside the calendar"),
    ],
)
def test_a_wrong_event_is_wrong_use(timeline: Timeline, event: str, sentence: str) -> None:
    status, out, err = timeline.run(event)
    assert (status, out) == (2, "")
    assert err.startswith(sentence)


def test_an_unknown_covenant_is_wrong_use(timeline: Timeline) -> None:
    status, out, err = timeline.run("aanmelding=2026-04-20", profile="atlantis-1999")
    assert (status, out) == (2, "")
    assert err.startswith("retbot: er is geen convenant atlantis-1999; wel: ")


def test_a_covenant_file_with_a_fault_is_wrong_use(timeline: Timeline, tmp_path: Path) -> None:
    own = tmp_path / "eigen.toml"
    own.write_text(profile_text(plicht='termijn = "gauw"'), encoding="utf-8")
    status, out, err = timeline.run("bespreking=2026-05-07", profile=str(own))
    assert (status, out) == (2, "")
    assert "X-1: de termijn `gauw` begrijp ik niet" in err


def test_a_covenant_file_of_ones_own_is_used(timeline: Timeline, tmp_path: Path) -> None:
    own = tmp_path / "eigen.toml"
    own.write_text(profile_text(), encoding="utf-8")
    status, out, _ = timeline.run("bespreking=2026-05-08", profile=str(own))
    assert status == 0
    assert [(row["id"], row["due"], row["lezing"]) for row in json.loads(out)] == [("X-1", "2026-05-18", None)]


@pytest.mark.parametrize("words", [["timeline"], ["timeline", "--profile", "overijssel-2022", "--wat"], []])
def test_wrong_words_exit_with_2_and_say_so_on_standard_error(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(words)
    out, err = capsys.readouterr()
    assert (stopped.value.code, out) == (2, "")
    assert err.startswith("usage: retbot")


def test_the_console_script_answers_on_standard_output_alone(tmp_path: Path) -> None:
    """From another folder, without a settings file."""
    script = Path(sys.executable).with_name("retbot")
    words = [str(script), "timeline", "--profile", "overijssel-2022", "--event", "vog=2023-12-25", "--json"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert [row["due"] for row in json.loads(done.stdout)] == ["2026-12-25"]
