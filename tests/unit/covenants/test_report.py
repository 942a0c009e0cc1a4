"""What is wrong with a covenant file is told with the line on which it stands."""

from pathlib import Path

import pytest

from retbot.covenants import convenant_files
from retbot.covenants.paths import config_dir
from retbot.covenants.report import report
from tests.unit.covenants.profile_text import profile_text

WEEK = 'termijn = "1 w na bespreking"'


def told(text: str) -> list[str]:
    return [str(fault) for fault in report(text)]


def line_of(text: str, part: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), start=1) if part in line)


@pytest.mark.parametrize("name", convenant_files.names())
def test_nothing_is_wrong_with_the_covenants_that_are_shipped(name: str) -> None:
    assert told((config_dir() / "convenanten" / f"{name}.toml").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("plicht", "where", "fault"),
    [
        (f'{WEEK}\naan = ["burgemeester"]', "burgemeester", "de rol `burgemeester` staat niet bij de rollen"),
        ('termijn = "1 w na feest"', "feest", "de gebeurtenis `feest` ken ik niet"),
        (f'{WEEK}\nvervuld = "feest"', "feest", "`feest` kan een termijn niet vervullen"),
        (f"{WEEK}\nkleur = 1", "kleur", "`kleur` ken ik niet"),
        (f'{WEEK}\nactief = "nee"', "actief", "`actief` moet true of false zijn"),
        (f'{WEEK}\naan = [\n  "secretaris", # hier\n  "wie",\n]', '"wie"', "de rol `wie` staat niet bij de rollen"),
    ],
)
def test_a_fault_in_a_duty_stands_on_its_line(plicht: str, where: str, fault: str) -> None:
    text = profile_text(plicht=plicht)
    assert told(text) == [f"regel {line_of(text, where)}: X-1: {fault}"]


def test_what_is_missing_stands_where_its_table_begins() -> None:
    text = profile_text(plicht="")
    assert told(text) == [f"regel {line_of(text, '[[plicht]]')}: X-1: `termijn` ontbreekt"]


def test_an_empty_article_stands_on_its_own_line() -> None:
    text = profile_text().replace('artikel = "1"', 'artikel = ""')
    assert told(text) == [f"regel {line_of(text, 'artikel')}: X-1: het artikel ontbreekt"]


def test_a_term_that_is_not_understood_stands_on_its_own_line() -> None:
    text = profile_text(plicht='termijn = "gauw"')
    assert told(text)[0].startswith(f"regel {line_of(text, 'gauw')}: X-1: de termijn `gauw` begrijp ik niet")


def test_what_stands_there_twice_names_both_lines() -> None:
    text = profile_text(more='[[regel]]\ncode = "checklist"\nid = "X-1"\nartikel = "1"')
    first, second = line_of(text, "[[plicht]]"), line_of(text, "[[regel]]")
    assert told(text) == [f"regel {second}: X-1: dit id staat er twee keer (ook op regel {first})"]


def test_a_fault_in_the_head_stands_in_the_head() -> None:
    text = profile_text(head='tafel = ["jongere"]')
    assert told(text) == [f"regel {line_of(text, 'jongere')}: [convenant]: de rol `jongere` staat niet bij de rollen"]


def test_an_unknown_table_is_pointed_to() -> None:
    text = profile_text(more="[[plichten]]\nid = 1")
    assert told(text) == [f"regel {line_of(text, '[[plichten]]')}: [[plichten]]: die tabel ken ik niet"]


@pytest.mark.parametrize(
    ("old", "new", "where", "fault"),
    [
        ("[[rol]]", "[rol]", "[rol]", "[[rol]]: schrijf dit als tabellen, met dubbele haken"),
        ('id = "X-1"', "id = 7", "id = 7", "7: `id` moet een tekst zijn"),
        ('id = "X-1"', "id = []", "id = []", "doe: dit: `id` moet een tekst zijn"),
        ('id = "X-1"', "", "[[plicht]]", "doe: dit: `id` ontbreekt"),
        ("[convenant]", "", "naam", "[[naam]]: die tabel ken ik niet"),
    ],
)
def test_what_has_no_good_name_is_found_too(old: str, new: str, where: str, fault: str) -> None:
    one_role = profile_text().replace('[[rol]]\nnaam = "secretaris"\n', "")
    text = one_role.replace("iets doen", "doe: dit").replace(old, new)
    assert f"regel {line_of(text, where)}: {fault}" in told(text)


def test_a_mark_that_an_editor_leaves_at_the_start_is_no_fault(tmp_path: Path) -> None:
    own = tmp_path / "eigen.toml"
    own.write_bytes(b"\xef\xbb\xbf" + profile_text().replace("\n", "\r\n").encode())
    assert told(convenant_files.text_of(str(own))) == []


def test_a_step_that_stands_there_twice_is_not_taken_for_another() -> None:
    step = '[[trede]]\nketen = "hulp"\nstap = {}\nid = "X-{}"\nartikel = "1"\nwoord = "{}"\nnaar = "{}"\nwat = "op"\n'
    text = profile_text(
        more=step.format(1, 5, "voorzitter", "secretaris")
        + step.format(1, 6, "voorzitter", "secretaris")
        + step.format(2, 7, "secretaris", "directeur")
        + '[[rol]]\nnaam = "directeur"'
    )
    first, second = (line for line, read in enumerate(text.splitlines(), start=1) if read == "stap = 1")
    assert told(text)[0].startswith(f"regel {second - 1}: [[trede]]: stap 1 van keten `hulp` staat er twee keer")
    assert f"regel {first - 1}" in told(text)[0]


def test_what_is_no_toml_stands_on_its_line_too() -> None:
    [fault] = told('[convenant]\nnaam = "x\n')
    assert fault.startswith("regel 2: een tekst is niet afgesloten")
    assert "(at" not in fault


def test_faults_come_in_the_order_of_the_file_all_at_once() -> None:
    text = profile_text(
        head='tafel = ["jongere"]', plicht='termijn = "gauw"\nmaat = 2\naan = ["wie"]', more='[[grond]]\nnaam = "g"'
    )
    words = [fault.split(": ", 1)[1] for fault in told(text)]
    assert words == [
        "[convenant]: de rol `jongere` staat niet bij de rollen",
        "X-1: de termijn `gauw` begrijp ik niet; schrijf bijvoorbeeld `10 wd na aanmelding`",
        "X-1: `maat` ken ik niet",
        "X-1: de rol `wie` staat niet bij de rollen",
        "g: `tekst` ontbreekt",
    ]


def test_what_was_not_read_is_no_second_fault() -> None:
    """The role is there, though its table is wrong: nobody is told that it is missing."""
    text = profile_text(plicht=f'{WEEK}\naan = ["RET"]', more='[[rol]]\nnaam = "RET"\nin_kamer = "ja"')
    assert [fault.split(": ", 1)[1] for fault in told(text)] == ["RET: `in_kamer` moet true of false zijn"]


def test_a_blank_is_named_with_its_line_and_nothing_follows_from_it() -> None:
    text = profile_text(plicht='termijn = "INVULLEN wd na bespreking"  # INVULLEN').replace('"Proef"', '"INVULLEN"')
    assert told(text) == [
        f"regel {line_of(text, 'titel')}: [convenant]: `titel` is nog niet ingevuld",
        f"regel {line_of(text, 'termijn')}: X-1: `termijn` is nog niet ingevuld",
    ]


def test_a_comment_is_no_blank() -> None:
    assert told(profile_text(head='# INVULLEN = "INVULLEN"')) == []


def test_a_file_with_blanks_is_not_used() -> None:
    with pytest.raises(convenant_files.ProfileError) as error:
        convenant_files.read(profile_text().replace('"Proef"', '"INVULLEN"'))
    assert error.value.faults == ["er is nog niet alles ingevuld: zoek INVULLEN, het eerst op regel 5"]
