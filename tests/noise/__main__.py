"""Prints how much the bot says: `make noise`."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Callable

from tests.noise.demo_months import demo
from tests.noise.heard import LIVE, Heard, Line
from tests.noise.team_of_four import CASES, team_of_four


def main() -> None:
    _print("De maanden van de demo", asyncio.run(demo()))
    _print(f"Een team met {len(CASES)} casussen", asyncio.run(team_of_four()))


def _print(title: str, room: Heard) -> None:
    lines = [line for line in room.lines if line.sort not in LIVE]
    live, unasked = len(room.lines) - len(lines), [line for line in lines if not line.asked]
    weeks = {line.week for line in lines}
    print(f"{title}: {len(lines)} berichten, {sum(line.words for line in lines)} woorden in {len(weeks)} weken")
    print(
        f"   gevraagd {len(lines) - len(unasked)}, ongevraagd {len(unasked)}; bord en samenvattingen bijgewerkt: {live}"
    )
    for (sort, place), said in sorted(_by_sort(unasked).items(), key=lambda item: -len(item[1])):
        print(f"   {len(said):5} {len(said) / len(weeks):6.1f} per week  {sort} ({place})")
    most = Counter(line.week for line in unasked).most_common(3)
    print("   drukste weken, ongevraagd: " + ", ".join(f"week {week} {count}" for (_, week), count in most))
    print("   getypte regels: " + ", ".join(f"{task} {count}" for task, count in room.typed.items()))
    sizes: tuple[Callable[[Line], int], ...] = (lambda line: line.padded, lambda line: line.size, lambda _: 0)
    guesses = ", ".join(f"{guessed(room.lines, size):.0%}" for size in sizes)
    print(f"   de soort geraden uit de omvang, zonder opvullen, zonder omvang: {guesses}")
    print(f"   dezelfde zin op dezelfde dag op dezelfde plaats: {len(twice(unasked))}")


def guessed(lines: list[Line], size: Callable[[Line], object]) -> float:
    """How often the kind of a message is guessed from its size by whoever knows all kinds of each size."""
    of_size: dict[object, Counter[str]] = defaultdict(Counter)
    for line in lines:
        of_size[size(line)][line.sort] += 1
    return sum(max(kinds.values()) for kinds in of_size.values()) / len(lines)


def _by_sort(lines: list[Line]) -> dict[tuple[str, str], list[Line]]:
    found: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in lines:
        found[line.sort, line.place].append(line)
    return found


def twice(lines: list[Line]) -> list[str]:
    """Sentences that were said more than once on a day in one place."""
    said = Counter((line.day, line.place, line.code, text) for line in lines for text in line.text.splitlines())
    return [text for (*_, text), count in said.items() if count > 1 and text]


if __name__ == "__main__":
    main()
