"""How a mail at the bot's own mailbox is read."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from retbot.__main__ import main
from retbot.domain.invitations.trust import SenderVerdict
from retbot.mail.replies import read
from retbot.ports.incoming_mail import Decision, Why
from tests.every_row import every_row
from tests.unit.mail.reply_mails import BOT, GUEST, HEAD, TEXT, TOKEN, UID, bounce, exchange, gmail, ics, mail, part
from tests.unit.mail.reply_others import IN_ITS_ZONE, OTHERS, PROPOSED, moved, of
from tests.unit.mail.reply_samples import SIMPLE, WELL_FORMED, guest

STAMP = datetime(2026, 12, 1, 10, 11, 12, tzinfo=UTC)


@every_row(WELL_FORMED)
def test_an_answer_of_any_program_is_read_right(name: str) -> None:
    found = read(WELL_FORMED[name])
    assert (found.decision, found.why) == (Decision.REPLY, Why.ANSWER)
    assert (found.method, found.uid, found.attendee, found.partstat) == ("REPLY", UID, GUEST, "ACCEPTED")
    assert (found.sequence, found.stamp, found.sender) == (2, STAMP, GUEST)
    assert found.tokens == (TOKEN,)


@every_row(OTHERS)
def test_what_is_no_answer_changes_nothing(name: str) -> None:
    raw, decision, why = OTHERS[name]
    found = read(raw)
    assert (found.decision, found.why) == (decision, why)


@pytest.mark.parametrize(
    "raw",
    [
        gmail(PROPOSED),
        of(moved("Europe/Amsterdam")),
        of(moved('"W. Europe Standard Time"')),
        of(moved("Aangepast").replace("BEGIN:VEVENT", IN_ITS_ZONE)),
        of(PROPOSED.replace("DTEND:20261210T140000Z", "DURATION:PT1H")),
        of(PROPOSED.replace("ATTENDEE", "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:een@ander.example\r\nATTENDEE", 1)),
    ],
    ids=["Gmail, REPLY in its header", "a zone", "Windows", "a zone of its own", "a duration", "every guest listed"],
)
def test_a_proposal_of_another_time_is_one_whatever_the_header_says(raw: bytes) -> None:
    found = read(raw)
    assert (found.decision, found.why, found.attendee) == (Decision.COUNTER, Why.OTHER_TIME, GUEST)
    assert found.start == datetime(2026, 12, 10, 13, tzinfo=UTC)
    assert found.end == datetime(2026, 12, 10, 14, tzinfo=UTC)


def test_a_proposal_in_a_zone_that_nobody_knows_has_no_moment() -> None:
    found = read(of(moved("Ergens")))
    assert (found.decision, found.start, found.end) == (Decision.COUNTER, None, None)
    hostile = IN_ITS_ZONE.replace("YEARLY", "SECONDLY")
    assert read(of(moved("Aangepast").replace("BEGIN:VEVENT", hostile))).start is None


@pytest.mark.parametrize(
    "raw",
    [
        bounce(),
        mail(TEXT, f"From: MAILER-DAEMON@mx.ret.example\r\nTo: <{BOT}>\r\nX-Failed-Recipients: {GUEST}\r\n"),
        mail(
            part(f"Hi. This is the mailer.\r\n<{GUEST}>:\r\n550 no\r\n", "text/plain"),
            "From: MAILER-DAEMON@mx.example\r\n",
        ),
    ],
    ids=["Postfix", "Exim", "qmail"],
)
def test_a_bounce_says_whom_it_did_not_reach(raw: bytes) -> None:
    found = read(raw)
    assert (found.decision, found.attendee, found.method) == (Decision.BOUNCE, GUEST, None)


def test_a_bounce_knows_the_invitation_that_came_back() -> None:
    found = read(bounce())
    assert (found.uid, found.tokens) == (UID, (TOKEN,))


def test_a_remark_is_noticed_and_not_kept() -> None:
    for raw in (mail(part(ics("COMMENT:Ik kom te laat"))), exchange(text="Ik kom te laat\r\n")):
        found = read(raw)
        assert found.remark
        assert "laat" not in repr(found)
    assert not read(exchange()).remark


def test_who_acts_for_somebody_is_seen() -> None:
    found = read(guest(f'ATTENDEE;PARTSTAT=ACCEPTED;SENT-BY="mailto:bureau@jeugdzorg.example":mailto:{GUEST}'))
    assert (found.decision, found.sent_by) == (Decision.REPLY, "bureau@jeugdzorg.example")


@every_row(
    [
        ("mx.ret.example; dmarc=pass header.from=jeugdzorg.example", SenderVerdict.PASSED),
        (
            "MX.ret.example 1; spf=fail smtp.mailfrom=x@y.example; dkim=pass header.d=jeugdzorg.example",
            SenderVerdict.PASSED,
        ),
        (
            "mx.ret.example; dkim=pass header.d=example.com; dmarc=fail header.from=jeugdzorg.example",
            SenderVerdict.FAILED,
        ),
        ("mx.ret.example; dkim=pass header.d=elders.example", SenderVerdict.UNKNOWN),
        ("mx.ret.example (dmarc=pass); none", SenderVerdict.UNKNOWN),
        ("mx.boos.example; dmarc=pass header.from=jeugdzorg.example", SenderVerdict.UNKNOWN),
        ("mx.ret.example; dmarc=pass header.from=boos.example", SenderVerdict.FAILED),
        ("mx.ret.example; dkim=pass header.d=example", SenderVerdict.UNKNOWN),
        ('mx.ret.example; dkim=pass header.i="@jeugdzorg.example"', SenderVerdict.PASSED),
    ]
)
def test_only_the_results_of_the_own_mail_server_are_believed(results: str, expected: SenderVerdict) -> None:
    raw = mail(part(SIMPLE), f"Authentication-Results: {results}\r\n{HEAD}")
    assert read(raw, "mx.ret.example").sender_verdict is expected
    assert read(raw).sender_verdict is SenderVerdict.UNKNOWN


@pytest.mark.parametrize(
    "results",
    [
        'spf=pass smtp.mailfrom="x; dmarc=pass header.from=jeugdzorg.example; y"@boos.example',
        'spf=pass smtp.mailfrom="jeugdzorg.example "@boos.example',
        'spf=pass smtp.helo="a smtp.mailfrom=jeugdzorg.example" smtp.mailfrom=x@boos.example',
        'spf=pass (domain of "x) dmarc=pass (" is boos.example) smtp.mailfrom=boos.example',
        "spf=pass (a (nested) ; dmarc=pass header.from=jeugdzorg.example) smtp.mailfrom=boos.example",
        "dmarc=none; spf=pass smtp.mailfrom=jeugdzorg.example smtp.mailfrom=boos.example",
    ],
)
def test_what_a_stranger_brings_into_the_results_is_no_verdict(results: str) -> None:
    raw = mail(part(SIMPLE), f"Authentication-Results: mx.ret.example; {results}\r\n{HEAD}")
    assert read(raw, "mx.ret.example").sender_verdict is SenderVerdict.UNKNOWN


@pytest.mark.parametrize(
    "results",
    [
        'spf=pass smtp.mailfrom="x',
        "spf=pass (x",
        "dmarc=none; dmarc=pass header.from=jeugdzorg.example",
        f"{'dkim=fail header.d=boos.example; ' * 300}dmarc=fail header.from=jeugdzorg.example",
    ],
    ids=["a quote that does not end", "a comment that does not end", "two verdicts", "cut short"],
)
def test_where_the_verdict_may_be_hidden_the_sender_counts_as_forged(results: str) -> None:
    raw = mail(part(SIMPLE), f"Authentication-Results: mx.ret.example; {results}\r\n{HEAD}")
    assert read(raw, "mx.ret.example").sender_verdict is SenderVerdict.FAILED


def test_of_two_results_of_the_own_server_the_upper_one_counts() -> None:
    lower = "Authentication-Results: mx.ret.example; dmarc=pass header.from=jeugdzorg.example\r\n"
    raw = mail(part(SIMPLE), f"Authentication-Results: mx.ret.example; dmarc=fail\r\n{lower}{HEAD}")
    assert read(raw, "mx.ret.example").sender_verdict is SenderVerdict.FAILED
    upper = "Authentication-Results: mx.ret.example; dkim=pass header.d=jeugdzorg.example\r\n"
    assert read(upper.encode() + raw, "mx.ret.example").sender_verdict is SenderVerdict.FAILED
    assert read(mail(part(SIMPLE), lower * 11 + HEAD), "mx.ret.example").sender_verdict is SenderVerdict.FAILED


def test_the_command_prints_what_was_read_and_no_word_more(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "antwoord.eml"
    file.write_bytes(gmail(ics("COMMENT:geheim", "DESCRIPTION:geheim")))
    assert main(["reply", str(file), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["method"], told["uid"], told["partstat"], told["decision"]) == ("REPLY", UID, "ACCEPTED", "reply")
    assert len(told["attendee"]) == 64
    assert told["remark"] is True
    assert main(["reply", str(file)]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("reply: An answer to an invitation.")
    for word in ("geheim", "Femke", GUEST, TOKEN):
        assert word not in shown + json.dumps(told)


def test_the_command_says_when_there_is_no_such_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reply", str(tmp_path / "nergens.eml")]) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_a_request_to_send_it_again_is_read_with_its_meeting() -> None:
    found = read(of(ics(method="REFRESH")))
    assert (found.decision, found.why, found.uid, found.tokens) == (
        *(Decision.REFRESH, Why.ASKED_AGAIN, UID),
        (TOKEN,),
    )


@every_row(
    [
        ("Overleg: ja 0a1b2c3d4e5f60718293", "Overleg: ja 0a1b2c3d4e5f60718293", "ACCEPTED"),
        ("Re: Overleg: nee 0a1b2c3d4e5f60718293", "", "DECLINED"),
        ("", "overleg: Misschien 0A1B2C3D4E5F60718293\r\n\r\nVerzonden vanaf mijn telefoon", "TENTATIVE"),
        ("=?utf-8?Q?Overleg:_ja_0a1b2c3d4e5f60718293?=", "", "ACCEPTED"),
    ]
)
def test_the_mail_behind_a_link_is_an_answer(subject: str, body: str, partstat: str) -> None:
    head = HEAD.replace("Subject: Antwoord", f"Subject: {subject}\r\nDate: Tue, 01 Dec 2026 10:00:00 +0100")
    found = read(mail(part(body, "text/plain"), head))
    assert (found.decision, found.partstat, found.by_link) == (Decision.REPLY, partstat, True)
    assert found.tokens[0] == TOKEN
    assert (found.attendee, found.stamp) == (GUEST, datetime(2026, 12, 1, 9, tzinfo=UTC))


@every_row(
    [
        ("Moment: 2 0a1b2c3d4e5f60718293", "Moment: 2 0a1b2c3d4e5f60718293", "2"),
        ("Re: Moment: 12 0a1b2c3d4e5f60718293", "", "12"),
        ("", "moment: GEEN 0A1B2C3D4E5F60718293\r\n\r\nGroet", "geen"),
        ("Moment: 02 0a1b2c3d4e5f60718293", "", "2"),
        ("Moment: 0 0a1b2c3d4e5f60718293", "", "0"),
    ]
)
def test_the_mail_behind_a_moment_is_a_vote(subject: str, body: str, choice: str) -> None:
    found = read(mail(part(body, "text/plain"), HEAD.replace("Subject: Antwoord", f"Subject: {subject}")))
    assert (found.decision, found.choice, found.by_link) == (Decision.VOTE, choice, True)
    assert (found.tokens[0], found.attendee) == (TOKEN, GUEST)


@every_row(
    [
        ("Moment: 123 0a1b2c3d4e5f60718293", ""),
        ("Moment: ja 0a1b2c3d4e5f60718293", ""),
        ("Overleg: 2 0a1b2c3d4e5f60718293", ""),
        ("Overleg: ja", ""),
        ("Overleg: ja 0a1b", ""),
        ("Overleg: ja 0a1b2c3d4e5f60718293 graag", ""),
        ("Vraag", "Dag,\r\n> Overleg: ja 0a1b2c3d4e5f60718293"),
    ]
)
def test_another_mail_with_such_words_is_none(subject: str, body: str) -> None:
    found = read(mail(part(body, "text/plain"), HEAD.replace("Subject: Antwoord", f"Subject: {subject}")))
    assert found.decision is Decision.IGNORE


def test_a_link_whose_body_says_something_else_is_set_aside() -> None:
    for subject, body in (("Overleg: ja", "Overleg: nee"), ("Moment: 1", "Moment: 2"), ("Moment: 1", "Overleg: ja")):
        head = HEAD.replace("Subject: Antwoord", f"Subject: {subject} {TOKEN}")
        found = read(mail(part(f"{body} {TOKEN}", "text/plain"), head))
        assert (found.decision, found.why) == (Decision.SET_ASIDE, Why.CONTRADICTION)


@every_row(
    [
        (f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{GUEST}", "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:juf@school.example"),
        ("ATTENDEE;PARTSTAT=ACCEPTED:invalid:nomail", f"ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:{BOT}"),
        ("ATTENDEE;PARTSTAT=ACCEPTED:urn:uuid:6f1d2c3b-0a9e-4f77-8f0e-5d2f9a6b1c33",),
    ]
)
def test_the_one_of_a_list_who_answered_is_the_guest(*attendees: str) -> None:
    first, *rest = attendees
    found = read(mail(part(ics(*rest, attendee=first))))
    assert (found.decision, found.attendee, found.partstat) == (Decision.REPLY, GUEST, "ACCEPTED")


def test_an_automatic_answer_of_exchange_without_its_headers_is_one() -> None:
    found = read(
        mail(part("Ik ben er niet", "text/plain"), HEAD.replace("Antwoord", "Automatisch antwoord: Bespreking"))
    )
    assert found.decision is Decision.AUTO_REPLY
