"""The demo on its own homeserver and mail server: what it leaves behind, and what was on the wire."""

import json
from pathlib import Path

from retbot.demo.main import demo


async def test_a_story_is_played_in_cipher_and_leaves_its_transcript_mails_and_database(tmp_path: Path) -> None:
    await demo(tmp_path, "gooi-en-vechtstreek-2018", interactive=False)

    seen = [json.loads(line) for line in (tmp_path / "transcript.jsonl").read_text(encoding="utf-8").splitlines()]
    bodies = "\n".join(line["body"] or "" for line in seen)
    assert {"time", "sender", "event_id", "wire", "body", "thread"} <= set(seen[0])
    assert {line["wire"] for line in seen if line["body"]} == {"m.room.encrypted"}
    assert "Nieuwe casus" in bodies
    assert "zwaarwegend advies" in bodies
    assert "Er ging iets mis" not in bodies
    assert list((tmp_path / "mail").glob("*.eml"))
    assert (tmp_path / "retbot.db").stat().st_size
