"""Explains TOML errors in Dutch, because the people who fill in a covenant file are not programmers."""

import re

_AT = re.compile(r" \(at (?:line \d+, column \d+|end of document)\)")
_LINE = re.compile(r"at line (\d+)")
_CURLED = re.compile(r"[“”„‘’]")
_WORDS = (
    ("Illegal character", "een tekst is niet afgesloten: aan het eind van de regel ontbreekt een aanhalingsteken"),
    ("Unterminated string", "een tekst is niet afgesloten: er ontbreekt een aanhalingsteken"),
    ("Expected ']]'", "hier ontbreekt een haak: schrijf `]]`"),
    ("Expected ']'", "hier ontbreekt een haak: schrijf `]`"),
    ("Unclosed array", "een lijst is niet afgesloten: er ontbreekt `]`, of een komma tussen twee waarden"),
    ("Unclosed inline table", "een tabel tussen accolades is niet afgesloten: er ontbreekt `}` of een komma"),
    ("Cannot overwrite", "deze naam staat in deze tabel twee keer"),
    ("Cannot declare", "deze tabel staat er ook met dubbele haken: schrijf overal `[[…]]`"),
    ("Cannot mutate", "deze tabel staat er ook met enkele haken: schrijf overal `[[…]]`"),
    ("Expected '='", "na de naam hoort `=`"),
    ("Expected newline", "achter de waarde staat nog iets: één ding per regel, tekst tussen aanhalingstekens"),
    ("Invalid statement", "hier hoort een naam met `=` of een tabel tussen haken"),
    ("Invalid initial character", "hier ontbreekt een naam voor het `=`"),
    ("Invalid value", "deze waarde begrijp ik niet: zet tekst tussen rechte aanhalingstekens"),
    ("Unescaped", "een `\\` binnen een tekst schrijft u dubbel: `\\\\`"),
    ("Invalid date", "dit is geen datum; schrijf bijvoorbeeld 2026-07-01, zonder aanhalingstekens"),
)
_CURLED_QUOTES = 'hier staan gekrulde aanhalingstekens; schrijf rechte: `"`'


def in_dutch(error: str, text: str) -> str:
    """The Dutch sentence for an error of tomllib, with its `(at line 3, column 4)` when it has one."""
    at = _AT.search(error)
    line = _LINE.search(error)
    lines = text.split("\n")
    wrong = lines[int(line[1]) - 1] if line and int(line[1]) <= len(lines) else ""
    known = next((words for start, words in _WORDS if error.startswith(start)), "dit is geen geldig TOML")
    said = _CURLED_QUOTES if _CURLED.search(wrong.partition("#")[0]) else known
    return f"{said}{at[0] if at and line else ''}"
