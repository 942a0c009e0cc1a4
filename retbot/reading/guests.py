"""Arguments for a guest, and for whether they come."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retbot.domain.deelnemers.deelnemerslijst import take_owner
from retbot.domain.errors import Refusal
from retbot.domain.invitations.guest_list import GuestList
from retbot.domain.invitations.inviting import DEELNEMER, Guest, guest_of, guests_of
from retbot.domain.invitations.rsvps import Partstat
from retbot.reading.arguments import pair_up
from retbot.reading.grammar import Argument, Situation, WordsLeft

ANSWERS = {"ja": Partstat.ACCEPTED, "nee": Partstat.DECLINED, "misschien": Partstat.TENTATIVE}
_BETWEEN = re.compile(r"\s*,\s*|\s+en\s+", re.IGNORECASE)
_LIST = re.compile(r"(?:^|\s)lijst\s*=?\s*([\w-]+)(?=\s|$)", re.IGNORECASE)
_NUMBERED = re.compile(r"\s#(\S+)$")


@dataclass(frozen=True, slots=True)
class GuestName:
    """A number on the list, or a name such as a role."""

    text: str

    def among(self, guests: Sequence[Guest]) -> Guest:
        """Raises Refusal when it fits none or several of them."""
        number = self.text.lower().removeprefix("deelnemer").strip().lstrip("#")
        if number.isdecimal():
            found = [guest for guest in guests if guest.owner == f"{DEELNEMER}{int(number)}"]
        else:
            found = [guest for guest in guests if _is_called(guest.label, self.text)]
        if len(found) != 1:
            raise Refusal("wie_koos", wie=[guest.label for guest in found or guests])
        return found[0]


def _is_called(label: str, typed: str) -> bool:
    return bool(typed) and f"{label} ".lower().startswith(f"{typed.lower()} ")


def _rsvp(words: WordsLeft, _: Situation) -> Partstat | None:
    """The last word, or the one before it when both are an answer; the last then remains, as a word without meaning."""
    typed = words.text.split()
    if not typed or typed[-1].lower() not in ANSWERS:
        return None
    word = typed.pop(-2 if len(typed) > 1 and typed[-2].lower() in ANSWERS else -1)
    words.text = " ".join(typed)
    return ANSWERS[word.lower()]


def _guest(words: WordsLeft, _: Situation) -> GuestName | None:
    if not words.text or words.text.lower().split()[-1] in ANSWERS:
        return None
    return GuestName(words.take_all())


def _by_number(words: WordsLeft, _: Situation) -> GuestName | None:
    found = words.take(_NUMBERED)
    return GuestName(found[1]) if found else None


def _owners(words: WordsLeft, situation: Situation) -> list[str] | None:
    if not words.text or situation.casus is None:
        return None
    read = [_owner(name, situation) for name in _BETWEEN.split(words.take_all())]
    words.text = " ".join(left for _, left in read if left)
    return list(dict.fromkeys(owner for owner, _ in read))


def _owner(name: str, situation: Situation) -> tuple[str, str]:
    """The owner given by the number on the list, the name, or the role in the case; and the words after it."""
    number = name.lstrip("#")
    if number.isdecimal():
        found = next((d for d in situation.deelnemers if str(d.nummer) == number), None)
        if found is None:
            raise Refusal("nummer_onbekend", nummer=int(number[:6]))
        return f"{DEELNEMER}{found.nummer}", ""
    known = _known_guests(situation)
    called = [owner for owner, label in known.items() if _is_called(label, name)]
    if len(called) > 1:
        raise Refusal("wie_van_hen", wie=[known[owner] for owner in called])
    return (called[0], "") if called else take_owner(name, situation.convenant)


def _known_guests(situation: Situation) -> dict[str, str]:
    """The people at the table of the case and those on the list: owner → name."""
    casus, convenant, people = situation.casus, situation.convenant, list(situation.deelnemers)
    if casus is None:
        return {}
    listed = (guest_of(f"{DEELNEMER}{one.nummer}", casus, convenant, people) for one in people)
    return {guest.owner: guest.label for guest in (*guests_of(casus, convenant, people), *listed)}


def _list(words: WordsLeft, _: Situation) -> GuestList | None:
    named = pair_up((("lijst", name) for name in _LIST.findall(words.text)), ["lijst"])
    if not named:
        return None
    lijst = named["lijst"].lower()
    if lijst not in set(GuestList):
        raise Refusal("lijst_onbekend", keuzes=list(GuestList))
    words.take(_LIST)
    return GuestList(lijst)


RSVP = Argument("ja", _rsvp, example="ja", anywhere=True)
"""Whether somebody comes: `ja`, `nee` or `misschien`, as the last word."""
GUEST = Argument("WIE", _guest)
"""All remaining words: a guest. Which one depends on the guests of the moment, so this is resolved later."""
NUMBERED_GUEST = Argument("#NUMMER", _by_number, anywhere=True)
"""The same as the last word, identified by its `#`."""
OWNERS = Argument("WIE", _owners, example="{rol}")
"""All remaining words: owners, separated by `,` or `en`."""
GUEST_LIST = Argument("lijst=vast", _list, anywhere=True)
