"""What stands in the mails about a meeting, header by header: nobody's name, nothing of the case."""

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from icalendar import Calendar

from retbot import inviting
from retbot.domain.gastenlijst import Gastenlijst
from tests.histories.attendee import Letter
from tests.histories.world import ADDRESSES, CASE, FIRST, PLACE_NAMES, SECOND, TEAM, Server, World
from tests.unit.scheduling.stage import CODE

PARENTS = {ADDRESSES["ouders"], SECOND["ouders"]}
TITLES = {f"RET-overleg {CODE}", "RET-overleg", "Overleg"}
PREFIXES = (
    *("Verzet", "Andere plek", "Genodigden gewijzigd", "Gewijzigd", "Gaat niet door", "Afgezegd voor u"),
    "Niet meer op dit adres",
)
UID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}@retbot")
SUBJECT = re.compile(rf"(({'|'.join(PREFIXES)}): )?(?P<title>.+)")
HEADERS = {
    *("From", "To", "Reply-To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "Auto-Submitted"),
    *("X-Auto-Response-Suppress", "MIME-Version", "Content-Class", "Content-Type"),
}


async def letters() -> list[Letter]:
    world = World(uids={which: inviting.new_uid() for which in (CASE, TEAM)})
    await world.begin()
    for which in (CASE, TEAM):
        await world.invite(which, sorted(ADDRESSES), Gastenlijst.IEDEREEN)
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


async def test_a_private_person_reads_no_code_and_no_role_and_is_seen_by_nobody() -> None:
    mails = await letters()
    private = [letter for letter in mails if letter.to in PARENTS]
    assert len(private) > 3
    for letter in private:
        assert not any(word in words_of(letter) for word in (CODE, "RET-", "expert", "LVB", "Karakter", "school,"))
    for letter in mails:
        assert letter.to in PARENTS or not any(address in words_of(letter) for address in PARENTS)
