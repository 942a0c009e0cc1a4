"""`retbot profile` checks a covenant file, prints it and starts one, for a team without a programmer."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from retbot.__main__ import main
from tests.command_line.conftest import Told
from tests.unit.covenants.profile_text import profile_text

Profile = Callable[..., Told]
_BLANK_LENGTH = re.compile(r'"INVULLEN (wd|w|m|j) ')


@pytest.fixture
def profile(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Profile:
    """`profile("check", "eigen.toml")` in a directory of its own."""
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> Told:
        status = main(["profile", *words])
        return Told(status, *capsys.readouterr())

    return run


def filled(text: str) -> str:
    """Every placeholder filled in with an arbitrary value."""
    return _BLANK_LENGTH.sub(r'"5 \1 ', text).replace("INVULLEN", "iets")


def test_a_sound_file_is_in_order(profile: Profile) -> None:
    assert profile("check", "overijssel-2022") == (0, "overijssel-2022 is in orde.\n", "")


def test_a_file_without_faults_is_played(profile: Profile) -> None:
    Path("eigen.toml").write_text(profile_text(), encoding="utf-8")
    status, out, _ = profile("check", "eigen.toml")
    assert status == 2
    assert "X-1: deze termijn kan nooit eindigen: `vervuld` ontbreekt" in out


def test_everything_that_is_wrong_is_told_with_its_line(profile: Profile) -> None:
    text = profile_text(plicht='termijn = "gauw"\naan = ["burgemeester"]')
    Path("eigen.toml").write_text(text, encoding="utf-8")
    status, out, err = profile("check", "eigen.toml")
    assert (status, err) == (2, "")
    assert [line.split(":")[0] for line in out.splitlines()] == ["regel 21", "regel 22"]


def test_a_program_reads_each_fault_with_its_lines(profile: Profile) -> None:
    Path("eigen.toml").write_text(profile_text(plicht='termijn = "gauw"'), encoding="utf-8")
    status, out, err = profile("check", "eigen.toml", "--json")
    fault = "X-1: de termijn `gauw` begrijp ik niet; schrijf bijvoorbeeld `10 wd na aanmelding`"
    assert (status, err) == (2, "")
    assert json.loads(out) == {"in_orde": False, "fouten": [{"regels": [21], "zin": fault}]}
    status, out, _ = profile("check", "model-2024", "--json")
    assert (status, json.loads(out)) == (0, {"in_orde": True, "fouten": []})


def test_a_file_that_is_not_there_is_wrong_use(profile: Profile) -> None:
    status, out, err = profile("check", "weg.toml")
    assert (status, out) == (2, "")
    assert err.startswith("retbot: er is geen convenant weg.toml; wel: ")


def test_a_new_file_says_what_is_still_to_be_filled_in(profile: Profile) -> None:
    assert profile("new").status == 0
    text = Path("convenant.toml").read_text(encoding="utf-8")
    blank = [number for number, line in enumerate(text.splitlines(), start=1) if re.search(r'^[^#]*"INVULLEN', line)]
    status, out, _ = profile("check", "convenant.toml")
    assert status == 2
    assert [int(line.split()[1].rstrip(":")) for line in out.splitlines()] == blank
    assert all(line.endswith("is nog niet ingevuld") for line in out.splitlines())


def test_a_new_file_is_in_order_once_its_blanks_are_filled_in(profile: Profile) -> None:
    profile("new", "regio.toml")
    text = filled(Path("regio.toml").read_text(encoding="utf-8"))
    Path("regio.toml").write_text(text, encoding="utf-8")
    assert profile("check", "regio.toml") == (0, "regio.toml is in orde.\n", "")
    assert profile("show", "regio.toml").status == 0


def test_a_new_file_shows_each_kind_of_term(profile: Profile) -> None:
    profile("new", "regio.toml")
    text = Path("regio.toml").read_text(encoding="utf-8")
    terms = re.findall(r'^termijn = "(.*)"', text, re.MULTILINE)
    for kind in (
        r"wd na",
        r"w voor",
        "vóór",
        "bij",
        "elke",
        "op het woord",
        "eigen datum",
        "altijd",
        "geen",
        "per",
        "h na",
    ):
        assert any(re.search(kind, term) for term in terms), kind
    assert text.count('id = "AVG-') == 3


def test_nothing_is_written_over(profile: Profile) -> None:
    Path("regio.toml").write_text("van ons", encoding="utf-8")
    status, out, err = profile("new", "regio.toml")
    assert (status, out) == (2, "")
    assert err == "retbot: regio.toml bestaat al; ik schrijf er niet overheen.\n"
    assert Path("regio.toml").read_text(encoding="utf-8") == "van ons"


def test_where_nothing_can_be_written_it_says_so(profile: Profile) -> None:
    assert "kan ik niet schrijven" in profile("new", "weg/regio.toml").err


def test_it_is_shown_as_text_and_as_json(profile: Profile) -> None:
    assert profile("show", "model-2024").out.startswith("Regionaal Expertteam (modelconvenant)\n====")
    told = json.loads(profile("show", "model-2024", "--json").out)
    assert told["naam"] == "model-2024"


def test_what_is_not_in_order_is_not_shown(profile: Profile) -> None:
    Path("eigen.toml").write_text(profile_text(plicht='termijn = "gauw"'), encoding="utf-8")
    status, out, err = profile("show", "eigen.toml")
    assert (status, out) == (2, "")
    assert err.startswith("retbot: X-1: de termijn `gauw` begrijp ik niet")


@pytest.mark.parametrize("words", [[], ["check"], ["wis", "x"]])
def test_other_words_are_wrong_use(profile: Profile, words: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        profile(*words)
    assert stopped.value.code == 2
