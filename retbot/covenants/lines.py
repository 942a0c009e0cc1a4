"""Finds lines in a covenant file: its tables by their id or naam, and what still has to be filled in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

BLANK = "INVULLEN"
"""What `retbot profile new` writes where a team has to fill in something."""

HEAD = "[convenant]"
_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.-]+)\s*\]\]?")
_KEY = re.compile(r"\s*([\w-]+)\s*=\s*(.*)")
_CODE = re.compile(r'(?:[^"#]|"(?:[^"\\]|\\.)*"?)*')
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_TOKEN = re.compile(r"`([^`]+)`")
_STEP = re.compile(r"stap (\d+) van keten")
_NAMES = ("id", "naam", "code", "wat")


@dataclass(frozen=True, slots=True)
class FileLine:
    number: int
    key: str | None
    """The key that this line sets, or to which it belongs when a value has several lines."""
    starts: bool
    words: tuple[str, ...]
    value: str

    @property
    def name(self) -> str:
        return self.words[0] if self.words else self.value.capitalize()

    def sets(self, token: str) -> bool:
        return self.starts and self.key == token

    def says(self, token: str) -> bool:
        return any(token == word or token in word.split() for word in self.words)


@dataclass(frozen=True, slots=True)
class FileTable:
    header: str
    """`[convenant]`, `[[plicht]]`"""
    line: int
    lines: tuple[FileLine, ...]

    @property
    def label(self) -> str:
        """How a sentence about this table begins."""
        return next((name for name in self._own_names() if name), self.header)

    @property
    def names(self) -> tuple[str, ...]:
        """A sentence about this table may begin with any of these."""
        return *self._own_names(), self.header, f"[[{self.header.strip('[]')}]]"

    def _own_names(self) -> list[str]:
        named = {line.key: line.name for line in reversed(self.lines) if line.starts}
        return [] if self.header == HEAD else [named[key] for key in _NAMES if key in named]


def tables(text: str) -> list[FileTable]:
    """The first table has no header: it holds everything before the first real table."""
    found: list[tuple[str, int, list[FileLine]]] = [("", 1, [])]
    key: str | None = None
    for number, written in enumerate(text.split("\n"), start=1):
        code = _code(written)
        if header := _HEADER.fullmatch(code.rstrip()):
            close = "]" * len(header[1])
            found.append((f"{header[1]}{header[2]}{close}", number, []))
            key = None
        elif code.strip():
            setting = _KEY.match(code)
            key = setting[1] if setting else key
            words = tuple(_QUOTED.findall(code))
            found[-1][2].append(FileLine(number, key, bool(setting), words, setting[2].strip() if setting else ""))
    return [FileTable(header, number, tuple(lines)) for header, number, lines in found]


def line_of(fault: str, known: list[FileTable]) -> tuple[int, ...]:
    """The lines that a sentence of the check is about, the most relevant first; none when that is not clear."""
    label = max((n for table in known for n in table.names if fault.startswith(f"{n}: ")), key=len, default=None)
    if label is None:
        return tuple(line.number for line in known[0].lines if fault.startswith(f"[[{line.key}]]: "))[:1]
    rest = fault.removeprefix(f"{label}: ")
    own = [table for table in known if label in table.names]
    if step := _STEP.search(rest):
        own = [table for table in own if any(line.key == "stap" and line.value == step[1] for line in table.lines)]
    tokens = ["artikel"] if rest.startswith("het artikel") else _TOKEN.findall(rest)
    named = next((lines for token in tokens if (lines := _naming(token, own, rest))), [t.line for t in own])
    return tuple(reversed(named)) if rest.endswith("twee keer") else tuple(named[:1])


def blanks(text: str) -> Iterator[tuple[int, str]]:
    """The lines with something to fill in, each with a sentence."""
    for table in tables(text):
        label = table.header if BLANK in table.label else table.label
        for line in table.lines:
            if any(BLANK in word for word in line.words):
                yield line.number, f"{label}: `{line.key}` is nog niet ingevuld"


def _naming(token: str, own: list[FileTable], sentence: str) -> list[int]:
    """Lines where `token` is a key, when the sentence begins with it or with the article; otherwise lines with `token`
    as a value. Falls back to the other of the two."""
    lines = [line for table in own for line in table.lines]
    keys = [line.number for line in lines if line.sets(token)]
    words = [line.number for line in lines if line.says(token)]
    return keys or words if sentence.startswith(("`", "het artikel")) else words or keys


def _code(written: str) -> str:
    """The line without its comment."""
    found = _CODE.match(written)
    return found[0] if found else written
