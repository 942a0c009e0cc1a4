"""Plays every journey, and writes which tests showed which row of a covenant: tests/evidence.toml, docs/convenanten.md.

`python -m tests.unit.covenants.evidence_file` after a change of a covenant file or of a journey; it takes minutes."""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from retbot.covenants import convenant_files
from tests import evidence
from tests.unit.covenants import convenanten_doc
from tests.unit.covenants.convenanten_doc import named_in_journeys

HEAD = f"# For each row of a covenant the tests that showed it; made by: {evidence.COMMAND}\n"
MOST = 1
"""Tests that are named for one row."""
SWEEPS = re.compile(
    r"/test_(?:leftover|voorbeelden|typed|suggestions|unclear|moved_lines|many|asked|laatste_woord|readme)\.py"
    r"|/test_inzage\.py::(?!test_where_the_source_is_silent)"
)
"""Tests that type every command, and so are no story about any."""


def made_of(lines: Iterable[str]) -> str:
    """The file, of what a run recorded: each line a test and the rows that it showed."""
    found: dict[evidence.Row, set[str]] = {}
    for test, rows in (one for one in map(json.loads, lines) if not SWEEPS.search(one[0])):
        for naam, id_ in rows:
            found.setdefault((naam, id_), set()).add(test)
    return HEAD + "".join(_tables(found))


def _tables(found: Mapping[evidence.Row, set[str]]) -> Iterator[str]:
    for naam in convenant_files.names():
        yield f"\n[{naam}]\n"
        for id_ in evidence.to_show(convenant_files.load(naam)):
            if tests := sorted(found.get((naam, id_), ()), key=lambda test: _order(test, naam, id_))[:MOST]:
                yield f"{json.dumps(id_)} = {json.dumps(tests)}\n"


def _order(test: str, naam: str, id_: str) -> tuple[bool, bool, bool, str]:
    """First a test that names the row, then one of the region, then one without parameters."""
    return (
        test.partition("[")[0] not in named_in_journeys().get(id_, ()),
        f"/test_{naam[:4]}" not in test,
        "[" in test,
        test,
    )


def record() -> list[str]:
    with tempfile.TemporaryDirectory() as directory:
        kept = Path(directory) / "shown"
        kept.touch()
        run = [sys.executable, "-m", "pytest", "-q", "-n", "2", "tests/journeys"]
        subprocess.run(run, env={**os.environ, evidence.RECORD: str(kept)}, check=False)
        return kept.read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    evidence.FILE.write_text(made_of(record()), encoding="utf-8")
    convenanten_doc.PAGE.write_text(convenanten_doc.page(), encoding="utf-8")
