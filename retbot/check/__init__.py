"""`retbot check`: what is wrong with everything that the bot rests on, in words."""

from datetime import UTC, datetime

from retbot.app.wiring import imap, smtp
from retbot.check.dns import Findings, dns_findings
from retbot.check.matrix import matrix_faults
from retbot.check.store import store_faults
from retbot.covenants import convenant_files, monitor
from retbot.domain.convenant.convenant import Convenant
from retbot.mail.smtp import Problem
from retbot.settings import Settings

PATIENCE = 15.0
"""Seconds, for each answer of the mail server."""
_MAIL: dict[Problem, str] = {
    "no_connection": "does not answer",
    "no_tls": "offers no TLS of the kind that mail.security names; nothing is sent without",
    "bad_certificate": "shows a certificate that is not trusted; for one of your own there is mail.ca_file",
    "auth_refused": "refuses the username or the password",
}
_INBOX = {
    "no_connection": "does not answer",
    "no_tls": "offers no TLS of the kind that mail.imap.security names; nothing is read without",
    "bad_certificate": "shows a certificate that is not trusted; for one of your own there is mail.imap.ca_file",
    "auth_refused": "refuses the username or the password",
    "other": "does not let the folder of mail.imap.folder be opened",
}


class _Clock:
    def now(self) -> datetime:
        return datetime.now(UTC)


async def findings(chosen: Settings) -> Findings:
    """Sentences; no faults when everything is in order. May run beside the bot, whose state it leaves as it is."""
    convenanten, wrong = _covenants(chosen)
    mail = [*await mail_faults(chosen), *await inbox_faults(chosen)]
    dns = await dns_findings(chosen)
    faults = [
        *wrong,
        *_monitor(chosen),
        *await store_faults(chosen, convenanten),
        *await matrix_faults(chosen),
        *mail,
        *dns.faults,
    ]
    return Findings(faults, dns.remarks)


def _monitor(chosen: Settings) -> list[str]:
    try:
        monitor.load(chosen.team.monitor)
    except monitor.MonitorError as error:
        return [f"The columns of the monitor (team.monitor): {fault}." for fault in error.faults]
    return []


def _covenants(chosen: Settings) -> tuple[list[Convenant], list[str]]:
    """Those that can be read, and what is wrong with the others."""
    found: list[Convenant] = []
    wrong: list[str] = []
    for name in (chosen.team.convenant, *chosen.team.eerdere_convenanten):
        try:
            one = convenant_files.load(name)
        except convenant_files.ProfileError as error:
            wrong += [f"The covenant {name}: {fault}." for fault in error.faults]
            continue
        if any((one.naam, one.versie) == (other.naam, other.versie) for other in found):
            wrong.append(f"The covenant {name}: its name and version are those of another one in the settings.")
        found.append(one)
    return found, wrong


async def mail_faults(chosen: Settings) -> list[str]:
    if chosen.mail is None:
        return []
    try:
        mailbox = smtp(chosen, _Clock(), PATIENCE)
    except OSError:
        return [f"mail.ca_file names {chosen.mail.ca_file}, which holds no certificates that can be read."]
    problem = await mailbox.probe() if mailbox else None
    where = f"{chosen.mail.host}, port {chosen.mail.port}"
    return [f"The mail server {where} {_MAIL[problem]}."] if problem else []


async def inbox_faults(chosen: Settings) -> list[str]:
    """Of the mailbox from which the answers are read."""
    section = chosen.mail.imap if chosen.mail else None
    if section is None:
        return []
    try:
        inbox = imap(chosen, PATIENCE)
    except OSError:
        return ["mail.imap.ca_file names a file that holds no certificates that can be read."]
    problem = await inbox.probe() if inbox else None
    return [f"The mailbox {section.host}, port {section.port} {_INBOX[problem]}."] if problem else []
