"""The figures of the mail in `retbot bench`, over a real SMTP server."""

from pathlib import Path

import pytest

from retbot.bench import mailing


async def test_both_sides_build_and_mail_as_many_invitations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailing, "ROUNDS", 2)
    monkeypatch.setattr(mailing, "BATCH", 2)
    built, mailed = await mailing.measure(tmp_path)
    assert (built.n, mailed.n) == (2, 2)
    assert all(rate > 0 for one in (built, mailed) for rate in (*one.ours, *one.other))
    kinds = sorted(path.name.partition("-")[2] for path in (tmp_path / "mail").glob("*.eml"))
    assert kinds == ["request.eml"] * 12
