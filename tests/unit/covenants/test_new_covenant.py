"""The file that `retbot profile new` writes promises only what the bot knows."""

import re
import tomllib

from retbot.covenants.convenant_files import names
from retbot.covenants.paths import config_dir
from retbot.covenants.rows import termijnvorm
from retbot.domain.convenant.convenant import EVENTS, MOMENTEN, ONGEREGELD
from tests.unit.covenants.convenanten_doc import modules_of_code

TEXT = (config_dir() / "nieuw_convenant.toml").read_text(encoding="utf-8")
COMMENTS = "\n".join(line.removeprefix("#").strip() for line in TEXT.splitlines() if line.startswith("#"))


def told_after(word: str, end: str) -> set[str]:
    """The words of the list that a comment gives."""
    listed = COMMENTS.partition(f"{word}:")[2].partition(end)[0]
    return {one.strip() for one in re.split(r",|\n", listed) if one.strip()}


def test_it_is_no_covenant_that_a_team_could_choose() -> None:
    assert "nieuw_convenant" not in names()


def test_each_condition_in_it_is_one_that_the_bot_looks_at_or_asks() -> None:
    rules = tomllib.loads(TEXT)["regel"]
    assert [rule["code"] for rule in rules if "vraag" not in rule and rule["code"] not in modules_of_code()] == []


def test_each_event_and_moment_that_it_names_is_known() -> None:
    assert len(told_after("Gebeurtenissen", "vervuld  =")) > 15
    assert told_after("Gebeurtenissen", "vervuld  =") <= EVENTS
    assert len(told_after("Momenten", ".")) > 3
    assert told_after("Momenten", ".") <= MOMENTEN
    assert all(f'"{one}"' in COMMENTS for one in ONGEREGELD)


def test_each_term_that_it_gives_as_an_example_can_be_read() -> None:
    block = COMMENTS.partition("termijn  =")[2].partition("Gebeurtenissen:")[0]
    examples = re.findall(r'"([^"]+)"', block)
    assert len(examples) > 8
    assert all(termijnvorm(example) for example in examples)
