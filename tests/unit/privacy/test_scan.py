"""`retbot scan`: one answer a line, and never the text."""

import json
import subprocess
import sys

from retbot.privacy import gate
from retbot.privacy.scan import in_words, scan


def test_each_line_has_its_answer_in_order() -> None:
    lines = ["Fatima belt\n", "wacht op beschikking\n", "\n", "geen bezaar\n"]
    read = list(scan(lines, gate.shipped_gate(lambda: 2026)))
    assert read == [
        {"line": 1, "refused": True, "kinds": ["naam"], "typing_error": False},
        {"line": 2, "refused": False, "kinds": [], "typing_error": False},
        {"line": 3, "refused": False, "kinds": [], "typing_error": False},
        {"line": 4, "refused": True, "kinds": ["onbekend woord, misschien een naam"], "typing_error": True},
    ]


def test_a_person_reads_the_kinds_and_not_the_text() -> None:
    assert in_words(2, gate.shipped_gate(lambda: 2026).kinds("Fatima belt 06-12345678")) == (
        "Regel 2: geweigerd, telefoonnummer en naam."
    )
    assert in_words(3, ()) == "Regel 3: kan erdoor."
    assert (
        in_words(4, (), typing_error=True) == "Regel 4: een tikfout, zo te zien; zonder die fout kan de tekst erdoor."
    )


def test_the_command_refuses_bytes_that_are_no_text_and_needs_no_settings() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "retbot", "scan", "--json"],
        input=b"Fatima belt\r\n\xff\xfe\nwacht op beschikking",
        capture_output=True,
        check=True,
    )
    answers = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [answer["line"] for answer in answers] == [1, 2, 3]
    assert [answer["refused"] for answer in answers] == [True, True, False]
    assert b"Fatima" not in ran.stdout + ran.stderr
