"""Each text that leaves states the closed set that it comes from, and has the form that goes with it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

import pytest

from retbot.covenants import monitor
from retbot.domain.casus.safe_text import SafeText
from retbot.ports import Attendee, Channel, Mail, Outgoing, Post
from retbot.ports.closed_sets import FileName, Label, Title
from tests.clock import at
from tests.outgoing import in_type, strays, unstated
from tests.unit.scheduling.notices import test_polls
from tests.unit.scheduling.stage import ACCARE, CODE, EXPERT, SANNE, VERA, Stage, stage


def test_every_text_that_leaves_states_its_closed_set() -> None:
    assert unstated() == []


@dataclass(frozen=True)
class Stated:
    title: Title
    text: SafeText
    names: tuple[FileName, ...]


@dataclass(frozen=True)
class Bare:
    name: Label
    note: str
    more: tuple[str, ...] | None
    kept: dict[str, int]
    inner: Stated


def test_a_new_field_of_bare_text_is_found() -> None:
    assert list(in_type(Stated, "", set())) == []
    assert sorted(set(in_type(Bare, "", set()))) == ["Bare.kept", "Bare.more", "Bare.note"]
    assert list(in_type(Annotated[str, "no closed set"], "note", set())) == ["note"]


@pytest.mark.parametrize(
    ("value", "field"),
    [
        (Outgoing("!r:x", "een\x00twee"), "Outgoing.text"),
        (Outgoing("kamer", "een"), "Outgoing.room_id"),
        (Outgoing("!r:x", "een", rings=("Fatima",)), "Outgoing.rings"),
        (Mail("k", "geen adres", "Overleg", "tekst"), "Mail.to"),
        (Mail("k", "a@b.nl", "Overleg\nBcc: c@d.nl", "tekst"), "Mail.subject"),
        (Attendee("a@b.nl", "school\r\nX-NOTE:iets"), "Attendee.name"),
        (Post("k", Channel.ROOM, "Vrije tekst"), "Post.sentence"),
    ],
)
def test_a_value_of_another_form_is_found(value: object, field: str) -> None:
    assert [one.partition(":")[0] for one in strays(value)] == [field]


async def test_what_a_team_is_sent_has_the_forms_that_are_stated() -> None:
    found = [value async for value in _of_a_case()]
    assert {type(value).__name__ for value in found} == {"Outgoing", "Mail", "Post", "Attachment"}
    assert any(isinstance(value, Mail) and value.invitation for value in found)
    assert [stray for value in found for stray in strays(value)] == []


async def test_a_poll_and_its_end_have_the_forms_that_are_stated() -> None:
    stage_, poll = await test_polls.opened()
    for kind in ("peiling", "peiling_einde"):
        await test_polls.put(stage_, poll, kind)
    assert len(stage_.room.polls) == 2
    assert [stray for sent in stage_.room.polls for stray in strays(sent.poll)] == []


async def _of_a_case() -> AsyncIterator[object]:
    s: Stage = stage("2026-04-20 10:00")
    s.team = replace(s.team, uitvraag=monitor.load())
    s.room.joined.update({SANNE, VERA})
    await s.people(EXPERT, ACCARE, mail=(1, 2))
    await s.open(date(2026, 4, 20))
    await s.address("school", "zorg@school.example")
    await s.plan(at("2026-05-07 14:00"))
    await s.invite("deelnemer:1", "school")
    await s.note("gedaan", date(2026, 4, 20), over="OV-B3.1")
    await s.step(at("2026-05-08 12:00"))
    await s.put(Post("m", Channel.ROOM, "monitor_bestand", {"halfjaar": ""}, direct=SANNE))
    await s.step(at("2026-05-09 12:00"))
    assert CODE
    for sent in s.room.sent:
        yield sent.outgoing
    for file in s.room.files:
        yield file.attachment
    for mail in s.mailbox.sent:
        yield mail
    for row in s.storage.memory.outbox.values():
        yield row.post
