"""`retbot check`: what is wrong with anything the bot depends on, in Dutch, with what to do about it."""

from datetime import UTC, datetime

from retbot.app import heartbeat
from retbot.check.dns import Findings, dns_findings
from retbot.check.mail import NO_INBOX, NO_MAIL, Patience, mail_faults
from retbot.check.matrix import matrix_findings
from retbot.check.store import listed_people, store_faults
from retbot.covenants import convenant_files, monitor
from retbot.domain.convenant.convenant import Convenant
from retbot.ports import Clock
from retbot.settings import Settings
from retbot.wording.health import faults as health_faults


class _Clock:
    def now(self) -> datetime:
        return datetime.now(UTC)


async def findings(chosen: Settings, clock: Clock | None = None, waits: Patience | None = None) -> Findings:
    """Sentences; no faults when everything is in order. Can run while the bot runs, and leaves its state unchanged."""
    clock, waits = clock or _Clock(), waits or Patience()
    convenanten, wrong = _covenants(chosen)
    runs = _is_running(chosen, clock)
    people = chosen.people.everybody | await listed_people(chosen)
    matrix = await matrix_findings(chosen, people, clock.now, waits.answer, measures=not runs)
    dns = await dns_findings(chosen)
    faults = [
        *wrong,
        *_monitor(chosen),
        *await store_faults(chosen, convenanten),
        *matrix.faults,
        *await mail_faults(chosen, clock, waits),
        *dns.faults,
        *_running(chosen, clock),
    ]
    return Findings(faults, [*_left_out(chosen), *matrix.remarks, *dns.remarks])


def _left_out(chosen: Settings) -> list[str]:
    """Optional parts that the team does without, but should know about."""
    remarks = []
    if not chosen.state.directory.exists():
        remarks.append(
            f"De map {chosen.state.directory} is er nog niet: systemd maakt hem bij de eerste start "
            "(StateDirectory=), of doe "
            f"zelf: install -d -m 0700 -o retbot -g retbot {chosen.state.directory}"
        )
    if chosen.mail is None:
        remarks.append(NO_MAIL)
    elif chosen.mail.imap is None:
        remarks.append(NO_INBOX)
    if chosen.watch.mail is None:
        remarks.append("Zonder watch.mail hoort de beheerder pas dat de homeserver stil lag als die er weer is.")
    return remarks


def _is_running(chosen: Settings, clock: Clock) -> bool:
    pulse = heartbeat.read(chosen.state.directory)
    return pulse is not None and heartbeat.is_fresh(pulse, clock.now())


def _running(chosen: Settings, clock: Clock) -> list[str]:
    """What the running bot says about itself."""
    pulse = heartbeat.read(chosen.state.directory)
    if pulse is None or not heartbeat.is_fresh(pulse, clock.now()):
        return []
    return [
        f"Retbot zegt zelf: {clause}. In het logboek staat meer (journalctl -u retbot)."
        for clause in health_faults(pulse)
    ]


def _monitor(chosen: Settings) -> list[str]:
    try:
        monitor.load(chosen.team.monitor)
    except monitor.MonitorError as error:
        return [f"De kolommen van de monitor (team.monitor): {fault}." for fault in error.faults]
    return []


def _covenants(chosen: Settings) -> tuple[list[Convenant], list[str]]:
    """The covenants that can be read, and what is wrong with the others."""
    found: list[Convenant] = []
    wrong: list[str] = []
    for name in (chosen.team.convenant, *chosen.team.eerdere_convenanten):
        try:
            one = convenant_files.load(name)
        except convenant_files.ProfileError as error:
            wrong += [f"Het convenant {name}: {fault}." for fault in error.faults]
            continue
        if any((one.naam, one.versie) == (other.naam, other.versie) for other in found):
            wrong.append(
                f"Het convenant {name}: naam en versie zijn die van een ander in de instellingen. Geef het een "
                "eigen `versie`."
            )
        found.append(one)
    return found, wrong
