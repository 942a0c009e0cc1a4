"""Every kind of post has its sentence, and none has two."""

import inspect
import re
from pathlib import Path

import pytest

from retbot import handlers, scheduling
from retbot.meetings import offers, rsvps
from retbot.scheduling.notices import NOTICES
from retbot.scheduling.notices.mails import LETTERS
from retbot.scheduling.notices.mails.reminders import POINTS
from retbot.scheduling.occasion import letter, notice
from retbot.wording.replies import SENTENCES

_KIND = re.compile(
    r'Channel\.(?P<channel>\w+), "(?P<kind>\w+)"|_post\([^\n]*?, "(?P<own>\w+)"|notice_to_secretaris\("(?P<told>\w+)"'
)


def kinds_put() -> set[tuple[str, str]]:
    """Channel and kind of every post that the layer puts, read from its source."""
    source = "\n".join(path.read_text() for path in Path(inspect.getfile(scheduling)).parent.rglob("*.py"))
    found = _KIND.finditer(source)
    return {(m["channel"] or "ROOM", m["kind"] or m["own"] or m["told"]) for m in found}


def put_by_others() -> set[str]:
    """What a command asks to be said later or as a poll, and what anybody answers: worded at its own moment."""
    paths = [
        *(Path(inspect.getfile(one)) for one in (rsvps, offers)),
        *Path(inspect.getfile(handlers)).parent.rglob("*.py"),
    ]
    source = "\n".join(path.read_text() for path in paths)
    return {kind for kind in NOTICES if f'"{kind}"' in source}


def test_every_kind_that_is_put_has_its_sentence() -> None:
    rooms = {kind for channel, kind in kinds_put() if channel == "ROOM"}
    assert rooms | put_by_others() == set(NOTICES)
    assert {kind for channel, kind in kinds_put() if channel == "MAIL"} <= {*LETTERS, *POINTS}


def test_no_sentence_of_its_own_accord_has_the_name_of_an_answer() -> None:
    assert set(NOTICES) & set(SENTENCES) == set()


def test_no_two_notices_have_one_name() -> None:
    with pytest.raises(ValueError, match="herinnering"):
        notice("herinnering")(NOTICES["opschalen"].words)


def test_no_two_letters_have_one_name() -> None:
    with pytest.raises(ValueError, match="uitnodiging"):
        letter("uitnodiging")(LETTERS["afzegging"].words)
