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
        ("ret.nl TXT", [], "ret.nl heeft geen SPF-record (RFC 7208): veel servers leggen zijn mail opzij. Zet een"),
        (
            "ret.nl TXT",
            ['"v=spf1 -all"', '"v=spf1 mx -all"'],
            "ret.nl heeft 2 SPF-records, en dan telt er geen: laat",
        ),
        (
            "ret.nl TXT",
            ['"v=spf1 mx +all"'],
            "SPF van ret.nl laat iedereen in zijn naam mailen (+all): maak",
        ),
        ("ret.nl TXT", ['"v=spf1 -all"'], "SPF van ret.nl laat niemand mailen: noem er de server in"),
        ("_dmarc.ret.nl TXT", [], "ret.nl heeft geen DMARC-record (RFC 7489): anderen kunnen in zijn naam mailen"),
        (
            "_dmarc.ret.nl TXT",
            ['"v=DMARC1; p=iets"'],
            "DMARC van ret.nl zegt p=iets: maak er none",
        ),
        (
            "_dmarc.ret.nl TXT",
            ['"v=DMARC1; p=none"'] * 1 + ['"v=DMARC1; p=reject"'],
            "_dmarc.ret.nl heeft 2 DMARC-records, en dan telt er geen: laat er één over.",
        ),
        ("s1._domainkey.ret.nl TXT", [], "Op s1._domainkey.ret.nl staat geen DKIM-sleutel: zet daar die neer"),
        (
            "s1._domainkey.ret.nl TXT",
            ['"v=DKIM1; p="'],
            "De DKIM-sleutel s1._domainkey.ret.nl is ingetrokken",
        ),
        (
            "s1._domainkey.ret.nl TXT",
            ['"v=DKIM1; p=onzin"'],
            "De DKIM-sleutel s1._domainkey.ret.nl is niet te lezen",
        ),
        ("ret.nl MX", [], "ret.nl heeft geen mailserver (MX): wat naar ret@ret.nl gaat komt niet aan."),
        ("ret.nl MX", ["0 ."], "ret.nl neemt geen mail aan (RFC 7505): wat naar ret@ret.nl gaat komt niet aan."),
        ("gemeente.nl A", [], "gemeente.nl heeft geen mailserver (MX): wat naar team@gemeente.nl gaat komt niet aan."),
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
    assert found.remarks == ["DMARC van ret.nl kijkt alleen toe (p=none): mail van anderen in zijn naam komt nog aan."]


@pytest.mark.parametrize(("adkim", "signs"), [("r", "verzender.nl"), ("s", "mail.ret.nl")])
async def test_a_signature_for_another_domain_is_not_aligned(adkim: str, signs: str, tmp_path: Path) -> None:
    zone = RIGHT | {
        "_dmarc.ret.nl TXT": [f'"v=DMARC1; p=reject; adkim={adkim}"'],
        f"s1._domainkey.{signs} TXT": [in_strings(f"p={KEY}")],
    }
    found = await findings(zone, tmp_path, dkim_domain=signs)
    assert found.faults == [
        (
            f"DKIM ondertekent voor {signs} (mail.dkim_domain), en dat geldt voor DMARC niet als ret.nl: laat de "
            "mailserver "
            "voor ret.nl ondertekenen."
        )
    ]


async def test_a_short_key_is_a_remark_and_so_is_a_selector_that_is_not_known(tmp_path: Path) -> None:
    short = {"s1._domainkey.ret.nl TXT": [in_strings(f"v=DKIM1; p={public_key(1024)}")]}
    assert (await findings(RIGHT | short, tmp_path)).remarks == [
        "De DKIM-sleutel s1._domainkey.ret.nl heeft 1024 bits; 2048 is wat geadviseerd wordt."
    ]
    found = await findings(RIGHT, tmp_path, dkim_selector=None)
    assert (found.faults, len(found.remarks)) == ([], 1)
    assert found.remarks[0].startswith("mail.dkim_selector is niet ingevuld, dus DKIM is niet bekeken")


async def test_no_name_server_is_no_fault_of_the_settings(tmp_path: Path) -> None:
    resolver = Resolver(configure=False)
    resolver.nameservers = ["127.0.0.1"]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind(("127.0.0.1", 0))
        resolver.port = silent.getsockname()[1]
        resolver.timeout = resolver.lifetime = 0.2
        found = await dns_findings(chosen(tmp_path), resolver)
    assert found == Findings(
        [],
        ["Geen naamserver antwoordt: SPF, DKIM en DMARC van ret.nl zijn niet bekeken. De instellingen kunnen kloppen."],
    )
