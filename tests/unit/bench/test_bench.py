"""`retbot bench`: its figures are the medians of what was measured, and both forms hold all of them."""

import json
from datetime import datetime

import pytest

from retbot.__main__ import main
from retbot.bench import contender
from retbot.bench.measurement import HostMachine, Measurement, as_json, as_table, p95
from retbot.demo.person import SeenEvent
from retbot.domain.tijd import AMSTERDAM
from retbot.matrix.sending import KEY

TRIPS = Measurement("round trip", "ms", [30.0, 10.0, 20.0], [10.0, 16.0, 4.0], "a bare bot", 1.3)
MACHINE = HostMachine(2, 0.5)
MEMORY = Measurement("memory", "MiB", [120.0], [60.0], "a bare bot")


def seen(content: dict[str, str]) -> SeenEvent:
    kind = "m.room.message"
    return SeenEvent(
        "$answer", "!kamer", "@retbot:ret.test", kind, "m.room.encrypted", datetime.now(AMSTERDAM), content
    )


def test_the_ratio_is_that_of_the_medians() -> None:
    assert TRIPS.ratio == 2.0


def test_p95_is_a_sample_that_95_in_100_do_not_exceed() -> None:
    assert p95([float(value) for value in range(100, 0, -1)]) == 95.0


def test_p95_of_few_samples_is_the_worst_of_them() -> None:
    assert (p95([7.0]), p95([1.0, 9.0, 3.0])) == (7.0, 9.0)


def test_the_smaller_number_of_samples_is_told() -> None:
    assert Measurement("round trip", "ms", [1.0, 2.0], [1.0], "a bare bot").n == 1


def test_json_is_one_object_with_each_figure_beside_the_other() -> None:
    whole = json.loads(as_json([TRIPS, MEMORY], MACHINE))
    first, second = whole["measurements"]
    assert first == {
        "name": "round trip",
        "unit": "ms",
        "n": 3,
        "ours": {"median": 20.0, "p95": 30.0},
        "other": {"median": 10.0, "p95": 16.0},
        "against": "a bare bot",
        "ratio": 2.0,
        "aim": 1.3,
    }
    assert (second["name"], second["ratio"], second["aim"]) == ("memory", 2.0, None)
    assert whole["machine"] == {"cpus": 2, "load": 0.5}


def test_the_table_has_a_line_for_each_figure() -> None:
    heading, trips, memory, _, against, load = as_table([TRIPS, MEMORY], MACHINE).splitlines()
    assert heading.split() == ["n", "unit", "retbot", "p95", "other", "p95", "ratio", "aim"]
    assert trips.split() == ["round", "trip", "3", "ms", "20.0", "30.0", "10.0", "16.0", "2.00", "≤", "1.3"]
    assert memory.split() == ["memory", "1", "MiB", "120.0", "120.0", "60.0", "60.0", "2.00"]
    assert against.endswith("Other: a bare bot.")
    assert load == "Load before the start: 0.5 on 2 processors."


def test_only_the_first_answer_to_the_command_itself_ends_the_clock() -> None:
    answers = contender._answers_command
    assert answers(seen({KEY: "antwoord:$command:0"}), "$command")
    assert not answers(seen({KEY: "antwoord:$earlier:0"}), "$command")
    assert not answers(seen({"body": "antwoord:$command:0"}), "$command")


def test_measuring_nothing_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "--n", "0"]) == 2
    assert capsys.readouterr().err == "retbot: --n must be at least 1\n"
