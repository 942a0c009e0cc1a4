"""Makes the compressed lists of retbot/privacy/data from the sources that its SOURCES.md names.

python tools/word_lists.py WDUTCH_FILE CITIES500_JSON   (with faker installed)
"""

import gzip
import json
import re
import sys
from importlib import import_module
from pathlib import Path

DATA = Path(__file__).parents[1] / "retbot" / "privacy" / "data"
LOCALES = (
    *("nl_NL", "nl_BE", "tr_TR", "pl_PL", "de_DE", "fr_FR", "fr_DZ", "en_GB", "en_US", "en_IN", "en_PK", "es_ES"),
    *("pt_PT", "it_IT", "en_NG", "tw_GH", "hr_HR", "ro_RO", "id_ID"),
)
STREET = re.compile(
    r"(straat|straten|laan|lanen|weg|wegen|plein|gracht|kade|singel|pad|steeg|dreef|dijk|markt|park|plantsoen)$"
)
NOT_OF_A_PERSON = re.compile(r"(er|aar|aan|ees|ien|isch|ische|s|se|sen|ers|aren|anen|ezen|land|stad|dorp)$")
ADJECTIVE = re.compile(r"(se|sch|sche|aans|ees|iaans)$")
NAME = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]+(-[A-ZÀ-Þ][a-zà-ÿ]+)?")


def written(name: str, words: set[str]) -> None:
    text = "\n".join(sorted(words)) + "\n"
    with (DATA / f"{name}.txt.gz").open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(text.encode())


def is_compound(word: str, words: set[str]) -> bool:
    """Of a first part and a word of six letters or more; surnames mostly end in a shorter one."""
    return any(word[at:] in words and word[:at].rstrip("s") in words for at in range(4, len(word) - 5))


def from_faker() -> tuple[set[str], set[str]]:
    given: set[str] = set()
    family: set[str] = set()
    for locale in LOCALES:
        provider = import_module(f"faker.providers.person.{locale}").Provider
        for attribute in dir(provider):
            values = getattr(provider, attribute)
            if not isinstance(values, tuple | list | dict):
                continue
            names = {value for value in values if isinstance(value, str)}
            if "first_name" in attribute:
                given |= names
            elif "last_name" in attribute and not locale.startswith(("en_US", "en_GB")):
                family |= names
    return given, family


def main(wdutch: Path, cities: Path) -> None:
    entries = wdutch.read_text(encoding="utf-8").split("\n")
    words = {word for word in entries if word[:1].islower() and len(word) > 1}
    proper = {word for word in entries if NAME.fullmatch(word) and not STREET.search(word)}
    places = {city["name"] for city in json.loads(cities.read_text()).values() if city["countrycode"] == "NL"}
    everything = set(entries)
    called = {word for word in proper if f"{word}'s" in everything or f"{word}s" in proper} - places
    given, family = from_faker()
    adjectives = {word for word in proper if ADJECTIVE.search(word)} - called - given - family
    opentaal_given = {word for word in called if len(word) > 2 and not NOT_OF_A_PERSON.search(word)}
    opentaal_family = {
        w for w in proper - called - places - adjectives if len(w) > 3 and not is_compound(w.lower(), words)
    }
    written("words", words | {word.lower() for word in adjectives})
    written("given", {name.lower() for name in given | opentaal_given})
    written("family", {name.lower() for name in family})
    written("proper", {w.lower() for w in opentaal_family} - {w.lower() for w in words})
    written("kernen", places)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
