"""Which organisation a mail address belongs to, by the Public Suffix List."""

import tomllib
from functools import cache

from publicsuffixlist import PublicSuffixList

from retbot.covenants.paths import config_dir


def organisation_of(address: str) -> str | None:
    """The domain that an organisation has registered: two addresses of the same one are those of colleagues. None at a
    provider where anybody has an address (config/openbare_mail.toml), and where there is no such domain."""
    found = registrable(address.rpartition("@")[2])
    if found is None or found in _list("domeinen") or found.partition(".")[0] in _list("merken"):
        return None
    return found


def registrable(domain: str) -> str | None:
    """`ambiq.nl` of `mail.ambiq.nl`; None for a public suffix, which belongs to nobody, and for what is no domain."""
    found = _suffixes().privatesuffix(domain)
    return None if found is None or found.rpartition(".")[2].isdecimal() else found


@cache
def _suffixes() -> PublicSuffixList:
    """The list that comes with the library: nothing is fetched."""
    return PublicSuffixList()


@cache
def _list(name: str) -> frozenset[str]:
    listed = tomllib.loads((config_dir() / "openbare_mail.toml").read_text(encoding="utf-8"))
    return frozenset(listed[name])
