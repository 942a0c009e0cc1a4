"""Ids that leave: the same for the same key, and nothing to guess the key from."""

import hashlib
import hmac
from datetime import date
from itertools import product

from retbot.mail.messages import mime
from retbot.ports import WireIds
from tests import guesser
from tests.clock import at
from tests.contract.fake_mailbox import SENDER
from tests.every_row import every_row
from tests.unit.mail.samples import IDS, NOW, read
from tests.unit.scheduling.stage import EXPERT, Stage, stage

KEY = "casus:RET-7KH-4T3"


async def weeks_of_a_case() -> Stage:
    s = stage("2026-04-22 12:00")
    await s.people(EXPERT, mail=[1])
    await s.open(date(2026, 4, 22))
    await s.address("school", "zorg@school.example")
    await s.plan(at("2026-05-07 14:00"))
    await s.invite("school", "deelnemer:1")
    await s.step(at("2026-04-29 12:00"))
    await s.move(at("2026-05-08 14:00"))
    await s.tell()
    await s.step(at("2026-05-20 12:00"))
    return s


async def test_nothing_that_a_case_sends_in_weeks_bears_a_digest_of_a_key() -> None:
    s = await weeks_of_a_case()
    mails = [mime(mail, SENDER, NOW, IDS) for mail in s.mailbox.sent]
    events = [IDS.of("event", row.post.key) for row in s.storage.memory.outbox.values()]
    keys = {row.post.key for row in s.storage.memory.outbox.values()} | {mail.key for mail in s.mailbox.sent}
    threads = {mail.thread for mail in s.mailbox.sent if mail.thread}
    assert len(mails) > 3
    assert len(events) > 20
    assert guesser.named(keys | threads, [*events, *(mail.decode("latin-1") for mail in mails)]) == set()


def test_an_id_is_the_same_at_every_start_and_another_for_each_use_key_and_installation() -> None:
    again, other = WireIds.of_installation("sleutel"), WireIds.of_installation("andere sleutel")
    ids = [
        *(IDS.of(use, KEY) for use in ("event", "mail", "thread", "body")),
        IDS.of("event", f"{KEY} "),
        other.of("event", KEY),
    ]
    assert again.of("event", KEY) == ids[0]
    assert len({id_[:16] for id_ in ids}) == len(ids)


async def test_mails_hang_together_with_those_of_earlier_versions() -> None:
    """As retbot 0.1 derived them."""
    secret = hmac.new(b"sleutel", b"message-id", hashlib.sha256).digest()
    mixed = hmac.new(secret, KEY.encode(), hashlib.sha256).hexdigest()
    assert IDS.of("thread", KEY) == hashlib.sha256(f"thread:{mixed}".encode()).hexdigest()[:32]
    (mail, *_) = (await weeks_of_a_case()).mailbox.sent
    assert read(mime(mail, SENDER, NOW, IDS))["References"] == f"<{IDS.of('thread', mail.thread or '')}@ret.example>"


def test_the_secret_is_in_no_representation() -> None:
    assert "secret" not in repr(IDS)


@every_row(
    product(
        [
            hashlib.sha256(KEY.encode()).hexdigest(),
            hashlib.sha256(KEY.encode()).hexdigest()[:20].upper(),
            hashlib.md5(f"mail:{KEY}".encode()).hexdigest(),
            *list(guesser.guesses(KEY))[:4],
        ],
        ["{}", "PUT /rooms/!a/send/m.room.encrypted/{}?x=1", "<{}@ret.example>", "=_{}.1"],
    )
)
def test_the_guesser_finds_a_plain_digest_in_whatever_stands_around_it(form: str, around: str) -> None:
    assert guesser.named([KEY, "casus:RET-7KH-4T4"], [around.format(form)]) == {KEY}
