"""The organisation of a mail address, using the Public Suffix List."""

import tomllib
from functools import cache

from publicsuffixlist import PublicSuffixList

from retbot.covenants.paths import config_dir


def organisation_of(address: str) -> str | None:
    """The domain that an organisation has registered: two addresses with the same domain belong to colleagues. None for
    a public mail provider (config/openbare_mail.toml), and when there is no registered domain."""
    found = registrable(address.rpartition("@")[2])
    if found is None or found in _list("domeinen") or found.partition(".")[0] in _list("merken"):
        return None
    return found


def registrable(domain: str) -> str | None:
    """`ambiq.nl` for `mail.ambiq.nl`; None for a public suffix and for an invalid domain."""
    found = _suffixes().privatesuffix(domain)
    return None if found is None or found.rpartition(".")[2].isdecimal() else found


@cache
def _suffixes() -> PublicSuffixList:
    """The list that comes with the library, so that nothing is downloaded."""
    return PublicSuffixList()


@cache
def _list(name: str) -> frozenset[str]:
    listed = tomllib.loads((config_dir() / "openbare_mail.toml").read_text(encoding="utf-8"))
    return frozenset(listed[name])
