"""`retbot try-invitation` against a real mail server."""

import asyncio
from io import StringIO
from pathlib import Path

import pytest

from retbot import settings
from retbot.command_line import try_invitation
from retbot.demo.mailserver import MailServer
from retbot.settings import Settings
from tests.unit.settings.settings_samples import mail, secret_file, tables


def with_mail(server: MailServer, directory: Path) -> Settings:
    for name in ("password", "pickle_key"):
        secret_file(directory, name, server.password if name == "password" else "een sleutel van lengte")
    section = mail() | {"host": server.host, "port": server.port, "ca_file": str(server.ca_file)}
    return settings.read(tables() | {"mail": section}, directory)


async def test_an_invitation_can_be_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO())
    async with MailServer(tmp_path) as server:
        chosen = with_mail(server, tmp_path)
        assert await asyncio.to_thread(try_invitation.send, chosen, "proef@prive.example", 0.0) == 0
        assert [one.path.name for one in server.mails] == ["001-request.eml", "002-request.eml", "003-cancel.eml"]
        server.faults.replies["proef@prive.example"] = "550 5.1.1 unknown"
        assert await asyncio.to_thread(try_invitation.send, chosen, "proef@prive.example", 0.0) == 2
    said = capsys.readouterr()
    assert said.out.startswith("Verstuurd: een uitnodiging, een verzetting en een afzegging.")
    assert "weigert dit adres of deze mail" in said.err
