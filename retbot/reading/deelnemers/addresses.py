"""Arguments for a mail address: its owner, the address itself, and whether a private person gets mail."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from retbot.domain.casus.private_persons import private_roles
from retbot.domain.deelnemers.deelnemerslijst import take_name, take_owner
from retbot.domain.deelnemers.mail_address import is_address
from retbot.domain.errors import Refusal
from retbot.reading.grammar import Argument, Situation, WordsLeft

_LAST = re.compile(r"(?<=\S )\S+$")
"""After the owner."""
_GONE = "weg"


@dataclass(frozen=True, slots=True)
class TypedAddress:
    """None removes the stored address."""

    address: str | None


class MailChoice(Enum):
    ON = auto()
    WITHOUT_CONSENT = auto()
    OFF = auto()


_CHOICES = {
    ("aan", "toestemming", "ja"): MailChoice.ON,
    ("aan",): MailChoice.WITHOUT_CONSENT,
    ("uit",): MailChoice.OFF,
}


def _address(words: WordsLeft, _: Situation) -> TypedAddress | None:
    found = words.take(_LAST)
    if not found:
        return None
    text = found[0].strip("<>,;").removeprefix("mailto:")
    if text.lower() == _GONE:
        return TypedAddress(None)
    if not is_address(text):
        raise Refusal("adres_onleesbaar")
    return TypedAddress(text)


def _owner(words: WordsLeft, situation: Situation) -> str | None:
    if not words.text:
        return None
    owner, words.text = take_owner(words.text, situation.convenant)
    return owner


def _private_role(words: WordsLeft, situation: Situation) -> str | None:
    own = private_roles(situation.casus, situation.convenant) if situation.casus else ()
    found = take_name(words.text, {naam: naam for naam in own})
    if not found:
        return None
    role, words.text = found
    return role


def _choice(words: WordsLeft, _: Situation) -> MailChoice | None:
    chosen = _CHOICES.get(tuple(words.text.lower().replace("=", " ").split()))
    if chosen:
        words.take_all()
    return chosen


MAIL_ADDRESS = Argument("naam@organisatie.nl", _address, anywhere=True)
"""The last word, or `weg`."""
OWNER = Argument("ROL", _owner)
"""A role or a partij of the case."""
PRIVATE_ROLE = Argument("ROL", _private_role)
MAIL_CHOICE = Argument("aan toestemming=ja", _choice)
