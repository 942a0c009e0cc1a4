"""What a later migration makes of what is there already."""

import shutil
from datetime import timedelta
from pathlib import Path

from sqlalchemy import text

from retbot.domain.invitations.guest_list import GuestList
from retbot.domain.invitations.meeting import GuestStanding, LedgerEntry
from retbot.domain.invitations.rsvps import Invitation
from retbot.storage import SqlStorage, Vault, make_engine, migrate, sqlite_url
from retbot.storage.database.schema import MIGRATIONS
from tests.contract.storage_stage import CODE, NOW, casus

_SECOND = 1_000_000
_AT = int(NOW.timestamp()) * _SECOND


def until(number: str, directory: Path) -> Path:
    """The migrations up to and including this one."""
    earlier = directory / number
    shutil.copytree(MIGRATIONS, earlier)
    for script in (earlier / "versions").glob("*.py"):
        if script.name[:4] > number:
            script.unlink()
    return earlier


async def test_who_was_invited_before_the_ledger_was_kept_stands_in_it(tmp_path: Path) -> None:
    engine = make_engine(sqlite_url(tmp_path / "retbot.db"))
    await migrate(engine, tmp_path / "backup", until("0005", tmp_path))
    case = casus()
    row = {"code": CODE, "at": _AT + 250_000, "day": _AT + 9 * 86_400 * _SECOND}
    async with engine.begin() as connection:
        await connection.execute(
            text(
                "INSERT INTO casus (code, convenant, versie, ontvangen, weg, met_toegang, besproken, leeftijd,"
                " gemeente, gronden, lokaal, formulier, monitor, afgeweken_van) VALUES (:code, 'overijssel-2022', '1',"
                " '2026-04-20', 'toegang', 1, 1, '12-15', 'Zwolle', '[]', 1, 'ja', 'ja', '[]')"
            ),
            row,
        )
        await connection.execute(
            text("INSERT INTO bespreking VALUES (:code, 0, 1, :day, 60, 'een@retbot', 2, 'gepland', 'zaal', NULL)"), row
        )
        for number, state in ((0, "dropped"), (2, "sent")):
            await connection.execute(
                text(
                    'INSERT INTO outbox (key, channel, kind, args, code, in_case, opens_thread, rings, "to", lane,'
                    " made_at, due, attempts, retried, state) VALUES (:key, 'mail', 'uitnodiging', '{}', :code, 0, 0,"
                    " '[]', 'school', 'x', :at, :at, :tried, 0, :state)"
                ),
                row | {"key": f"uitnodiging:een@retbot:{number}:school", "tried": number, "state": state},
            )
    await migrate(engine, tmp_path / "backup")
    async with SqlStorage(engine, Vault(tmp_path / "keys.json")).begin() as work:
        told = await work.told("een@retbot")
    await engine.dispose()
    start = NOW + timedelta(days=9)
    assert told == [
        LedgerEntry(
            "een@retbot",
            "school",
            2,
            NOW,
            2,
            GuestStanding.INVITED,
            start,
            60,
            "zaal",
            GuestList.VAST,
            (),
            case.code,
            reached=True,
        )
    ]


async def test_an_invitation_keeps_its_token_when_the_ledger_alone_tells_who_is_expected(tmp_path: Path) -> None:
    engine = make_engine(sqlite_url(tmp_path / "retbot.db"))
    await migrate(engine, tmp_path / "backup", until("0013", tmp_path))
    async with engine.begin() as connection:
        row = "('overleg@retbot', 'deelnemer:3', 'abc', 2, 0)"
        await connection.execute(text(f"INSERT INTO uitnodiging (uid, owner, token, vanaf, ingetrokken) VALUES {row}"))
    await migrate(engine, tmp_path / "backup")
    async with SqlStorage(engine, Vault(tmp_path / "keys.json")).begin() as work:
        assert await work.invitation_of_token("abc") == Invitation("overleg@retbot", "deelnemer:3", "abc")
    await engine.dispose()


async def test_what_was_tried_under_other_transaction_ids_is_looked_for_before_it_is_said_again(tmp_path: Path) -> None:
    engine = make_engine(sqlite_url(tmp_path / "retbot.db"))
    await migrate(engine, tmp_path / "backup", until("0016", tmp_path))
    async with engine.begin() as connection:
        for key, channel, attempts in (("tried", "room", 1), ("new", "room", 0), ("mailed", "mail", 1)):
            values = f"'{key}', '{channel}', 'bewerkt', '{{}}', 0, 0, '[]', '', {_AT}, {_AT}, {attempts}, 0, 'open'"
            columns = (
                "key, channel, kind, args, in_case, opens_thread, rings, lane, made_at, due, attempts, retried, state"
            )
            await connection.execute(text(f"INSERT INTO outbox ({columns}) VALUES ({values})"))
    await migrate(engine, tmp_path / "backup")
    async with SqlStorage(engine, Vault(tmp_path / "keys.json")).begin() as work:
        age = {row.post.key: NOW - row.made_at for row in await work.posts()}
    assert age == {"tried": timedelta(days=1), "new": timedelta(0), "mailed": timedelta(0)}
    await engine.dispose()


async def test_what_waited_to_be_said_has_its_turn(tmp_path: Path) -> None:
    engine = make_engine(sqlite_url(tmp_path / "retbot.db"))
    await migrate(engine, tmp_path / "backup", until("0016", tmp_path))
    waiting = [
        ("mail:1", "mail", 0, 0),
        ("herinnering:1", "room", 0, 0),
        ("tick", "reaction", 0, 0),
        ("antwoord:$1:0", "room", 0, 1),
        ("casus:1", "room", 1, 0),
    ]
    async with engine.begin() as connection:
        for key, channel, opens, retried in waiting:
            row = {"key": key, "channel": channel, "opens": opens, "retried": retried, "at": _AT, "due": _AT + _SECOND}
            await connection.execute(
                text(
                    'INSERT INTO outbox (key, channel, kind, args, in_case, opens_thread, rings, "to", lane, made_at,'
                    " due, attempts, retried, state) VALUES (:key, :channel, 'x', '{}', 0, :opens, '[]', 'school',"
                    " :channel, :at, :due, 0, :retried, 'open')"
                ),
                row,
            )
    await migrate(engine, tmp_path / "backup")
    later = NOW + timedelta(seconds=2)
    async with SqlStorage(engine, Vault(tmp_path / "keys.json")).begin() as work:
        rows = [*await work.due_posts(later, 9), *await work.due_posts(later, 9, mail=True)]
    await engine.dispose()
    assert [row.post.key for row in rows] == ["antwoord:$1:0", "casus:1", "herinnering:1", "tick", "mail:1"]
    assert {row.first_due for row in rows} == {NOW + timedelta(seconds=1)}
