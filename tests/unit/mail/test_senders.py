"""Who sent a mail, and what the own mail server says of it, however a forger writes either."""

import pytest

from retbot.domain.invitations.trust import SenderVerdict
from retbot.mail.replies import read
from tests.every_row import every_row
from tests.unit.mail.reply_mails import BOT, GUEST, HEAD, TEXT, mail, part
from tests.unit.mail.reply_samples import SIMPLE


@every_row(
    [
        f"From: x@y.example, Femke <{GUEST}>",
        f"From: x@y.example <{GUEST}>",
        f"From: {GUEST} <x@[192.0.2.1]>",
        f'From: "{GUEST} <x@y.example>" <{GUEST}>',
        f'From: (") <x@y.example> (" {GUEST})',
        f"From: ({GUEST}) <x @y.example>",
        f'From: ({GUEST}) <"x"@y.example>',
        f"From: {GUEST} <x(x)@y.example>",
        f"From: {GUEST} <x@(x)y.example>",
        f"From: Team: {GUEST};",
        f"From: {GUEST}.",
        f'From: "<{GUEST}> {"A" * 1001}" <x@y.example> (")',
        f"From: {GUEST}\r\nFrom: x@y.example",
        f"From : x@y.example\r\nFrom: {GUEST}",
        f"Subject: a\r\nFrom : x@y.example\r\nFrom: {GUEST}",
        f"From: {GUEST}\r\nFrom\t: x@y.example",
        f"X: a\rFrom: {GUEST}\rX: b",
        f"From: {GUEST}\r\n \r\nFrom: x@y.example",
    ]
)
def test_a_sender_that_another_program_may_read_otherwise_is_nobody(head: str) -> None:
    assert read(mail(part(SIMPLE), f"{head}\r\nTo: <{BOT}>\r\n")).sender is None


@pytest.mark.parametrize(
    "sender",
    [
        GUEST,
        f"<{GUEST}>",
        f'"{GUEST}" <{GUEST}>',
        f"'{GUEST}' <{GUEST}>",
        f'"Jansma (JZ), \\"F\\"" <{GUEST.upper()}>',
        f"=?utf-8?q?Femke_=C3=A9?=\r\n <{GUEST}>",
    ],
)
def test_a_plain_sender_is_read(sender: str) -> None:
    assert read(mail(part(SIMPLE), f"From: {sender}\r\nTo: <{BOT}>\r\n")).sender == GUEST


@every_row(
    [
        "%s; dmarc=none header.from=boos.example",
        '%s; dmarc="fail"',
        "%s; dmarc/1=fail",
        '%s; "dmarc"=fail',
        *(f"%s; dmarc={word}" for word in ("reject", "quarantine", "hardfail", "permerror", "passed", "pass-not")),
        '"%s"; dmarc=fail',
        "(a(b)c) %s; dmarc=fail",
        "%s(x); dmarc=fail",
        "%s.; dmarc=fail",
        "%s; spf=pass dmarc=fail",
        "%s; spf=pass smtp.mailfrom=jeugdzorg.example dmarc = none dmarc=fail",
        "%s; dkim=pass,dmarc=fail header.d=jeugdzorg.example",
        "\r\n %s\r\n 1; dmarc=fail",
    ]
)
def test_a_failure_counts_however_it_is_written(results: str) -> None:
    raw = mail(part(SIMPLE), f"Authentication-Results: {results % 'mx.ret.example'}\r\n{HEAD}")
    assert read(raw, "mx.ret.example").sender_verdict is SenderVerdict.FAILED


def test_an_id_that_is_written_otherwise_cannot_vouch() -> None:
    raw = mail(part(SIMPLE), f'Authentication-Results: "mx.ret.example"; dmarc=pass\r\n{HEAD}')
    assert read(raw, "mx.ret.example").sender_verdict is SenderVerdict.UNKNOWN


def test_of_many_words_like_tokens_few_are_looked_at() -> None:
    named = ",".join(f"bot+{number:020x}@ret.example" for number in range(100))
    assert len(read(mail(TEXT, f"From: {GUEST}\r\nTo: {named}\r\n")).tokens) == 10


ARC = "mx.ret.example; dmarc=fail header.from=jeugdzorg.example; arc=pass"
SEALS = "ARC-Seal: i=1; a=rsa-sha256; d=eerste.example; cv=none\r\nARC-Seal: i=2; d=Lijst.example; cv=pass; b=x\r\n"


@every_row(
    [
        (ARC, SEALS, ("lijst.example",), SenderVerdict.UNKNOWN),
        (ARC, SEALS, (), SenderVerdict.FAILED),
        (ARC, SEALS, ("eerste.example",), SenderVerdict.FAILED),
        (ARC, "", ("lijst.example",), SenderVerdict.FAILED),
        (ARC, SEALS + "ARC-Seal: d=lijst.example\r\n", ("lijst.example",), SenderVerdict.FAILED),
        (ARC.replace("arc=pass", "arc=fail"), SEALS, ("lijst.example",), SenderVerdict.FAILED),
        (ARC.replace("arc=pass", "arc=pass; arc=none"), SEALS, ("lijst.example",), SenderVerdict.FAILED),
        (ARC.replace("mx.ret", "elders"), SEALS, ("lijst.example",), SenderVerdict.UNKNOWN),
    ]
)
def test_a_failure_of_a_forwarder_that_seals_says_nothing_of_the_sender(
    results: str, seals: str, forwarders: tuple[str, ...], verdict: SenderVerdict
) -> None:
    raw = mail(part("x", "text/plain"), f"Authentication-Results: {results}\r\n{seals}{HEAD}")
    assert read(raw, "mx.ret.example", forwarders).sender_verdict is verdict
