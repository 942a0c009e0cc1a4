"""What is wrong in a condition of a covenant file is told with its line, as a new secretaris would get it wrong."""

import pytest

from retbot.covenants import convenant_files
from retbot.covenants.checks.conditions import NEEDED, OPTIONS
from retbot.covenants.paths import config_dir
from retbot.covenants.report import report
from tests.every_row import every_row
from tests.unit.covenants.convenanten_doc import modules_of_code

MODEL = (config_dir() / "convenanten" / "model-2024.toml").read_text(encoding="utf-8")


def told(old: str, new: str) -> list[str]:
    """What is said about model-2024 with one thing changed, without its line; each must have one."""
    assert old in MODEL
    found = report(MODEL.replace(old, new, 1))
    assert all(fault.lines for fault in found)
    return [fault.sentence for fault in found]


@every_row(
    [
        ('code = "quorum"', 'code = "quorm"', "MO-8.10: de code `quorm` ken ik niet; bedoelt u `quorum`?"),
        ('["jeugdige", "ouders", "aanmelder"]', '["jeugdgie"]', "de rol `jeugdgie` ken ik niet; bedoelt u `jeugdige`?"),
        ('["jeugdige", "ouders", "aanmelder"]', '"jeugdige"', "MO-8.10: `afwezig` moet een lijst van teksten zijn"),
        (
            'afwezig = ["jeugdige"',
            'afwezg = ["jeugdige"',
            "`afwezg` ken ik niet bij quorum; wel: afwezig, ",
        ),
        ('afwezig = ["jeugdige"', 'afwezg = ["jeugdige"', "MO-8.10: `afwezig` ontbreekt"),
        ('banden = ["0-11"', 'banden = ["0-10"', "MO-2.1: de leeftijd `0-10` ken ik niet; bedoelt u `0-11`?"),
        ('nodig = "verk', 'nodig = "vrk', "de gebeurtenis `vrklarende_analyse` ken ik niet"),
        ('tafels = ["adviestafel"]', 'tafels = ["adviestaffel"]', "de tafel `adviestaffel` ken ik niet"),
        ('wegen = ["toegang"', 'wegen = ["toegng"', "MO-2.4: de weg `toegng` ken ik niet; bedoelt u `toegang`?"),
        ('"12-15" = ["jeugdige", "ouders"]', '"12-15" = ["oudrs"]', "MO-19.4: de rol `oudrs` ken ik niet"),
        ('wie = { "0-11"', 'wie = { "0-12"', "MO-19.4: de leeftijd `0-12` ken ik niet; bedoelt u `0-11`?"),
        ("casussen = 3", 'casussen = "drie"', "MO-9.5s: `casussen` moet een heel getal zijn, 1 of meer"),
        ('als = "maatwerk"', 'als = "maatwrk"', "MO-12.4b: de voorwaarde `maatwrk` ken ik niet; bedoelt u `maatwerk`?"),
        ('na = "vervanging"', 'na = "vervangng"', "vervanging: er is geen regel `vervangng`"),
        (
            'na_contact = "procesreg',
            'na_contact = "procsreg',
            "jeugdige-ouders: de rol `procsregisseur` staat niet bij",
        ),
    ]
)
def test_a_condition_that_cannot_be_is_told(old: str, new: str, fault: str) -> None:
    assert any(fault in sentence for sentence in told(old, new))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('wat = "de afspraak nakomen"', 'wat = "de afspraak nakomen', "een tekst is niet afgesloten"),
        ('[[plicht]]\nid = "MO-7"', '[[plicht]\nid = "MO-7"', "hier ontbreekt een haak: schrijf `]]`"),
        ('termijn = "eigen datum"', "termijn = eigen datum", "deze waarde begrijp ik niet"),
        ('artikel = "8.5"', "artikel = “8.5”", 'hier staan gekrulde aanhalingstekens; schrijf rechte: `"`'),
        ('[[plicht]]\nid = "MO-7"', '[plicht]\nid = "MO-7"', "deze tabel staat er ook met dubbele haken"),
        ('id = "MO-7"\n', 'id = "MO-7"\nid = "MO-7"\n', "deze naam staat in deze tabel twee keer"),
    ],
)
def test_what_is_no_toml_is_told_in_dutch(old: str, new: str, fault: str) -> None:
    [sentence] = told(old, new)
    assert sentence.startswith(fault)


def test_an_id_is_one_word_and_there_once_in_whatever_case() -> None:
    assert told('id = "MO-7a"', 'id = "mo-7"') == ["MO-7: dit id staat er twee keer", "mo-7: dit id staat er twee keer"]
    assert told('id = "MO-7"', 'id = "MO 7"') == ["MO 7: een `id` is één woord, zonder spaties"]


def test_a_term_that_waits_for_what_it_brings_itself_can_never_begin() -> None:
    [sentence] = told('"1 w na uitvoeringstafel"', '"1 w na oplossing_verzonden"')
    assert sentence.endswith("MO-8.15 brengt `oplossing_verzonden` en wacht op `oplossing_verzonden`")


def test_every_condition_that_the_bot_has_code_for_is_known_with_what_it_needs() -> None:
    assert set(modules_of_code()) <= set(OPTIONS)
    assert all(set(names) <= set(OPTIONS[code]) for code, names in NEEDED.items())


@pytest.mark.parametrize("name", convenant_files.names())
def test_the_shipped_covenants_keep_to_it(name: str) -> None:
    assert report((config_dir() / "convenanten" / f"{name}.toml").read_text(encoding="utf-8")) == []
