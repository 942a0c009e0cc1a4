"""A covenant file is read whole, or refused with a sentence for each fault that names where it is."""

from datetime import date
from pathlib import Path

import pytest

from retbot.covenants import convenant_files, rows
from retbot.covenants.convenant_files import ProfileError
from retbot.domain.calendar.duration import Duration
from retbot.domain.convenant.convenant import MOMENTEN, ONGEREGELD, Source, TermijnForm, TermijnType
from tests.every_row import every_row
from tests.unit.covenants.profile_text import profile_text


def faults(text: str) -> list[str]:
    with pytest.raises(ProfileError) as error:
        convenant_files.read(text)
    assert str(error.value) == "; ".join(error.value.faults)
    return error.value.faults


@every_row(
    [
        ("10 wd na aanmelding", TermijnForm(TermijnType.NA, "aanmelding", Duration.parse("10 wd"))),
        ("72 h na datalek", TermijnForm(TermijnType.NA, "datalek", Duration.parse("72 h"))),
        ("1 w voor bespreking", TermijnForm(TermijnType.VOOR, "bespreking", Duration.parse("1 w"))),
        ("vóór bespreking", TermijnForm(TermijnType.VOOR_EVENT, "bespreking")),
        ("bij aanmelding", TermijnForm(TermijnType.BIJ, "aanmelding")),
        ("elke 6 m", TermijnForm(TermijnType.ELKE, duur=Duration.parse("6 m"))),
        (
            "elke 4 w na advies_verzonden",
            TermijnForm(TermijnType.NA, "advies_verzonden", Duration.parse("4 w"), herhaald=True),
        ),
        ("op 2026-07-01", TermijnForm(TermijnType.OP_DATUM, datum=date(2026, 7, 1))),
        ("op het woord", TermijnForm(TermijnType.OP_HET_WOORD)),
        ("eigen datum", TermijnForm(TermijnType.EIGEN_DATUM)),
        ("per bespreking", TermijnForm(TermijnType.PER_BESPREKING)),
        ("per periode", TermijnForm(TermijnType.PER_PERIODE)),
        ("altijd", TermijnForm(TermijnType.ALTIJD)),
        ("geen", TermijnForm(TermijnType.GEEN)),
        ("geen na triage", TermijnForm(TermijnType.GEEN, "triage")),
    ]
)
def test_every_kind_of_term_is_read(text: str, vorm: TermijnForm) -> None:
    assert rows.termijnvorm(text) == vorm


def test_the_smallest_file_is_a_covenant_with_its_defaults() -> None:
    convenant = convenant_files.read(profile_text(head='vooraf = ["2 wd", "0 wd"]'))
    [plicht] = convenant.plichten
    assert convenant.awt
    assert plicht.actief
    assert plicht.bron is Source.CONVENANT
    assert plicht.vooraf == (Duration.parse("2 wd"), Duration.parse("0 wd"))


def test_a_duty_may_have_reminders_of_its_own() -> None:
    lines = 'termijn = "1 w na bespreking"\nvooraf = []'
    [plicht] = convenant_files.read(profile_text(head='vooraf = ["2 wd"]', plicht=lines)).plichten
    assert plicht.vooraf == ()


WEEK = 'termijn = "1 w na bespreking"\n'
UNITS = " (wd, d, w, m, j of h)"
REGEL = '[[regel]]\ncode = "checklist"\nid = "X-2"\nartikel = "2"\n'
TREDE = (
    '[[trede]]\nketen = "hulp"\nstap = 1\nid = "X-5"\nartikel = "5"\nwoord = "voorzitter"\nnaar = "{}"\nwat = "op"\n'
)


@every_row(
    [
        (WEEK + 'aan = ["burgemeester"]', "X-1: de rol `burgemeester` staat niet bij de rollen"),
        ('termijn = "1 w na feest"', "X-1: de gebeurtenis `feest` ken ik niet"),
        ('termijn = "vóór feest"', "X-1: de gebeurtenis `feest` ken ik niet"),
        ("", "X-1: `termijn` ontbreekt"),
        (WEEK + "kleur = 1", "X-1: `kleur` ken ik niet"),
        (
            'termijn = "gauw"',
            "X-1: de termijn `gauw` begrijp ik niet; schrijf bijvoorbeeld `10 wd na aanmelding`",
        ),
        ("termijn = 3", "X-1: de termijn `3` begrijp ik niet; schrijf bijvoorbeeld `10 wd na aanmelding`"),
        ('termijn = "2 x na bespreking"', "X-1: `2 x` is geen duur; schrijf bijvoorbeeld `2 wd`" + UNITS),
        ('termijn = "elke 2 x"', "X-1: `2 x` is geen duur; schrijf bijvoorbeeld `2 wd`" + UNITS),
        (
            'termijn = "elke 2 x na bespreking"',
            "X-1: `2 x` is geen duur; schrijf bijvoorbeeld `2 wd`" + UNITS,
        ),
        ('termijn = "elke 2 w na feest"', "X-1: de gebeurtenis `feest` ken ik niet"),
        ('termijn = "geen na feest"', "X-1: de gebeurtenis `feest` ken ik niet"),
        (WEEK + 'anders_na = "feest"', "X-1: de gebeurtenis `feest` ken ik niet"),
        (
            'termijn = "altijd"\nanders_na = "bespreking"',
            "X-1: `anders_na` past alleen bij een termijn met `na` of `voor`",
        ),
        (WEEK + 'bij_verschil = "burgemeester"', "X-1: de rol `burgemeester` staat niet bij de rollen"),
        ('termijn = "op 2026-02-30"', "X-1: `2026-02-30` is geen datum; schrijf bijvoorbeeld `2026-07-01`"),
        ('termijn = "0 wd na bespreking"', "X-1: een termijn van `0 wd` heeft geen lengte"),
        (
            'termijn = "72 h voor bespreking"',
            "X-1: een termijn in uren telt alleen vooruit, vanaf een gebeurtenis",
        ),
        (WEEK + 'bron = "krant"', "X-1: de bron `krant` ken ik niet; wel: convenant, wet, keuze_team"),
        (WEEK + 'vooraf = ["gauw"]', "X-1: `gauw` is geen duur; schrijf bijvoorbeeld `2 wd`" + UNITS),
        (WEEK + "vooraf = [2]", "X-1: `2` is geen duur; schrijf bijvoorbeeld `2 wd`" + UNITS),
        (WEEK + 'vooraf = "2 wd"', 'X-1: `vooraf` moet een lijst zijn, bijvoorbeeld ["2 wd"]'),
        (WEEK + 'vervuld = "feest"', "X-1: `feest` kan een termijn niet vervullen"),
        (WEEK + 'voorwaarde = "regen"', "X-1: de voorwaarde `regen` staat niet bij de voorwaarden"),
        (WEEK + 'gemist = "zorg"', "X-1: er is geen keten `zorg`"),
        (WEEK + 'per = "dag"', "X-1: `per` kan alleen partij, afspraak of persoon zijn, niet `dag`"),
        (WEEK + 'gedekt_door = "X-9"', "X-1: er is geen plicht `X-9` die deze dekt"),
        (WEEK + 'actief = "nee"', "X-1: `actief` moet true of false zijn"),
        (WEEK + "lezing = 3", "X-1: `lezing` moet een tekst zijn"),
        (WEEK + 'aan = "secretaris"', "X-1: `aan` moet een lijst zijn"),
        (WEEK + "aan = [3]", "X-1: `aan` moet een lijst zijn"),
        ('termijn = "elke 6 m"', "[convenant]: `cadans_vanaf` ontbreekt; daarvandaan tellen de termijnen met `elke`"),
    ]
)
def test_a_fault_in_a_duty_names_its_id(plicht: str, fault: str) -> None:
    assert faults(profile_text(plicht=plicht)) == [fault]


@every_row(
    [
        ("[[plichten]]\nid = 1", "[[plichten]]: die tabel ken ik niet"),
        (
            '[[plicht]]\nid = "X-1"\nartikel = "2"\nwat = "b"\nwie = []\ntermijn = "altijd"',
            "X-1: dit id staat er twee keer",
        ),
        ('[[regel]]\ncode = "checklist"\nid = "X-1"\nartikel = "1"', "X-1: dit id staat er twee keer"),
        ('[[regel]]\ncode = "checklist"\nid = "X-2"', "X-2: `artikel` ontbreekt"),
        ('[[regel]]\ncode = "checklist"\nid = "X-2"\nartikel = ""', "X-2: het artikel ontbreekt"),
        (
            f'{REGEL}[[regel]]\ncode = "checklist"\nid = "X-3"\nartikel = "3"',
            "[[regel]]: `checklist` staat er twee keer",
        ),
        (REGEL + 'door = ["burgemeester"]', "X-2: de rol `burgemeester` staat niet bij de rollen"),
        (REGEL + 'rollen = ["burgemeester"]', "X-2: de rol `burgemeester` staat niet bij de rollen"),
        (
            REGEL + 'moment = "ooit"',
            f"X-2: het moment `ooit` ken ik niet; wel: {', '.join(sorted(MOMENTEN))}",
        ),
        ('[[rol]]\nnaam = "voorzitter"', "[[rol]]: `voorzitter` staat er twee keer"),
        (
            '[[rol]]\nnaam = "RET"\nvalt_terug_op = "burgemeester"',
            "RET: de rol `burgemeester` staat niet bij de rollen",
        ),
        ('[[rol]]\nnaam = "RET"\nvalt_terug_op = "RET"', "RET: een rol valt niet terug op zichzelf"),
        ('[[grond]]\nnaam = "g"', "g: `tekst` ontbreekt"),
        ("[[grond]]\n", "[[grond]]: `naam` ontbreekt"),
        (TREDE.format("burgemeester"), "X-5: de rol `burgemeester` staat niet bij de rollen"),
        (TREDE.format("secretaris").replace("stap = 1", 'stap = "een"'), "X-5: `stap` moet een heel getal zijn"),
        (TREDE.format("secretaris").replace('artikel = "5"', 'artikel = ""'), "X-5: het artikel ontbreekt"),
        (
            TREDE.format("secretaris") + TREDE.format("secretaris").replace("X-5", "X-6"),
            "[[trede]]: stap 1 van keten `hulp` staat er twee keer",
        ),
        ("[grond]\nnaam = 1", "[[grond]]: schrijf dit als tabellen, met dubbele haken"),
    ]
)
def test_a_fault_in_another_table_names_it(more: str, fault: str) -> None:
    assert fault in faults(profile_text(more=more))


@every_row(
    [
        ('tafel = ["jeugdige"]', "[convenant]: de rol `jeugdige` staat niet bij de rollen"),
        ('vooraf = ["gauw"]', "[convenant]: `gauw` is geen duur; schrijf bijvoorbeeld `2 wd`" + UNITS),
        ('vooraf = "2 wd"', '[convenant]: `vooraf` moet een lijst zijn, bijvoorbeeld ["2 wd"]'),
        ('cadans_vanaf = "2026-01-01"', "[convenant]: `cadans_vanaf` moet een datum zijn"),
        ("cadans_vanaf = 2026-01-01T09:00:00", "[convenant]: `cadans_vanaf` moet een datum zijn"),
        ('looptijd_einde = "2018"', "[convenant]: `looptijd_einde` moet een datum zijn"),
        (
            'ongeregeld = ["koffie"]',
            f"[convenant]: `koffie` kan niet ongeregeld zijn; wel: {', '.join(sorted(ONGEREGELD))}",
        ),
        ('terugrekening = "geen"', "[convenant]: de terugrekening `geen` ken ik niet; wel: werkdag_ervoor"),
        ("kleur = 1", "[convenant]: `kleur` ken ik niet"),
        ("plichten = []", "[convenant]: `plichten` ken ik niet"),
        ('awt = "ja"', "[convenant]: `awt` moet true of false zijn"),
    ]
)
def test_a_fault_in_the_head_says_so(head: str, fault: str) -> None:
    assert faults(profile_text(head=head)) == [fault]


def test_a_duty_without_an_article_is_refused() -> None:
    assert faults(profile_text().replace('artikel = "1"', "")) == ["X-1: `artikel` ontbreekt"]
    assert faults(profile_text().replace('artikel = "1"', 'artikel = ""')) == ["X-1: het artikel ontbreekt"]


def test_an_unknown_role_is_named() -> None:
    text = profile_text().replace('wie = ["voorzitter"]', 'wie = ["burgemeester"]')
    assert faults(text) == ["X-1: de rol `burgemeester` staat niet bij de rollen"]


def test_a_file_that_is_no_toml_is_refused() -> None:
    [fault] = faults("[convenant")
    assert fault.startswith("hier ontbreekt een haak: schrijf `]`")


@pytest.mark.parametrize("text", ["", "[[convenant]]\nnaam = 1"])
def test_a_file_without_its_head_says_what_is_missing(text: str) -> None:
    assert "[convenant]: `naam` ontbreekt" in faults(text)


def test_all_faults_are_told_at_once() -> None:
    told = faults(profile_text(head="kleur = 1", plicht='termijn = "gauw"\nmaat = 2'))
    assert [fault.split(":")[0] for fault in told] == ["X-1", "X-1", "[convenant]"]


def test_a_covenant_is_loaded_by_its_name_or_from_a_file(tmp_path: Path) -> None:
    own = tmp_path / "eigen.toml"
    own.write_text(profile_text(), encoding="utf-8")
    assert convenant_files.load(str(own)).naam == "proef"
    assert convenant_files.load("overijssel-2022").naam == "overijssel-2022"


@pytest.mark.parametrize("name", convenant_files.names())
def test_every_shipped_covenant_is_sound_and_bears_the_name_of_its_file(name: str) -> None:
    convenant = convenant_files.load(name)
    assert convenant.naam == name
    assert convenant.awt


@pytest.mark.parametrize("name", ["atlantis-1999", "weg.toml", ""])
def test_a_covenant_that_is_not_there_gives_the_ones_that_are(name: str) -> None:
    with pytest.raises(ProfileError, match=f"er is geen convenant {name}; wel: .*overijssel-2022"):
        convenant_files.load(name)


def test_a_file_that_cannot_be_read_is_said_to_be_so(tmp_path: Path) -> None:
    latin = tmp_path / "latin.toml"
    latin.write_bytes("# vóór".encode("latin-1"))
    (tmp_path / "map.toml").mkdir()
    for path in (latin, tmp_path / "map.toml"):
        with pytest.raises(ProfileError, match="kan ik niet lezen"):
            convenant_files.load(str(path))
