"""The mail around an invitation, and the mail without one."""

import re
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from html import unescape
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from retbot.mail.invitations import calendar_object
from retbot.mail.messages import MailSender, mime
from retbot.ports import Attendee, CalendarInvitation, CardRow, Mail, MomentChoice
from tests.every_row import every_row
from tests.unit.mail.samples import (
    IDS,
    NOW,
    ORGANIZER,
    OUDERS,
    SCHOOL,
    SENDER,
    cancel,
    inviting,
    part_of,
    plain,
    read,
    request,
    tree,
)


def arrived(mail: Mail, *, sender: MailSender = SENDER, attach_ics: bool = True) -> EmailMessage:
    return read(mime(mail, sender, NOW, IDS, attach_ics=attach_ics))


def text_of(message: EmailMessage) -> str:
    return str(part_of(message, "text/plain").get_content()).replace("\r\n", "\n")


def test_an_invitation_has_the_tree_that_gmail_sends() -> None:
    assert list(tree(arrived(inviting(request())))) == [
        "multipart/mixed",
        "  multipart/alternative",
        "    text/plain",
        "    text/html",
        "    text/calendar",
        "  application/ics",
    ]


def test_without_the_file_an_invitation_has_the_tree_that_exchange_sends() -> None:
    assert list(tree(arrived(inviting(request()), attach_ics=False))) == [
        "multipart/alternative",
        "  text/plain",
        "  text/html",
        "  text/calendar",
    ]


def test_a_plain_mail_is_text_and_html() -> None:
    message = arrived(plain())
    assert list(tree(message)) == ["multipart/alternative", "  text/plain", "  text/html"]
    assert message["Content-Class"] is None
    assert text_of(message) == "Goedemorgen,\n\n- morgen om 14:00\n"
    assert "<li><strong>morgen</strong> om 14:00</li>" in part_of(message, "text/html").get_content()


@pytest.mark.parametrize(("invitation", "method"), [(request(), "REQUEST"), (cancel(), "CANCEL")])
def test_the_calendar_part_names_its_method_and_has_no_disposition(invitation: CalendarInvitation, method: str) -> None:
    part = part_of(arrived(inviting(invitation)), "text/calendar")
    assert part["Content-Type"] == f'text/calendar; charset="utf-8"; method="{method}"'
    assert part["Content-Transfer-Encoding"] == "base64"
    assert part["Content-Disposition"] is None


def test_both_calendar_parts_are_the_object_byte_for_byte() -> None:
    message, data = arrived(inviting(request())), calendar_object(request(), ORGANIZER)
    assert part_of(message, "text/calendar").get_payload(decode=True) == data
    assert part_of(message, "application/ics").get_payload(decode=True) == data
    assert part_of(message, "application/ics").get_filename() == "invite.ics"


def test_the_headers_name_the_team_and_tell_nothing_else_of_the_case() -> None:
    message = arrived(inviting(request()))
    assert dict(message.items()) | {"Content-Type": "", "Message-ID": "", "In-Reply-To": "", "References": ""} == {
        "From": "Regionaal Expertteam Overijssel <bot@ret.example>",
        "To": "zorg@school.example",
        "Reply-To": "Regionaal Expertteam Overijssel <team@ret.example>",
        "Subject": "RET-overleg RET-7KH-4T3",
        "Date": "Mon, 20 Apr 2026 08:30:00 +0000",
        "Message-ID": "",
        "In-Reply-To": "",
        "References": "",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "OOF, AutoReply",
        "MIME-Version": "1.0",
        "Content-Type": "",
        "Content-Class": "urn:content-classes:calendarmessage",
    }


def test_no_header_stands_there_twice() -> None:
    names = [name.lower() for name in arrived(inviting(request())).keys()]  # noqa: SIM118 a message has repeated keys
    assert len(names) == len(set(names))


def test_a_private_mail_shows_no_code_anywhere() -> None:
    mail = inviting(request(recipient=OUDERS, visible=(), summary="Overleg"), subject="Overleg")
    message = arrived(mail)
    assert message["Subject"] == "Overleg"
    assert b"RET-" not in message.as_bytes()
    assert b"RET-" not in part_of(message, "text/calendar").get_payload(decode=True)


def test_the_same_key_gives_the_same_message_id_at_any_time() -> None:
    first, later = read(mime(plain(), SENDER, NOW, IDS)), read(mime(plain(), SENDER, NOW + timedelta(days=2), IDS))
    assert first["Message-ID"] == later["Message-ID"]
    assert first["Message-ID"] != arrived(plain(key="herinnering-2"))["Message-ID"]
    assert first["Message-ID"].endswith("@ret.example>")
    assert "herinnering" not in first["Message-ID"]


def test_mails_of_one_thread_refer_to_the_same_root() -> None:
    first, second = arrived(plain()), arrived(plain(key="herinnering-2"))
    assert first["References"] == first["In-Reply-To"] == second["References"]
    assert first["References"] not in {first["Message-ID"], second["Message-ID"]}
    assert "zaak" not in first["References"]


def test_a_mail_outside_a_thread_refers_to_nothing() -> None:
    message = arrived(Mail(key="k", to=SCHOOL.address, subject="s", text="t"))
    assert message["References"] is None
    assert message["In-Reply-To"] is None


def test_a_message_id_stays_readable_with_the_longest_domain() -> None:
    domain = "x" * 32 + ".example"
    message = arrived(plain(), sender=MailSender("bot@ret.example", "RET", "team@ret.example", domain))
    assert message["References"].endswith(f"@{domain}>")
    with pytest.raises(ValueError, match="domein"):
        MailSender("bot@ret.example", "RET", "team@ret.example", f"x{domain}")


@pytest.mark.parametrize(
    "subject", ["Overleg\r\nBcc: x@y.example", "Overleg\nBcc: x@y.example", "Overleg\rBcc: x@y.example"]
)
def test_a_line_break_in_a_subject_adds_no_header(subject: str) -> None:
    message = arrived(plain(subject=subject))
    assert message["Subject"] == "Overleg Bcc: x@y.example"
    assert message["Bcc"] is None


def test_a_team_with_marks_in_its_name_keeps_its_address() -> None:
    sender = MailSender(
        "bot@ret.example", 'RET "Zwolle", é <x@y.example>\r\nBcc: z@y.example', "team@ret.example", "ret.example"
    )
    message = arrived(plain(), sender=sender)
    assert [address.addr_spec for address in message["From"].addresses] == ["bot@ret.example"]
    assert [address.addr_spec for address in message["Reply-To"].addresses] == ["team@ret.example"]
    assert message["Bcc"] is None


@every_row(
    [
        *("", "zorg", "zorg@school", "a@b.example, c@d.example", "a@b.example\r\nBcc: x@y.example", "a b@c.example"),
        *("<a@b.example>", '"a b"@c.example', "é@b.example", ".a@b.example", "a@-b.example", "a@b.example\n"),
    ]
)
def test_what_is_no_plain_address_is_refused_and_not_repeated(to: str) -> None:
    with pytest.raises(ValueError, match=r"^not a mail address$"):
        mime(plain(to=to), SENDER, NOW, IDS)


def test_an_invitation_goes_to_nobody_but_its_recipient() -> None:
    mail = Mail(key="k", to=OUDERS.address, subject="Overleg", text="", invitation=request(recipient=SCHOOL))
    with pytest.raises(ValueError, match="somebody else"):
        mime(mail, SENDER, NOW, IDS)


def test_lines_are_short_enough_for_every_server_and_quoted_printable() -> None:
    mail = Mail(key="k", to=SCHOOL.address, subject="é" * 100, text="é" * 2000 + "\n\n" + "woord " * 500, thread="t")
    content = mime(mail, SENDER, NOW, IDS)
    assert max(len(line) for line in content.split(b"\r\n")) <= 76
    assert content.isascii()
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert text_of(read(content)) == mail.text.strip() + "\n"


def test_a_name_is_a_role_and_no_address_reaches_a_representation() -> None:
    assert "school.example" not in repr(plain())
    assert "school.example" not in repr(Attendee(SCHOOL.address, "School"))


READS = MailSender(
    "bot@ret.example", "RET", "team@ret.example", "ret.example", "bot+TOKEN@ret.example", reads_answers=True
)


def test_the_links_hold_the_answer_and_a_token_and_nothing_else() -> None:
    mail = replace(
        inviting(replace(request(), token="a" * 20)), card=(CardRow("Wat", "Overleg"),), answer_token="b" * 20
    )
    html = part_of(arrived(mail, sender=READS), "text/html").get_content()
    links = [urlsplit(unescape(link)) for link in re.findall(r'href="(mailto:[^"]*)"', html)]
    assert [unquote(link.path) for link in links] == [f"bot+{'a' * 20}@ret.example"] * 3
    said = [parse_qs(link.query) for link in links]
    assert said == [{"subject": [line], "body": [line]} for line in map(answer, ("ja", "nee", "misschien"))]


def answer(word: str) -> str:
    return f"Overleg: {word} {'b' * 20}"


def test_the_links_of_a_poll_hold_the_number_of_a_moment_and_a_token_and_nothing_else() -> None:
    choices = (MomentChoice("1", "donderdag 7 mei 2026, 14:00–15:00"), MomentChoice("geen", "Geen van deze momenten"))
    mail = replace(plain(), card=(CardRow("Wat", "Overleg"),), answer_token="b" * 20, choices=choices)
    message = arrived(mail, sender=READS)
    html, text = (part_of(message, kind).get_content() for kind in ("text/html", "text/plain"))
    found = re.findall(r'href="(mailto:[^"]*)"[^>]*>([^<]*)</a>', html)
    assert [label for _, label in found] == [one.label for one in choices]
    for (link, label), word in zip(found, ("1", "geen"), strict=True):
        address = urlsplit(unescape(link))
        line = [f"Moment: {word} {'b' * 20}"]
        assert unquote(address.path) == f"bot+{'b' * 20}@ret.example"
        assert parse_qs(address.query) == {"subject": line, "body": line}
        assert f"{label}: mailto:" in text
    assert "Klik op een moment waarop u kunt" in html
    assert "Ziet u daar geen knoppen" not in html


def test_there_are_no_links_where_nobody_reads_them_or_no_answer_is_asked() -> None:
    asking = replace(inviting(request()), card=(CardRow("Wat", "Overleg"),), answer_token="b" * 20)
    for mail, sender in ((asking, SENDER), (replace(asking, answer_token=None), READS)):
        assert b"mailto:bot" not in mime(mail, sender, NOW, IDS).partition(b"text/calendar")[0]


def test_the_envelope_sender_is_an_address_of_its_own_where_the_bot_reads_it() -> None:
    assert READS.envelope("c" * 20) == f"bot+{'c' * 20}@ret.example"
    assert READS.envelope(None) == SENDER.envelope("c" * 20) == "bot@ret.example"
