"""What `retbot when` answers."""

from retbot.reading.dates import read
from retbot.reading.when import in_words, when
from tests.clock import at
from tests.unit.reading.phrases import KALENDER, WEDNESDAY

NOW = at(WEDNESDAY)


def test_every_line_has_its_answer_in_order() -> None:
    lines = ["do 7 mei 14:00\n", "7-5\n", "di 9 juni van 10:00 tot 11:30\n", "\n", "za 9 mei"]
    found = list(when(lines, NOW, KALENDER, back=False))
    assert [one["line"] for one in found] == [1, 2, 3, 4, 5]
    assert [one["start"] for one in found] == ["2026-05-07T14:00", "2026-05-07", "2026-06-09T10:00", None, "2026-05-09"]
    assert [one["end"] for one in found] == [None, None, "2026-06-09T11:30", None, None]
    assert [one["ask"] is None for one in found] == [True, True, True, False, True]
    assert [list(one) for one in found] == [["line", "start", "end", "ask"]] * 5


def test_it_looks_back_when_told() -> None:
    assert next(when(["dinsdag"], NOW, KALENDER, back=True))["start"] == "2026-04-21"


def test_it_asks_for_the_year_where_the_room_asks() -> None:
    [first, second, third] = when(
        ["5 januari", "5 januari 2026", "1 april"], at("2027-01-04 9:00"), KALENDER, back=True
    )
    assert first["ask"] == "Bedoelt u maandag 5 januari 2026? Schrijf dan het jaar erbij."
    assert [second["start"], third["start"]] == ["2026-01-05", None]


def test_a_reading_is_repeated_with_weekday_date_and_time() -> None:
    def said(phrase: str) -> str:
        return in_words(read(phrase, NOW, KALENDER), KALENDER)

    assert said("7-5 14u") == "donderdag 7 mei 2026, 14:00"
    assert said("di 9 juni van 10:00 tot 11:30") == "dinsdag 9 juni 2026, 10:00–11:30"
    assert said("koningsdag") == "maandag 27 april 2026 (Koningsdag)"
    assert said("za 9 mei") == "zaterdag 9 mei 2026 (zaterdag is een vrije dag)"
    assert said("volgende vrijdag").startswith("Bedoelt u vrijdag 24 april of vrijdag 1 mei?")
