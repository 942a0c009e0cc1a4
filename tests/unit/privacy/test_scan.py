"""`retbot scan`: one answer a line, and never the text."""

import json
import subprocess
import sys

from retbot.privacy import gate
from retbot.privacy.scan import in_words, scan


def test_each_line_has_its_answer_in_order() -> None:
    lines = ["Fatima belt\n", "wacht op beschikking\n", "\n"]
    read = list(scan(lines, gate.shipped(lambda: 2026)))
    assert read == [
        {"line": 1, "refused": True, "kinds": ["naam"]},
        {"line": 2, "refused": False, "kinds": []},
        {"line": 3, "refused": False, "kinds": []},
    ]


def test_a_person_reads_the_kinds_and_not_the_text() -> None:
    assert in_words(2, gate.shipped(lambda: 2026).kinds("Fatima belt 06-12345678")) == (
        "Regel 2: geweigerd, telefoonnummer en naam."
    )
    assert in_words(3, ()) == "Regel 3: kan erdoor."


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
