"""The metrics of the bot for Prometheus. Labels name parts of the bot and types of posts, nothing about a case."""

from collections.abc import Iterator
from datetime import datetime

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from retbot.app.health import Health
from retbot.ports.vitals import CountedEvent, Pulse, Vital

CONTENT_TYPE = CONTENT_TYPE_LATEST
_COUNTERS = {
    CountedEvent.REMINDER_SAID: "Herinneringen die in de kamer zijn gezegd",
    CountedEvent.MAIL_SENT: "Mails die de mailserver aannam",
    CountedEvent.MAIL_REFUSED: "Mails die voorgoed zijn geweigerd",
    CountedEvent.ANSWER_READ: "Antwoorden op uitnodigingen die per mail kwamen",
    CountedEvent.UNDECRYPTABLE: "Berichten van deelnemers die niet te ontcijferen waren toen zij kwamen",
}


def registry(health: Health) -> CollectorRegistry:
    made = CollectorRegistry()
    made.register(Metrics(health))
    ProcessCollector(registry=made)
    return made


def text(source: CollectorRegistry) -> bytes:
    """In the text format of Prometheus."""
    return generate_latest(source)


class Metrics:
    """Implements prometheus_client.registry.Collector; the values are computed at each request."""

    def __init__(self, health: Health) -> None:
        self._health = health

    def collect(self) -> Iterator[Metric]:
        health, now = self._health, self._health.clock.now()
        pulse = health.pulse()
        yield _gauge("info", "De versie die draait", 1, version=pulse.version)
        yield _gauge("sync_age_seconds", "Sinds de laatste geslaagde sync", _age(pulse, Vital.HOMESERVER, now))
        yield _gauge("waker_age_seconds", "Sinds het werk dat op tijd moet gebeuren", _age(pulse, Vital.WAKER, now))
        yield from self._parts(now)
        backlog = health.backlog
        waiting = GaugeMetricFamily("retbot_outbox_waiting", "Wat gezegd of gemaild had moeten zijn", labels=["way"])
        waiting.add_metric(["room"], backlog.rooms)
        waiting.add_metric(["mail"], backlog.mail)
        yield waiting
        oldest = (now - backlog.oldest).total_seconds() if backlog.oldest else 0
        yield _gauge("outbox_oldest_seconds", "Hoe lang het oudste daarvan wacht", oldest)
        yield _gauge("terms_open", "Open termijnen van casussen", backlog.terms)
        yield _gauge("terms_late", "Open termijnen die voorbij zijn", backlog.late)
        for counted, about in _COUNTERS.items():
            yield CounterMetricFamily(f"retbot_{counted}", about, health.counts[counted])

    def _parts(self, now: datetime) -> Iterator[Metric]:
        pulse = self._health.pulse()
        failing = GaugeMetricFamily("retbot_failing_seconds", "Hoe lang een onderdeel al niet werkt", labels=["part"])
        for vital in Vital:
            if vital in pulse.failing or vital in pulse.worked:
                since = pulse.failing.get(vital, now)
                failing.add_metric([vital], (now - since).total_seconds())
        yield failing
        stuck = GaugeMetricFamily("retbot_stuck", "Wat in retbot zelf stilstaat", labels=["part"])
        for vital in (Vital.HOMESERVER, Vital.WAKER, Vital.OUTBOX):
            stuck.add_metric([vital], vital in pulse.stuck)
        yield stuck


def _gauge(name: str, about: str, value: float, **labels: str) -> GaugeMetricFamily:
    family = GaugeMetricFamily(f"retbot_{name}", about, labels=list(labels))
    family.add_metric(list(labels.values()), value)
    return family


def _age(pulse: Pulse, vital: Vital, now: datetime) -> float:
    """In seconds, since it last worked, or since the start if it never did."""
    return (now - pulse.worked.get(vital, pulse.started)).total_seconds()
