"""Whether a Matrix homeserver answers at the address in the settings, and whether its clock is right."""

import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from aiohttp import (
    ClientConnectorCertificateError,
    ClientConnectorDNSError,
    ClientConnectorError,
    ClientError,
    ClientResponse,
    ClientSession,
    ClientTimeout,
)

from retbot.check.certificates import certificate_fault
from retbot.mail.tls import certificate_problem
from retbot.matrix.client.nio_client import ssl_context
from retbot.matrix.client.session import Account

MOST_APART = timedelta(seconds=60)
"""Between the two clocks, because reminders are set to the minute."""
_NO_HOMESERVER = (
    "Op {} antwoordt een webserver, maar geen Matrix-homeserver. Vul bij matrix.homeserver het adres in dat "
    "https://DOMEIN/.well-known/matrix/client noemt."
)
PASSWORD = "m.login.password"  # noqa: S105 - the name of a way to log in


@dataclass(frozen=True)
class Reachability:
    """`flows` are the login methods; None when no homeserver answered. `untrusted`: because no authority that this
    machine trusts issued its certificate."""

    faults: list[str]
    flows: frozenset[str] | None = None
    untrusted: bool = False


async def reach(who: Account, now: Callable[[], datetime], patience: float) -> Reachability:
    """`patience` in seconds."""
    try:
        context = ssl_context(who.ca_file)
    except OSError:
        return Reachability([f"matrix.ca_file noemt {who.ca_file}, waarin geen leesbaar certificaat (PEM) staat."])
    try:
        async with (
            ClientSession(timeout=ClientTimeout(total=patience)) as session,
            session.get(f"{who.homeserver}/_matrix/client/v3/login", ssl=context or True) as answer,
        ):
            return await _judge(who, answer, now())
    except (ClientError, TimeoutError, OSError) as error:
        why = _why(error, patience)
        said = f"De homeserver {who.homeserver} {why}{'' if why.endswith('?') else '.'}"
        return Reachability([said], untrusted=_is_untrusted(error))


async def _judge(who: Account, answer: ClientResponse, now: datetime) -> Reachability:
    if answer.status >= 500:
        ill = f"De homeserver {who.homeserver} antwoordt met een fout ({answer.status}): draait hij achter zijn proxy?"
        return Reachability([ill])
    flows = await _flows(answer)
    if flows is None:
        return Reachability([_NO_HOMESERVER.format(who.homeserver)])
    return Reachability(_clock_faults(answer, now), flows)


async def _flows(answer: ClientResponse) -> frozenset[str] | None:
    try:
        body = await answer.json(content_type=None)
        return frozenset(str(flow["type"]) for flow in body["flows"])
    except (ValueError, TypeError, KeyError):
        return None


def _clock_faults(answer: ClientResponse, now: datetime) -> list[str]:
    try:
        theirs = parsedate_to_datetime(answer.headers["Date"])
    except (KeyError, ValueError):
        return []
    apart = now - theirs
    if abs(apart) <= MOST_APART:
        return []
    seconds = int(abs(apart).total_seconds())
    length = f"{seconds} seconden" if seconds < 120 else f"{round(seconds / 60)} minuten"
    way = "voor" if apart > timedelta(0) else "achter"
    said = (
        f"De klok van deze machine loopt {length} {way} op die van de homeserver; dan komt elke herinnering op de "
        "verkeerde tijd. Zet hem gelijk: timedatectl set-ntp true."
    )
    return [said]


def _is_untrusted(error: Exception) -> bool:
    why = error.certificate_error if isinstance(error, ClientConnectorCertificateError) else None
    return isinstance(why, ssl.SSLCertVerificationError) and certificate_problem(why) == "bad_certificate"


def _why(error: Exception, patience: float) -> str:
    if isinstance(error, ClientConnectorCertificateError) and isinstance(
        error.certificate_error, ssl.SSLCertVerificationError
    ):
        return certificate_fault(error.certificate_error, "matrix.homeserver", "matrix.ca_file")
    if isinstance(error, ClientConnectorDNSError):
        return "is niet te vinden: de naam bestaat niet, of de naamserver van deze machine antwoordt niet"
    if isinstance(error, TimeoutError):
        return f"antwoordt niet binnen {patience:.0f} seconden: houdt een firewall het tegen?"
    if isinstance(error, ClientConnectorError):
        return "neemt geen verbinding aan: draait hij, en klopt de poort?"
    return f"antwoordt niet zoals het hoort ({type(error).__name__}): is matrix.homeserver wel http of https?"
