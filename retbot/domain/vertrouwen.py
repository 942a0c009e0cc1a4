"""Whether an answer that came by mail is that of the guest whose invitation it answers."""

from enum import StrEnum

_PUBLIC = frozenset(
    {
        *("gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "hotmail.nl", "live.com", "live.nl", "msn.com"),
        *("icloud.com", "me.com", "yahoo.com", "proton.me", "protonmail.com", "gmx.net", "gmx.com", "ziggo.nl"),
        *("kpnmail.nl", "planet.nl", "home.nl", "xs4all.nl", "hetnet.nl", "upcmail.nl", "casema.nl", "chello.nl"),
    }
)
"""Where people who have nothing to do with each other have an address at the same domain."""


class Herkomst(StrEnum):
    ZELF = "zelf"
    NAMENS = "namens"
    """Of the same organisation, with the right token: an alias, a shared mailbox, an assistant."""
    DOORGESTUURD = "doorgestuurd"
    """The invitation reached somebody else: his answer is not that of the guest."""


def herkomst(known: str, attendee: str, sender: str | None, sent_by: str | None) -> Herkomst:
    """Of an answer with the right token. `known` is the address that was invited; every address in lower case."""
    if attendee == known and sender in {known, None}:
        return Herkomst.ZELF
    if known in {attendee, sender, sent_by}:
        return Herkomst.NAMENS
    domain = _domain(known)
    same = {_domain(one) for one in (attendee, sender or attendee)} == {domain}
    return Herkomst.NAMENS if same and domain not in _PUBLIC else Herkomst.DOORGESTUURD


def _domain(address: str) -> str:
    return address.rpartition("@")[2]
