"""Which rows of a covenant a test showed: what the bot said in its room or mailed names their id, their words or their
article.

evidence.toml has for each row the tests that showed it when all journeys were played (by the module named in COMMAND).
docs/convenanten.md names these, and tests/journeys/conftest.py fails a test that no longer shows what stands there."""

import json
import os
import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path

from retbot.covenants import convenant_files
from retbot.domain.convenant.convenant import Convenant, Plicht, Regel, Trede
from retbot.wording.citing import cited_article
from retbot.wording.vocabulary import in_words_of

FILE = Path(__file__).parent / "evidence.toml"
COMMAND = "python -m tests.unit.covenants.evidence_file"
RECORD = "RETBOT_EVIDENCE"
"""The file to which a run adds what each test showed."""

Row = tuple[str, str]
"""The name of a covenant and the id of one of its rows."""
_shown: set[Row] = set()
_cited: set[Row] = set()
"""Those of whose article something was said that other rows have too."""


def begin() -> None:
    _shown.clear()
    _cited.clear()


def shown(ids: Collection[str] = ()) -> set[Row]:
    """Since the last `begin`. `ids` are the rows that the test is about."""
    return _shown | {row for row in _cited if row[1] in ids}


def said(convenant: Convenant, texts: Iterable[str]) -> None:
    """The bot said this in the room of a team with this covenant, or mailed it."""
    if convenant.naam not in _names():
        return
    wanted = {id_: marks for id_, marks in _marks(convenant.naam).items() if (convenant.naam, id_) not in _shown}
    for text in texts:
        _shown.update((convenant.naam, id_) for id_, marks in wanted.items() if any(m.search(text) for m in marks))
        articles = _articles(convenant.naam)
        _cited.update((convenant.naam, id_) for id_, article in articles.items() if article.search(text))


def reminded(convenant: Convenant, about: Iterable[str | None]) -> None:
    """Messages or mails left about these terms, named by their keys."""
    if convenant.naam in _names():
        ids = {(key or "").partition(":")[0] for key in about} & _marks(convenant.naam).keys()
        _shown.update((convenant.naam, id_) for id_ in ids)


def named() -> Mapping[str, Mapping[str, list[str]]]:
    """Covenant → id → the tests that showed it when the file was made."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@cache
def promised() -> Mapping[str, frozenset[Row]]:
    """Test → what it shows."""
    found: dict[str, set[Row]] = {}
    for naam, ids in named().items():
        for id_, tests in ids.items():
            for test in tests:
                found.setdefault(test, set()).add((naam, id_))
    return {test: frozenset(rows) for test, rows in found.items()}


def to_show(convenant: Convenant) -> list[str]:
    """The ids of what somebody meets: all but the duties that are off."""
    off = {plicht.id for plicht in convenant.plichten if not plicht.actief}
    return [id_ for id_ in convenant.ids() if id_ not in off]


def keep(test: str, rows: Collection[Row]) -> None:
    """When a run is to record what each test showed."""
    if path := os.environ.get(RECORD):
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(json.dumps([test, sorted(rows)]) + "\n")


@cache
def _names() -> frozenset[str]:
    return frozenset(convenant_files.names())


@cache
def _articles(naam: str) -> dict[str, re.Pattern[str]]:
    convenant = convenant_files.load(naam)
    rows: list[Plicht | Regel | Trede] = [*convenant.plichten, *convenant.regels.values(), *convenant.ketens]
    return {row.id: re.compile(_article(row, convenant), re.IGNORECASE) for row in rows}


@cache
def _marks(naam: str) -> dict[str, tuple[re.Pattern[str], ...]]:
    """By id: what names the row, where nothing else is called so."""
    convenant = convenant_files.load(naam)
    rows: list[Plicht | Regel | Trede] = [*convenant.plichten, *convenant.regels.values(), *convenant.ketens]
    articles = Counter(_article(row, convenant) for row in rows)
    words = Counter(word for row in rows for word in _words(row, convenant))
    found: dict[str, list[str]] = {}
    for row in rows:
        article = _article(row, convenant)
        marks = [rf"\b{re.escape(row.id)}(?![\w.]*\w)", *([article] if articles[article] == 1 else [])]
        own = _words(row, convenant)
        marks += [re.escape(word) + ("" if words[word] == 1 else rf"[^\n]*{article}") for word in own]
        found.setdefault(row.id, []).extend(marks)
    return {id_: tuple(re.compile(mark, re.IGNORECASE) for mark in marks) for id_, marks in found.items()}


def _article(row: Plicht | Regel | Trede, convenant: Convenant) -> str:
    """As a pattern: `art. 8.1` is not named by `art. 8.11`."""
    return re.escape(in_words_of(convenant, cited_article(row.artikel))) + r"(?![\w.]*\d)"


def _words(row: Plicht | Regel | Trede, convenant: Convenant) -> list[str]:
    """Its own words, as far as they are the same each time, as the region says them."""
    own = (
        [(row.vraag or "").partition("{")[0], str(row.opties.get("anders", ""))]
        if isinstance(row, Regel)
        else [row.wat]
    )
    return [in_words_of(convenant, words) for words in own if words]
