"""A timeline can be handed round: as a table in Markdown, and as an iCalendar object."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from icalendar import Calendar
from markdown_it import MarkdownIt

from retbot.__main__ import main
from retbot.covenants import convenant_files
from retbot.covenants.timeline import TimelineFormat, parse_event, timeline
from tests.unit.covenants.profile_text import profile_text

NOW = datetime(2026, 4, 20, 7, 0, tzinfo=UTC)
EVENTS = ("aanmelding=2026-04-20", "bespreking=2026-05-07", "datalek=2026-03-27T14:00")


def made(form: TimelineFormat, *events: str, profile: str = "overijssel-2022") -> str:
    return timeline(convenant_files.load(profile), [parse_event(event) for event in events], form, NOW)


def calendar(*events: str, profile: str = "overijssel-2022") -> Calendar:
    found = Calendar.from_ical(made(TimelineFormat.ICALENDAR, *events, profile=profile))
    assert isinstance(found, Calendar)
    return found


def dates(*events: str) -> dict[str, list[date | datetime]]:
    """Start and end, where there is one, of each id."""
    return {
        str(event["summary"]).split()[0]: [one.dt for name in ("dtstart", "dtend") if (one := event.get(name))]
        for event in calendar(*events).events
    }


def row(text: str, id_: str) -> list[str]:
    [line] = [line for line in text.splitlines() if f"| {id_} |" in line]
    return [cell.strip() for cell in line.split("|")[1:-1]]


def test_the_table_tells_when_what_who_and_why() -> None:
    assert row(made(TimelineFormat.MARKDOWN, *EVENTS), "OV-8.16") == [
        "maandag 18 mei 2026",
        "OV-8.16",
        "art. 8.16",
        "het advies versturen",
        "secretaris",
        "binnen 5 werkdagen na de bespreking",
        "verschoven door Hemelvaartsdag en gelijkgestelde dag na Hemelvaartsdag",
    ]


def test_the_table_marks_conditions_readings_choices_and_the_law() -> None:
    text = made(TimelineFormat.MARKDOWN, *EVENTS)
    assert row(text, "OV-8.15")[-1].startswith("alleen bij: flexibele schil; ")
    assert "zo gelezen: " in row(text, "OV-8.17")[-1]
    assert row(text, "OV-8.3")[-1].startswith("eigen afspraak van het team: ")
    assert row(text, "AVG-33")[0] == "maandag 30 maart 2026, 15:00"
    assert row(text, "AVG-33")[-1] == "dit is de wet"


def test_the_table_is_one_table_with_a_row_for_each_term() -> None:
    text = made(TimelineFormat.MARKDOWN, *EVENTS)
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    rows = [token for token in tokens if token.type == "tr_open"]
    assert len(rows) == 1 + len(made(TimelineFormat.TEXT, *EVENTS).splitlines())


def test_a_bar_in_a_duty_breaks_no_row(tmp_path: Path) -> None:
    own = tmp_path / "eigen.toml"
    own.write_text(profile_text().replace("iets doen", "dit|dat"), encoding="utf-8")
    assert r"dit\|dat" in made(TimelineFormat.MARKDOWN, "bespreking=2026-05-07", profile=str(own))


def test_when_bridge_days_are_not_known_yet_the_table_says_so() -> None:
    assert "brugdagen" not in made(TimelineFormat.MARKDOWN, "aanmelding=2028-05-01")
    assert "Welke brugdagen in 2029 en later" in made(TimelineFormat.MARKDOWN, "aanmelding=2028-12-20")
    assert "Welke brugdagen vóór 2023 vrij waren" in made(TimelineFormat.MARKDOWN, "aanmelding=2022-05-02")
    assert "Welke brugdagen vóór 2023 vrij waren" in made(TimelineFormat.TEXT, "aanmelding=2022-05-02")
    assert "equated" not in made(TimelineFormat.TEXT, "aanmelding=2023-05-02")


def test_without_a_term_the_table_says_so_and_there_is_no_object() -> None:
    assert made(TimelineFormat.MARKDOWN).endswith("Uit deze gebeurtenissen volgt geen termijn.\n")
    assert made(TimelineFormat.ICALENDAR) == ""


def test_a_term_is_a_whole_day_and_one_in_hours_an_instant() -> None:
    found = dates(*EVENTS)
    assert found["OV-8.4"] == [date(2026, 5, 6), date(2026, 5, 7)]
    assert found["AVG-33"] == [datetime(2026, 3, 30, 13, 0, tzinfo=UTC)]
    assert "OV-8.4 de casus op de agenda zetten" in [str(event["summary"]) for event in calendar(*EVENTS).events]


def test_it_is_no_invitation_and_nobody_is_in_it() -> None:
    found = calendar(*EVENTS)
    assert "method" not in found
    for event in found.events:
        assert not {"organizer", "attendee", "contact", "location"} & {name.lower() for name in event}
        assert (event["class"], event["transp"]) == ("PRIVATE", "TRANSPARENT")


def test_the_same_question_gives_the_same_uids_and_another_start_others() -> None:
    def uids(*events: str) -> list[str]:
        return [str(event["uid"]) for event in calendar(*events).events]

    once = uids(*EVENTS)
    assert uids(*reversed(EVENTS)) == once
    assert len(set(once)) == len(once)
    assert not set(uids("aanmelding=2026-04-21", "bespreking=2026-05-08", "datalek=2026-03-27T14:01")) & set(once)
    assert not any(word in uid for uid in once for word in ("OV", "2026", "over"))


def test_each_form_has_its_word_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["timeline", "--profile", "overijssel-2022", "--event", "aanmelding=2026-04-20"]
    assert main([*words, "--md"]) == 0
    assert capsys.readouterr().out == made(TimelineFormat.MARKDOWN, "aanmelding=2026-04-20")
    assert main([*words, "--ics"]) == 0
    assert capsys.readouterr().out.startswith("BEGIN:VCALENDAR\r\n")


def test_two_forms_at_once_are_wrong_use() -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["timeline", "--profile", "overijssel-2022", "--md", "--ics"])
    assert stopped.value.code == 2
