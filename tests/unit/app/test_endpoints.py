"""/health and /metrics, over a socket, and the board and the rules that are shipped for them."""

import json
import re
import socket
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from aiohttp import ClientSession
from prometheus_client.parser import text_string_to_metric_families

from retbot.app import metrics
from retbot.app.endpoints import HOST, EndpointsClosed, endpoints
from retbot.app.health import Health
from retbot.covenants.paths import config_dir
from retbot.ports.vitals import Backlog, CountedEvent, Vital
from tests.clock import SetClock, at
from tests.paths import REPOSITORY

MONITORING = config_dir() / "monitoring"
TEN = at("2026-04-20 10:00")
_WORD = re.compile(r"[a-z_]+(?![a-z_]*\()")
_OF_PROMQL = {"max", "by", "part", "job", "retbot", "up"}


def healthy() -> Health:
    health = Health(SetClock(TEN))
    for vital in Vital:
        health.works(vital)
    return health


async def get(port: int | None, path: str) -> tuple[int, str]:
    async with ClientSession() as session, session.get(f"http://{HOST}:{port}{path}") as answer:
        return answer.status, await answer.text()


async def test_health_says_whether_all_is_well() -> None:
    health = healthy()
    async with endpoints(health, 0) as port:
        status, text = await get(port, "/health")
        assert status == 200
        assert json.loads(text)["stuck"] == []
        health.fails(Vital.SMTP)
        status, text = await get(port, "/health")
        assert status == 503
        assert list(json.loads(text)["failing"]) == ["smtp"]


async def test_the_numbers_are_those_of_the_moment() -> None:
    health = healthy()
    health.saw(Backlog(3, 2, at("2026-04-20 9:59"), (1, 0), 8, 5))
    health.count(CountedEvent.MAIL_SENT)
    async with endpoints(health, 0) as port:
        _, text = await get(port, "/metrics")
    found = {sample.name + "".join(sample.labels.values()): sample.value for sample in samples(text)}
    assert found["retbot_outbox_waitingroom"] == 3
    assert found["retbot_outbox_waitingmail"] == 2
    assert found["retbot_outbox_oldest_seconds"] == 60
    assert (found["retbot_terms_open"], found["retbot_terms_late"]) == (8, 5)
    assert found["retbot_mail_sent_total"] == 1
    assert found["retbot_failing_secondssmtp"] == 0
    assert found["process_resident_memory_bytes"] > 0


def samples(text: str) -> Iterator[Any]:
    for family in text_string_to_metric_families(text):
        yield from family.samples


def test_each_label_is_of_a_closed_kind() -> None:
    health = healthy()
    health.fails(Vital.IMAP)
    known: dict[str, set[str]] = {"part": set(Vital), "way": {"room", "mail"}, "version": {health.pulse().version}}
    labels = [(name, value) for one in samples(output(health)) for name, value in one.labels.items()]
    assert labels
    ours = [(name, value) for name, value in labels if value not in known.get(name, set())]
    assert ours == []


def output(health: Health) -> str:
    return metrics.text(metrics.registry(health)).decode()


async def test_without_a_port_nothing_listens_and_a_port_that_is_taken_is_told() -> None:
    async with endpoints(healthy(), None) as port:
        assert port is None
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        number = taken.getsockname()[1]
        with pytest.raises(EndpointsClosed, match=f"Poort {number} van deze machine is bezet"):
            async with endpoints(healthy(), number):
                pass


def expressions() -> list[str]:
    board = json.loads((MONITORING / "grafana.json").read_text(encoding="utf-8"))
    shown = [target["expr"] for panel in board["panels"] for target in panel["targets"]]
    rules = re.findall(r"(?m)^ +expr: (.+)$", (MONITORING / "alerts.yml").read_text(encoding="utf-8"))
    return [*shown, *rules]


def test_the_board_and_the_rules_ask_for_numbers_that_there_are() -> None:
    known = {sample.name for sample in samples(output(healthy()))}
    assert len(expressions()) > 20
    for expression in expressions():
        bare = re.sub(r'"[^"]*"|\[\w+\]', "", expression)
        assert set(_WORD.findall(bare)) - _OF_PROMQL <= known, expression


def test_each_panel_has_its_source_and_its_place() -> None:
    board = json.loads((MONITORING / "grafana.json").read_text(encoding="utf-8"))
    assert {panel["datasource"]["uid"] for panel in board["panels"]} == {"${source}"}
    cells = [
        (x, y)
        for place in (panel["gridPos"] for panel in board["panels"])
        for x in range(place["x"], place["x"] + place["w"])
        for y in range(place["y"], place["y"] + place["h"])
    ]
    assert len(cells) == len(set(cells))
    assert max(x for x, _ in cells) < 24


def test_the_port_of_the_example_is_the_one_that_prometheus_asks() -> None:
    example = (config_dir() / "retbot.example.toml").read_text(encoding="utf-8")
    port = tomllib.loads(next(line[2:] for line in example.splitlines() if line.startswith("# port = 9")))["port"]
    assert f'"{HOST}:{port}"' in (MONITORING / "prometheus.yml").read_text(encoding="utf-8")
    assert (REPOSITORY / "requirements" / "metrics.txt").exists()
