"""A moment of a datumprikker that a guest outside the room chose by mail: whose choice counts, and what is told."""

from dataclasses import dataclass

import pytest

from retbot.domain.planning.polls import GEEN, Option, Poll, PollType
from retbot.mail.answer_links import moment_line
from retbot.ports import Channel
from retbot.ports import Post as OutgoingPost
from tests.clock import at
from tests.unit.mail.reply_mails import mail, part
from tests.unit.scheduling.delivery.post_office import FAILED, GUEST, OWNER, PASSED, SCHOOL, Post, post_office
from tests.unit.scheduling.stage import CODE

COLLEAGUE, STRANGER = "planning@ambiq.example", "evil@bad.example"


@dataclass
class AskedByMail:
    post: Post
    poll: int
    tokens: dict[str, str]

    async def chooses(self, word: str, owner: str = OWNER, sender: str = GUEST, results: str = "") -> str:
        """What is said about it."""
        before = len(self.post.told())
        line = moment_line(word, self.tokens[owner])
        to = f"bot+{self.tokens[owner]}@ret.example"
        head = f"{results}From: <{sender}>\r\nTo: <{to}>\r\nSubject: {line}\r\nX-Nr: {self.post.stage.events}\r\n"
        self.post.stage.events += 1
        await self.post.take(mail(part(line, "text/plain"), head))
        return "\n".join(self.post.told()[before:])

    async def chosen(self) -> dict[str, tuple[int, ...]]:
        async with self.post.stage.storage.begin() as work:
            return dict(await work.polls.choices(self.poll))

    async def close(self) -> None:
        async with self.post.stage.storage.begin() as work:
            await work.polls.close(self.poll, self.post.stage.clock.now())


@pytest.fixture
async def asked() -> AskedByMail:
    """An expert and the school are asked by mail about a moment that is over, and two that are not."""
    post = await post_office()
    await post.stage.cancel()
    starts = ("2026-04-20 10:00", "2026-04-23 10:00", "2026-04-24 14:00")
    moments = [Option(f"o{number}", number, at(start)) for number, start in enumerate(starts, 1)]
    now = post.stage.clock.now()
    async with post.stage.storage.begin() as work:
        new = Poll(CODE, PollType.PRIKKER, 0, 45, now, (*moments, Option("none", 4, value=GEEN)))
        id_ = (await work.polls.add(new)).id or 0
        tokens = {owner: (await work.polls.ask_by_mail(id_, owner)).token for owner in (OWNER, "school")}
    return AskedByMail(post, id_, tokens)


async def test_each_mail_adds_a_moment_and_none_takes_the_place_of_all(asked: AskedByMail) -> None:
    for word, numbers in (("2", (2,)), ("3", (2, 3)), ("2", (2, 3)), ("geen", (4,)), ("3", (3,))):
        assert await asked.chooses(word) == ""
        assert await asked.chosen() == {OWNER: numbers}


@pytest.mark.parametrize(
    ("sender", "results", "counts", "why"),
    [
        (GUEST, "", True, ""),
        (GUEST, PASSED, True, ""),
        (GUEST, FAILED, False, "Volgens de mailserver is de afzender niet echt."),
        (COLLEAGUE, PASSED, True, ""),
        (COLLEAGUE, "", False, "Ik kan niet nagaan of die van expert LVB (Ambiq) komt."),
        (STRANGER, PASSED.replace("ambiq", "bad"), False, "Die kwam van een ander adres."),
        (SCHOOL, "", False, "Ik kan niet nagaan of die van expert LVB (Ambiq) komt."),
    ],
)
async def test_whose_choice_counts_is_the_same_as_for_an_invitation(
    asked: AskedByMail, sender: str, results: str, counts: bool, why: str
) -> None:
    told = await asked.chooses("2", sender=sender, results=results)
    assert await asked.chosen() == ({OWNER: (2,)} if counts else {})
    if counts:
        assert told == ""
    else:
        assert (
            "Voor expert LVB (Ambiq) kwam per mail deze keuze binnen: **2. donderdag 23 april, 10:00–10:45**." in told
        )
        assert f"{why} Er is niets gewijzigd." in told
        assert f"`!ret prik voor {CODE} #1 2`" in told
        assert sender not in told


async def test_what_does_not_count_is_said_once_with_all_that_would_be_recorded(asked: AskedByMail) -> None:
    await asked.chooses("3", "school", SCHOOL)
    assert f"`!ret prik voor {CODE} school 2 3`" in await asked.chooses("2", "school", STRANGER)
    assert await asked.chooses("2", "school", STRANGER) == ""
    assert f"`!ret prik voor {CODE} school geen`" in await asked.chooses("geen", "school", STRANGER)
    assert await asked.chosen() == {"school": (3,)}


@pytest.mark.parametrize(("word", "closed"), [("1", False), ("9", False), ("0", False), ("2", True), ("geen", True)])
async def test_a_moment_that_is_over_or_not_there_or_a_closed_poll_changes_nothing(
    asked: AskedByMail, word: str, closed: bool
) -> None:
    if closed:
        await asked.close()
    assert (
        "Expert LVB (Ambiq) koos per mail een moment, maar dat moment is voorbij of de peiling is gesloten. "
        "Er is niets gewijzigd."
    ) in await asked.chooses(word)
    assert await asked.chosen() == {}


async def test_a_token_of_nobody_is_counted_as_of_a_stranger(asked: AskedByMail) -> None:
    asked.tokens[OWNER] = "0" * 20
    assert await asked.chooses("2") == ""
    assert await asked.chosen() == {}
    async with asked.post.stage.storage.begin() as work:
        assert (await work.notes.get("vreemde_post") or "").endswith(" 1")


async def test_the_last_one_who_was_missing_ends_the_waiting(asked: AskedByMail) -> None:
    async with asked.post.stage.storage.begin() as work:
        for owner in ("jeugdige", "ouders", "aanmelder", "lokale toegang", "school"):
            await work.polls.choose(asked.poll, owner, [3])
    told = await asked.chooses("3")
    assert "Iedereen heeft gekozen:" in told
    assert f"De meesten kunnen op 3: `!ret prik kies {CODE} 3`." in told
    assert await asked.chooses("2") == ""


async def test_the_mail_names_the_moments_to_come_and_for_a_private_person_no_case(asked: AskedByMail) -> None:
    stage = asked.post.stage
    await stage.note("mail_toestemming", at("2026-04-21 9:00").date(), over="ouders", keuze="ja")
    async with stage.storage.begin() as work:
        await work.addresses.set("ouders", "ouders@prive.example", CODE)
        for owner in (OWNER, "ouders"):
            await work.polls.ask_by_mail(asked.poll, owner)
            args = {"peiling": asked.poll}
            await work.outbox.put(
                OutgoingPost(f"m:{owner}", Channel.MAIL, "momenten", args, CODE, to=owner), stage.clock.now()
            )
    known = len(stage.mailbox.sent)
    await stage.waker.run_due()
    letters = {one.to: one for one in stage.mailbox.sent[known:]}
    expert, parents = letters[GUEST], letters["ouders@prive.example"]
    assert [one.word for one in expert.choices] == [one.word for one in parents.choices] == ["2", "3", "geen"]
    assert expert.choices[0].label == "donderdag 23 april 2026, 10:00–10:45"
    assert CODE in expert.subject
    assert "wanneer kunt u?" in expert.subject
    assert parents.subject == "Overleg"
    assert CODE not in repr(parents) + parents.text + parents.closing
    assert expert.answer_token != parents.answer_token
