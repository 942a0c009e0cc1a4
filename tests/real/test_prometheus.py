"""The numbers of the bot, the board and the alert rules, put to a real Prometheus where there is one."""

import json
from pathlib import Path

import pytest

from retbot.app.beside import SystemClock
from retbot.app.endpoints import endpoints
from retbot.app.health import Health
from retbot.ports.vitals import Vital
from tests.real.prometheus import program, prometheus, promtool
from tests.unit.app.test_endpoints import MONITORING, expressions, healthy, output

pytestmark = pytest.mark.skipif(program("prometheus") is None, reason="the end of the run says that it is not there")

ALERTS = {
    "RetbotDraaitNiet": ('up{job="retbot"}', "0x60"),
    "RetbotZonderHomeserver": ("retbot_sync_age_seconds", "600+60x60"),
    "RetbotStaatStil": ('retbot_stuck{part="waker"}', "1x60"),
    "RetbotOnderdeelStuk": ('retbot_failing_seconds{part="smtp"}', "0+60x60"),
    "RetbotWachtTeLang": ("retbot_outbox_oldest_seconds", "3000+60x60"),
    "RetbotMailGeweigerd": ("retbot_mail_refused_total", "0x30 1x30"),
    "RetbotOnleesbaar": ("retbot_undecryptable_total", "0x30 9x30"),
}
"""What goes wrong, minute by minute for an hour, of which the alert tells."""


def test_the_rules_and_the_configuration_are_understood(tmp_path: Path) -> None:
    assert promtool("check", "rules", str(MONITORING / "alerts.yml")).returncode == 0
    checked = promtool("check", "config", str(MONITORING / "prometheus.yml"))
    assert checked.returncode == 0, checked.stderr
    linted = promtool("check", "metrics", typed=output(healthy()))
    assert linted.returncode == 0, linted.stdout + linted.stderr


def test_each_alert_goes_off_when_that_goes_wrong_and_not_before(tmp_path: Path) -> None:
    rules = (MONITORING / "alerts.yml").read_text(encoding="utf-8")
    assert [line.split()[-1] for line in rules.splitlines() if "- alert:" in line] == list(ALERTS)
    for name, (series, values) in ALERTS.items():
        for wrong in (True, False):
            well = "1x60" if series.startswith("up") else "0x60"
            (tmp_path / "test.yml").write_text(
                json.dumps(
                    {
                        "rule_files": [str(MONITORING / "alerts.yml")],
                        "evaluation_interval": "1m",
                        "tests": [
                            {
                                "interval": "1m",
                                "input_series": [{"series": series, "values": values if wrong else well}],
                                "promql_expr_test": [
                                    {
                                        "expr": f'count(ALERTS{{alertname="{name}",alertstate="firing"}}) or vector(0)',
                                        "eval_time": "50m",
                                        "exp_samples": [{"labels": "{}", "value": int(wrong)}],
                                    }
                                ],
                            }
                        ],
                    }
                )
            )
            tested = promtool("test", "rules", str(tmp_path / "test.yml"))
            assert tested.returncode == 0, (name, wrong, tested.stdout + tested.stderr)


async def test_each_expression_of_the_board_finds_what_the_bot_gives(tmp_path: Path) -> None:
    health = Health(SystemClock())
    for vital in Vital:
        health.works(vital)
    async with endpoints(health, 0) as port:
        shipped = (MONITORING / "prometheus.yml").read_text(encoding="utf-8")
        (tmp_path / "prometheus.yml").write_text(shipped.replace("9464", str(port)).replace("30s", "1s"))
        (tmp_path / "alerts.yml").write_text((MONITORING / "alerts.yml").read_text(encoding="utf-8"))
        async with prometheus(tmp_path, tmp_path / "prometheus.yml") as server:
            await server.finds('up{job="retbot"} == 1')
            for expression in expressions():
                if not any(sign in expression for sign in ("==", ">")):
                    assert await server.finds(expression), expression
                else:
                    await server.ask(expression)
            assert [one["value"][1] for one in await server.ask('up{job="retbot"}')] == ["1"]
