"""The mails about a meeting, header by header: they contain no names and nothing about the case."""

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html import unescape
from typing import Any

from icalendar import Calendar

from retbot.domain.invitations.guest_list import GuestList
from retbot.meetings import invitations
from tests.histories.attendee import Letter
from tests.histories.history import ADDRESSES, CASE, FIRST, PLACE_NAMES, SECOND, TEAM, History, Server
from tests.unit.scheduling.stage import CODE

PARENTS = {ADDRESSES["ouders"], SECOND["ouders"]}
TITLES = {f"Bespreking {CODE}", "Overleg van het team", "Overleg"}
PREFIXES = (
    *("Verzet", "Andere plek", "Genodigden gewijzigd", "Gewijzigd", "Gaat niet door", "Afgezegd voor u"),
    "Niet meer op dit adres",
)
UID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}@retbot")
SUBJECT = re.compile(rf"(({'|'.join(PREFIXES)}): )?(?P<title>.+?)(: [a-z]{{2}} \d+ [a-z]+, \d\d:\d\d)?")
HEADERS = {
    *("From", "To", "Reply-To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "Auto-Submitted"),
    *("X-Auto-Response-Suppress", "MIME-Version", "Content-Class", "Content-Type"),
}


GUESTS = "|".join(re.escape(name) for name in ("expert LVB (Ambiq)", "expert GGZ (Karakter)", "school", "genodigde"))
PROPERTIES = {
    ("VCALENDAR", "VERSION"): r"2\.0",
    ("VCALENDAR", "PRODID"): "-//retbot//retbot//NL",
    ("VCALENDAR", "CALSCALE"): "GREGORIAN",
    ("VCALENDAR", "METHOD"): "REQUEST|CANCEL",
    ("VTIMEZONE", "TZID"): "Europe/Amsterdam",
    ("VEVENT", "SUMMARY"): "|".join(TITLES),
    ("VEVENT", "DTSTART"): r"\d{8}T\d{6}",
    ("VEVENT", "DTEND"): r"\d{8}T\d{6}",
    ("VEVENT", "DTSTAMP"): r"\d{8}T\d{6}Z",
    ("VEVENT", "UID"): r"[0-9a-f-]{36}@retbot",
    ("VEVENT", "SEQUENCE"): r"\d+",
    ("VEVENT", "ATTENDEE"): r"mailto:[\w.-]+@[\w.-]+",
    ("VEVENT", "ORGANIZER"): r"mailto:[\w.+-]+@ret\.example",
    ("VEVENT", "CLASS"): "PRIVATE",
    ("VEVENT", "URL"): r"https://[\w./-]+",
    ("VEVENT", "CONFERENCE"): r"https://[\w./-]+",
    ("VEVENT", "LOCATION"): "|".join(re.escape(name).replace(",", r"\\,") for name in PLACE_NAMES.values()),
    ("VEVENT", "STATUS"): "CONFIRMED|CANCELLED",
    ("VEVENT", "TRANSP"): "OPAQUE|TRANSPARENT",
}
"""No COMMENT, no CONTACT, no custom properties. Two components within a time zone are added below."""
OF_ZONE = {
    "DTSTART": r"\d{8}T\d{6}",
    "RRULE": r"[A-Z0-9=;-]+",
    "TZNAME": "CES?T",
    "TZOFFSETFROM": r"\+\d{4}",
    "TZOFFSETTO": r"\+\d{4}",
}
PROPERTIES |= {(part, name): form for part in ("DAYLIGHT", "STANDARD") for name, form in OF_ZONE.items()}
PROPERTIES |= {
    (part, mark): part
    for part in ("VCALENDAR", "VTIMEZONE", "VEVENT", "DAYLIGHT", "STANDARD")
    for mark in ("BEGIN", "END")
}
PARAMETERS = {
    "FEATURE": ".*AUDIO.*VIDEO.*",
    "LABEL": "Deelnemen",
    "VALUE": "URI",
    "CN": f"{GUESTS}|lid van het team|Regionaal Expertteam",
    "CUTYPE": "INDIVIDUAL",
    "PARTSTAT": "NEEDS-ACTION|ACCEPTED|DECLINED|TENTATIVE",
    "ROLE": "REQ-PARTICIPANT|OPT-PARTICIPANT",
    "RSVP": "TRUE|FALSE",
    "TZID": "Europe/Amsterdam",
}


_LETTERS: list[Letter] = []


async def letters() -> list[Letter]:
    """Made once, because it takes a while."""
    if not _LETTERS:
        _LETTERS.extend(await _written())
    return _LETTERS


async def _written() -> list[Letter]:
    world = History(uids={which: invitations.new_uid() for which in (CASE, TEAM)})
    await world.begin()
    for which in (CASE, TEAM):
        await world.invite(which, sorted(ADDRESSES), GuestList.IEDEREEN)
        await world.post(Server.UP)
        for change in ({"plek": "video"}, {"start": FIRST.replace(hour=9)}):
            await world.change(which, **change)
            await world.post(Server.UP)
        await world.uninvite(which, "deelnemer:2")
        await world.post(Server.UP)
        await world.readdress("deelnemer:1", SECOND["deelnemer:1"] if which == CASE else ADDRESSES["deelnemer:1"])
        await world.post(Server.UP)
        if which == CASE:
            await world.readdress("ouders", SECOND["ouders"])
            await world.say_again()
            await world.post(Server.UP)
        await world.cancel(which)
        await world.post(Server.UP)
    return world.wire.letters


def read(letter: Letter) -> EmailMessage:
    message = message_from_bytes(letter.wire, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def body(letter: Letter, kind: str) -> str:
    (part,) = [part for part in read(letter).walk() if part.get_content_type() == f"text/{kind}"]
    return str(part.get_content())


def written(value: Any) -> str:
    """As it is written in the object."""
    octets = value.to_ical() if hasattr(value, "to_ical") else value
    return octets.decode() if isinstance(octets, bytes) else str(octets)


def words_of(letter: Letter) -> str:
    """Headers and every part, decoded."""
    message = read(letter)
    parts = [part.get_payload(decode=True) for part in message.walk() if not part.is_multipart()]
    texts = [part.decode() for part in parts if isinstance(part, bytes)]
    return "\n".join([*(f"{name}: {value}" for name, value in message.items()), *texts])


async def test_headers_file_name_title_and_place_come_from_closed_sets() -> None:
    for letter in await letters():
        message = read(letter)
        assert set(message.keys()) <= HEADERS
        titled = SUBJECT.fullmatch(str(message["Subject"]))
        assert titled
        assert titled["title"] in TITLES
        assert {part.get_filename() for part in message.walk()} == {None, "invite.ics"}
        (event,) = Calendar.from_ical(letter.octets).walk("VEVENT")
        assert str(event["SUMMARY"]) in TITLES
        assert str(event.get("LOCATION", "")) in {"", *PLACE_NAMES.values()}
        assert str(event["CLASS"]) == "PRIVATE"
        assert UID.fullmatch(str(event["UID"]))


async def test_every_property_and_parameter_of_a_calendar_object_comes_from_a_closed_set() -> None:
    for letter in await letters():
        described = [re.sub(": was .* → wordt ", ": ", line) for line in body(letter, "plain").splitlines()]
        for component in Calendar.from_ical(letter.octets).walk():
            for name, value in component.property_items(recursive=False, sorted=False):
                if component.name == "VEVENT" and name == "DESCRIPTION":
                    assert set(str(value).splitlines()) <= set(described)
                else:
                    assert re.fullmatch(PROPERTIES[str(component.name), name], written(value)), name
                for parameter, told in getattr(value, "params", {}).items():
                    assert re.fullmatch(PARAMETERS[parameter], str(told)), parameter


async def test_the_page_of_a_mail_says_what_its_plain_text_says() -> None:
    for letter in await letters():
        page = re.sub(r"<(head|style)>.*?</\1>", "", body(letter, "html"), flags=re.DOTALL)
        words = unescape(re.sub(r"<[^>]*>", " ", page))
        assert words.split() == body(letter, "plain").split()


async def test_a_private_person_reads_no_code_and_no_role_and_is_seen_by_nobody() -> None:
    mails = await letters()
    private = [letter for letter in mails if letter.to in PARENTS]
    assert len(private) > 3
    for letter in private:
        assert not any(word in words_of(letter) for word in (CODE, "RET-", "expert", "LVB", "Karakter", "school,"))
    for letter in mails:
        assert letter.to in PARENTS or not any(address in words_of(letter) for address in PARENTS)
