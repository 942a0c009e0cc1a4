"""Storage of the open questions of the bot."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from retbot.domain.casus.casecode import Casecode
from retbot.domain.errors import Arg


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the bot to one person. `state` holds the answers so far, from closed sets. `zin` and `args` are the
    sentence that asked it, to repeat the question."""

    person: str
    type: str
    room_id: str
    thread: str | None
    code: Casecode | None = None
    state: Mapping[str, Arg] = field(default_factory=dict)
    id: int | None = None
    gesteld: datetime = field(kw_only=True)
    """When it was asked."""
    snapshot: str = ""
    """The state on which the answer depends, when the question was asked (domain/casus/question_ends.py)."""
    zin: str = ""
    args: Mapping[str, Arg] = field(default_factory=dict)


class Questions(Protocol):
    """The open questions."""

    async def of_person(self, person: str) -> list[Question]:
        """The open questions to this person, oldest first."""

    async def in_place(self, room_id: str, thread: str | None) -> list[Question]:
        """Questions to anybody in that thread of the room (None: the main timeline), oldest first."""

    async def about(self, code: Casecode | None) -> list[Question]:
        """Questions to anybody about this case, oldest first; None means those without a case."""

    async def ask(self, question: Question) -> Question:
        """Adds a question, or replaces the one with its id. Only one question per person, type and case can be open: an
        earlier one is deleted. Returns it with its id."""

    async def close(self, question: Question) -> None:
        """Deletes the question with its id."""

    async def forget(self, before: datetime) -> None:
        """Deletes questions without a case that were asked before that instant."""
