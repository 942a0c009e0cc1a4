"""Tables of phrases with what they mean, one `phrase -> meaning` per line; `?` is a question back."""

from retbot.covenants.free_days import kalender
from retbot.reading.dates import Ask, read
from tests.clock import at

KALENDER = kalender()
WEDNESDAY = "2026-04-22T10:00"


def table(text: str) -> list[tuple[str, str]]:
    """Pairs of a phrase and its meaning: `2026-05-07`, `2026-05-07T14:00`, `2026-05-07T14:00-15:00` or `?`."""
    pairs = [line.split(" -> ") for line in text.strip().splitlines() if line.strip()]
    return [(phrase.strip(), meaning.strip()) for phrase, meaning in pairs]


def seen_from(now: str, text: str) -> list[tuple[str, str, str]]:
    return [(now, phrase, meaning) for phrase, meaning in table(text)]


def meaning(phrase: str, now: str = WEDNESDAY, *, back: bool = False) -> str:
    reading = read(phrase, at(now), KALENDER, back=back)
    if isinstance(reading, Ask):
        assert reading.question
        return "?"
    start = f"T{reading.time:%H:%M}" if reading.time else ""
    return f"{reading.day}{start}{f'-{reading.until:%H:%M}' if reading.until else ''}"


def question(phrase: str, now: str = WEDNESDAY, *, back: bool = False) -> str:
    reading = read(phrase, at(now), KALENDER, back=back)
    assert isinstance(reading, Ask), reading
    return reading.question
