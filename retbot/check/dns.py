"""What the DNS says about the mail sender: SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC 7489), and where answers
arrive."""

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_der_public_key
from dns import asyncresolver, resolver
from dns.exception import DNSException
from dns.rdatatype import RdataType

from retbot.settings import Settings
from retbot.settings.mail import MailSection

_WEAK, _SHORT = 1024, 2048
"""Bits of an RSA key: the minimum that receivers accept (RFC 8301), and the recommended minimum."""


class _Unreachable(Exception):
    """No name server answers."""


@dataclass
class Findings:
    """`faults` must be corrected; `remarks` are useful to know, but the settings may be right."""

    faults: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


async def dns_findings(chosen: Settings, dns: asyncresolver.Resolver | None = None) -> Findings:
    """For a team that sends mail; `dns` replaces the resolver of the system."""
    found = Findings()
    if chosen.mail is None:
        return found
    domain = _domain(chosen.mail.address)
    try:
        asking = _Asking(dns or asyncresolver.Resolver())
        await _spf(asking, domain, found)
        strict = await _dmarc(asking, domain, found)
        await _dkim(asking, chosen.mail, found, strict=strict)
        for address in dict.fromkeys((chosen.mail.address, chosen.mail.reply_to or chosen.mail.address)):
            await _arrives(asking, address, found)
    except (_Unreachable, resolver.NoResolverConfiguration):
        found.remarks.append(
            f"Geen naamserver antwoordt: SPF, DKIM en DMARC van {domain} zijn niet bekeken. De instellingen "
            "kunnen kloppen."
        )
    return found


@dataclass(frozen=True)
class _Asking:
    dns: asyncresolver.Resolver

    async def texts(self, name: str) -> list[str]:
        """The TXT records, each as one string; empty when there are none. Raises _Unreachable."""
        return [b"".join(one.strings).decode("utf-8", "replace") for one in await self._ask(name, RdataType.TXT)]

    async def mail_servers(self, name: str) -> list[str]:
        """From MX, otherwise the name itself when it has an address (RFC 5321, 5.1). `.` means that the domain accepts
        no mail."""
        found = [str(one.exchange) for one in await self._ask(name, RdataType.MX)]
        if found:
            return found
        here = await self._ask(name, RdataType.A) or await self._ask(name, RdataType.AAAA)
        return [name] if here else []

    async def _ask(self, name: str, record_type: RdataType) -> list[Any]:
        try:
            return list(await self.dns.resolve(f"{name}.", record_type, raise_on_no_answer=False))
        except resolver.NXDOMAIN:
            return []
        except DNSException:
            raise _Unreachable from None


async def _spf(asking: _Asking, domain: str, found: Findings) -> None:
    records = [one for one in await asking.texts(domain) if one.lower().split(" ")[0] == "v=spf1"]
    if not records:
        found.faults.append(
            f"{domain} heeft geen SPF-record (RFC 7208): veel servers leggen zijn mail opzij. {_ADD_SPF}"
        )
    elif len(records) > 1:
        found.faults.append(f"{domain} heeft {len(records)} SPF-records, en dan telt er geen: laat er één over.")
    else:
        found.faults += _spf_faults(domain, records[0].lower().split()[1:])


_ADD_SPF = "Zet een TXT-record neer dat met v=spf1 begint en de servers noemt die mogen versturen."


def _spf_faults(domain: str, terms: list[str]) -> Iterator[str]:
    if {"+all", "all"} & set(terms):
        yield f"SPF van {domain} laat iedereen in zijn naam mailen (+all): maak daar -all van, na de eigen servers."
    if terms and all(term in {"-all", "~all"} for term in terms):
        yield f"SPF van {domain} laat niemand mailen: noem er de server in die voor retbot mailt."


async def _dmarc(asking: _Asking, domain: str, found: Findings) -> bool:
    """Whether DMARC requires the DKIM domain to be identical."""
    for parent in _with_parents(domain):
        records = [one for one in await asking.texts(f"_dmarc.{parent}") if one.replace(" ", "").startswith("v=DMARC1")]
        if len(records) > 1:
            found.faults.append(
                f"_dmarc.{parent} heeft {len(records)} DMARC-records, en dan telt er geen: laat er één over."
            )
            return False
        if records:
            tags = _tags(records[0])
            _policy(parent, tags, found)
            return tags.get("adkim") == "s"
    found.faults.append(
        f"{domain} heeft geen DMARC-record (RFC 7489): anderen kunnen in zijn naam mailen, en grote ontvangers "
        "weigeren "
        f"er veel van. Begin met het TXT-record _dmarc.{domain}: v=DMARC1; p=none."
    )
    return False


def _policy(domain: str, tags: dict[str, str], found: Findings) -> None:
    policy = tags.get("p", "").lower()
    if policy not in {"none", "quarantine", "reject"}:
        found.faults.append(f"DMARC van {domain} zegt p={policy or '(niets)'}: maak er none, quarantine of reject van.")
    elif policy == "none":
        found.remarks.append(
            f"DMARC van {domain} kijkt alleen toe (p=none): mail van anderen in zijn naam komt nog aan."
        )


async def _dkim(asking: _Asking, mail: MailSection, found: Findings, *, strict: bool) -> None:
    domain = _domain(mail.address)
    signs = (mail.dkim_domain or domain).lower()
    if mail.dkim_selector is None:
        found.remarks.append(
            "mail.dkim_selector is niet ingevuld, dus DKIM is niet bekeken: zie s= in de DKIM-Signature van een "
            "mail van "
            "retbot."
        )
        return
    if not _is_aligned(domain, signs, strict=strict):
        found.faults.append(
            f"DKIM ondertekent voor {signs} (mail.dkim_domain), en dat geldt voor DMARC niet als {domain}: laat "
            f"de mailserver voor {domain} ondertekenen."
        )
    name = f"{mail.dkim_selector}._domainkey.{signs}"
    keys = [tags for one in await asking.texts(name) if "p" in (tags := _tags(one))]
    if not keys:
        found.faults.append(f"Op {name} staat geen DKIM-sleutel: zet daar die neer waarmee de mailserver ondertekent.")
        return
    _key(name, keys[0], found)


def _key(name: str, tags: dict[str, str], found: Findings) -> None:
    if not tags["p"]:
        found.faults.append(
            f"De DKIM-sleutel {name} is ingetrokken (p= is leeg): laat de mailserver met een geldige ondertekenen."
        )
    if not tags["p"] or tags.get("k", "rsa").lower() != "rsa":
        return
    bits = _bits(tags["p"])
    if bits is None:
        found.faults.append(f"De DKIM-sleutel {name} is niet te lezen: neem hem opnieuw over van de mailserver.")
    elif bits < _WEAK:
        found.faults.append(
            f"De DKIM-sleutel {name} heeft {bits} bits, en ontvangers nemen niets onder {_WEAK}: maak een nieuwe "
            f"van {_SHORT}."
        )
    elif bits < _SHORT:
        found.remarks.append(f"De DKIM-sleutel {name} heeft {bits} bits; {_SHORT} is wat geadviseerd wordt.")


def _is_aligned(domain: str, signs: str, *, strict: bool) -> bool:
    """RFC 7489, 3.1.1, but without the list of public suffixes: one domain must be a subdomain of the other."""
    return domain == signs or (not strict and (domain.endswith(f".{signs}") or signs.endswith(f".{domain}")))


async def _arrives(asking: _Asking, address: str, found: Findings) -> None:
    servers = await asking.mail_servers(_domain(address))
    if not servers:
        found.faults.append(
            f"{_domain(address)} heeft geen mailserver (MX): wat naar {address} gaat komt niet aan. Klopt het adres?"
        )
    elif servers == ["."]:
        found.faults.append(
            f"{_domain(address)} neemt geen mail aan (RFC 7505): wat naar {address} gaat komt niet aan. Klopt het "
            "adres?"
        )


def _tags(record: str) -> dict[str, str]:
    """`v=DKIM1; p=…` → its tags; whitespace within a value is ignored (RFC 6376, 3.2)."""
    pairs = (part.partition("=") for part in record.split(";") if "=" in part)
    return {name.strip().lower(): "".join(value.split()) for name, _, value in pairs}


def _bits(key: str) -> int | None:
    """The length of an RSA key in base64; None when it is not one."""
    try:
        loaded = load_der_public_key(base64.b64decode(key, validate=True))
    except (ValueError, binascii.Error, UnsupportedAlgorithm):
        return None
    return loaded.key_size if isinstance(loaded, RSAPublicKey) else None


def _with_parents(domain: str) -> Iterator[str]:
    """The domain and its parent domains, except the top-level domain: the places where a DMARC record may be."""
    labels = domain.split(".")
    yield from (".".join(labels[start:]) for start in range(len(labels) - 1))


def _domain(address: str) -> str:
    return address.rpartition("@")[2].lower()
