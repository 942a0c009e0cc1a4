"""`retbot check` on what the DNS says of the sender, against a real name server."""

import base64
import socket
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from dns.asyncresolver import Resolver

from retbot import settings
from retbot.check.dns import Findings, dns_findings
from retbot.settings import Settings
from tests.real.name_server import Zone, name_server
from tests.unit.settings.settings_samples import mail, secret_file, tables


def public_key(bits: int) -> str:
    key = generate_private_key(65537, bits).public_key()
    return base64.b64encode(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).decode()


def in_strings(text: str) -> str:
    """As a zone file has a long TXT record."""
    return " ".join(f'"{text[start : start + 200]}"' for start in range(0, len(text), 200))


KEY = public_key(2048)
RIGHT: dict[str, Sequence[str]] = {
    "ret.nl TXT": ['"v=spf1 include:spf.host.nl -all"', '"iets=anders"'],
    "_dmarc.ret.nl TXT": ['"v=DMARC1; p=reject; adkim=r"'],
    "s1._domainkey.ret.nl TXT": [in_strings(f"v=DKIM1; k=rsa; p={KEY}")],
    "ret.nl MX": ["10 mail.ret.nl."],
    "gemeente.nl A": ["192.0.2.7"],
}


def chosen(directory: Path, **changed: Any) -> Settings:
    secret_file(directory, "password")
    secret_file(directory, "pickle_key", "een sleutel van lengte")
    section = mail() | {"dkim_selector": "s1", "reply_to": "team@gemeente.nl"} | changed
    return settings.read(tables() | {"mail": {k: v for k, v in section.items() if v is not None}}, directory)


async def findings(zone: Zone, directory: Path, **changed: Any) -> Findings:
    async with name_server(zone) as resolver:
        return await dns_findings(chosen(directory, **changed), resolver)


async def test_when_everything_is_there_nothing_is_said(tmp_path: Path) -> None:
    assert await findings(RIGHT, tmp_path) == Findings()


@pytest.mark.parametrize(
    ("name", "records", "fault"),
    [
        ("ret.nl TXT", [], "ret.nl has no SPF record (RFC 7208)"),
        ("ret.nl TXT", ['"v=spf1 -all"', '"v=spf1 mx -all"'], "ret.nl has 2 SPF records; with more than one none"),
        ("ret.nl TXT", ['"v=spf1 mx +all"'], "SPF of ret.nl lets everybody send in its name (+all)."),
        ("ret.nl TXT", ['"v=spf1 -all"'], "SPF of ret.nl lets nobody send mail"),
        ("_dmarc.ret.nl TXT", [], "ret.nl has no DMARC record (RFC 7489)"),
        ("_dmarc.ret.nl TXT", ['"v=DMARC1; p=iets"'], "DMARC of ret.nl says p=iets; it is none, quarantine or reject."),
        (
            "_dmarc.ret.nl TXT",
            ['"v=DMARC1; p=none"'] * 1 + ['"v=DMARC1; p=reject"'],
            "_dmarc.ret.nl has 2 DMARC records",
        ),
        ("s1._domainkey.ret.nl TXT", [], "s1._domainkey.ret.nl holds no DKIM key"),
        ("s1._domainkey.ret.nl TXT", ['"v=DKIM1; p="'], "The DKIM key s1._domainkey.ret.nl has been withdrawn"),
        ("s1._domainkey.ret.nl TXT", ['"v=DKIM1; p=onzin"'], "The DKIM key s1._domainkey.ret.nl is no key"),
        ("ret.nl MX", [], "ret.nl has no mail server (MX): what is sent to ret@ret.nl does not arrive."),
        ("ret.nl MX", ["0 ."], "ret.nl takes no mail (RFC 7505)"),
        ("gemeente.nl A", [], "gemeente.nl has no mail server (MX): what is sent to team@gemeente.nl does not arrive."),
    ],
)
async def test_each_fault_is_told_in_words(name: str, records: Sequence[str], fault: str, tmp_path: Path) -> None:
    found = await findings(RIGHT | {name: records}, tmp_path)
    assert len(found.faults) == 1
    assert found.faults[0].startswith(fault)
    assert found.remarks == []


async def test_dmarc_of_the_domain_above_holds_and_its_watching_is_a_remark(tmp_path: Path) -> None:
    zone = {
        "bot.ret.nl TXT": ['"v=spf1 mx -all"'],
        "bot.ret.nl MX": ["10 mail.ret.nl."],
        "s1._domainkey.ret.nl TXT": ['"v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="'],
        "_dmarc.ret.nl TXT": ['"v=DMARC1; p=none"'],
        "gemeente.nl MX": ["10 mail.gemeente.nl."],
    }
    found = await findings(zone, tmp_path, address="ret@bot.ret.nl", dkim_domain="ret.nl")
    assert found.faults == []
    assert found.remarks == ["DMARC of ret.nl only watches (p=none): mail in its name by others still arrives."]


@pytest.mark.parametrize(("adkim", "signs"), [("r", "verzender.nl"), ("s", "mail.ret.nl")])
async def test_a_signature_for_another_domain_is_not_aligned(adkim: str, signs: str, tmp_path: Path) -> None:
    zone = RIGHT | {
        "_dmarc.ret.nl TXT": [f'"v=DMARC1; p=reject; adkim={adkim}"'],
        f"s1._domainkey.{signs} TXT": [in_strings(f"p={KEY}")],
    }
    found = await findings(zone, tmp_path, dkim_domain=signs)
    assert found.faults == [f"DKIM signs for {signs} (mail.dkim_domain), which DMARC does not take for ret.nl."]


async def test_a_short_key_is_a_remark_and_so_is_a_selector_that_is_not_known(tmp_path: Path) -> None:
    short = {"s1._domainkey.ret.nl TXT": [in_strings(f"v=DKIM1; p={public_key(1024)}")]}
    assert (await findings(RIGHT | short, tmp_path)).remarks == [
        "The DKIM key s1._domainkey.ret.nl has 1024 bits; 2048 is what is advised."
    ]
    found = await findings(RIGHT, tmp_path, dkim_selector=None)
    assert (found.faults, len(found.remarks)) == ([], 1)
    assert found.remarks[0].startswith("mail.dkim_selector is not set, so DKIM was not tested")


async def test_no_name_server_is_no_fault_of_the_settings(tmp_path: Path) -> None:
    resolver = Resolver(configure=False)
    resolver.nameservers = ["127.0.0.1"]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind(("127.0.0.1", 0))
        resolver.port = silent.getsockname()[1]
        resolver.timeout = resolver.lifetime = 0.2
        found = await dns_findings(chosen(tmp_path), resolver)
    assert found == Findings(
        [], ["No name server answers: SPF, DKIM and DMARC of ret.nl were not tested. The settings may well be right."]
    )
