"""What a mail server says when something goes wrong reaches no log and no error."""

import io
import logging
from pathlib import Path

import pytest

from retbot.demo.certificates import server_context
from retbot.demo.mailserver import HOST, HOSTS
from retbot.mail.imap import ImapInbox
from retbot.ports.incoming_mail import InboxFailed, Letter
from tests.real.garbled_imap import GARBLED, GarbledImap
from tests.unit.test_logs import output

__all__ = ["output"]
WORD = "kanarie.moeder@prive.example"


@pytest.mark.parametrize(("at", "answer"), GARBLED, ids=range(len(GARBLED)))
async def test_a_garbled_answer_is_told_by_its_kind(tmp_path: Path, output: io.StringIO, at: str, answer: str) -> None:
    logging.getLogger().setLevel(logging.DEBUG)
    ca_file = tmp_path / "ca.pem"
    async with GarbledImap(server_context(ca_file, HOSTS), WORD, [(at, answer)]) as server:
        inbox = ImapInbox(
            host=HOST, port=server.port, security="tls", username="bot", password="geheim", ca_file=ca_file, timeout=5
        )
        told: Letter | InboxFailed | None
        try:
            told = await inbox.next(None)
        except InboxFailed as failed:
            told = failed
        await inbox.close()
    assert server.connections == 1
    assert told is None or WORD not in repr(told)
    assert WORD not in output.getvalue()
    assert told is None or isinstance(told, Letter) or "inbox_problem" in output.getvalue()
