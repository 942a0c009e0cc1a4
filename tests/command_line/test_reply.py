"""How the team's store judges a mail, without storing anything of it."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from retbot.command_line.reply import _EFFECTS
from retbot.covenants.convenant_files import load
from retbot.domain.casus.casus import Bespreking
from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.invitations.meeting import of_bespreking
from retbot.domain.invitations.rsvps import Rsvp
from retbot.handlers.mail.rsvp_by_mail import MailOutcome
from retbot.meetings import invitations
from tests.command_line.conftest import Command
from tests.command_line.store import opened
from tests.contract.storage_stage import casus
from tests.unit.mail.reply_mails import GUEST, UID, ics, mail, part


@pytest.fixture
def token(beside: Path) -> str:
    """Of an invitation in the store."""

    async def invite() -> str:
        now, convenant = datetime.now(UTC), load("overijssel-2022")
        planned = casus().with_bespreking(Bespreking(1, now + timedelta(days=30), 60, UID))
        async with opened(beside / "state") as storage, storage.begin() as work:
            await work.people.save(Deelnemer(3, "expert", "LVB"))
            await work.addresses.set("deelnemer:3", GUEST)
            case = replace(planned, versie=convenant.versie)
            await work.cases.save(case, [], [], now)
            meeting = of_bespreking(case, case.besprekingen[0])
            await invitations.invite(work, meeting, convenant, ["deelnemer:3"], now, None)
            found = await work.invitations.get(UID, "deelnemer:3")
        assert found
        return found.organizer

    return asyncio.run(invite())


def answered(beside: Path) -> list[Rsvp]:
    async def look() -> list[Rsvp]:
        async with opened(beside / "state") as storage, storage.begin() as work:
            return list(await work.rsvps.of_meeting(UID))

    return asyncio.run(look())


def written(beside: Path, token: str, guest: str = GUEST) -> str:
    organizer = f"bot+{token}@ret.example"
    calendar = ics(organizer=f"ORGANIZER:mailto:{organizer}", attendee=f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{guest}")
    file = beside / "answer.eml"
    file.write_bytes(mail(part(calendar), f"From: <{guest}>\r\nTo: <{organizer}>\r\n"))
    return str(file)


def test_the_answer_of_a_guest_would_count_and_is_not_kept(beside: Path, retbot: Command, token: str) -> None:
    told = retbot("reply", written(beside, token), "--json")
    assert json.loads(told.out)["effect"] == "taken"
    assert answered(beside) == []
    again = retbot("reply", written(beside, token))
    assert again.out.endswith("effect: taken. It counts: this guest was invited, and the answer is new.\n")


@pytest.mark.parametrize(
    ("right", "guest", "effect"),
    [(True, "iemand@gmail.example", "doorgestuurd"), (False, GUEST, "onbewezen"), (False, "x@y.example", "onbekend")],
)
def test_what_would_not_count_is_named(
    right: bool, guest: str, effect: str, beside: Path, retbot: Command, token: str
) -> None:
    told = retbot("reply", written(beside, token if right else "0" * 20, guest), "--json")
    assert json.loads(told.out)["effect"] == effect
    assert guest not in told.out
    assert answered(beside) == []


def test_every_outcome_is_explained() -> None:
    assert set(_EFFECTS) == set(MailOutcome)
