"""The open questions in memory."""

from dataclasses import dataclass, replace
from datetime import datetime

from retbot.domain.casus.casecode import Casecode
from retbot.ports import Question
from tests.contract.storage_memory import Memory, kept_args


@dataclass
class FakeQuestions:
    memory: Memory

    async def of_person(self, person: str) -> list[Question]:
        found = [(id_, v) for id_, v in self.memory.questions.items() if v.person == person]
        return [question for _, question in sorted(found)]

    async def in_place(self, room_id: str, thread: str | None) -> list[Question]:
        asked = sorted(self.memory.questions.items())
        return [question for _, question in asked if (question.room_id, question.thread) == (room_id, thread)]

    async def about(self, code: Casecode | None) -> list[Question]:
        return [question for _, question in sorted(self.memory.questions.items()) if question.code == code]

    async def ask(self, question: Question) -> Question:
        about = question.person, question.type, question.code
        for id_, other in list(self.memory.questions.items()):
            if id_ == question.id or (other.person, other.type, other.code) == about:
                del self.memory.questions[id_]
        asked = replace(
            question,
            id=question.id or self.memory.new_id(),
            state=kept_args(question.state),
            args=kept_args(question.args),
        )
        assert asked.id
        self.memory.questions[asked.id] = asked
        return asked

    async def close(self, question: Question) -> None:
        self.memory.questions.pop(question.id or 0, None)

    async def forget(self, before: datetime) -> None:
        def stays(question: Question) -> bool:
            return question.code is not None or question.gesteld >= before

        self.memory.questions = {id_: one for id_, one in self.memory.questions.items() if stays(one)}
