"""What the bot's Markdown becomes, and what is read from people's messages."""

from typing import Any

import pytest

from retbot.matrix.markup import format_text, plain_emoji, spoken_text
from tests.hang import fails_when_it_hangs

BOT = "@retbot:ret.test"


def test_bold_and_code_are_shown_and_read_well_without_them() -> None:
    said = format_text("Casus **RET-7KH-4T3**: typ `!ret compleet`.")

    assert said.body == "Casus RET-7KH-4T3: typ !ret compleet."
    assert said.html == "Casus <strong>RET-7KH-4T3</strong>: typ <code>!ret compleet</code>."


def test_lines_and_bullets_keep_their_shape() -> None:
    said = format_text("Wat volgt:\n- eerst dit\n• dan dat\nUitnodigen?")

    assert said.body == "Wat volgt:\n• eerst dit\n• dan dat\nUitnodigen?"
    assert said.html == "Wat volgt:<ul><li>eerst dit</li><li>dan dat</li></ul>Uitnodigen?"


@pytest.mark.parametrize("text", ["Gewoon een zin.", 'Met <haken> & "aanhalingstekens" en een \' erin'])
def test_text_without_markup_needs_no_html(text: str) -> None:
    assert format_text(text).html is None
    assert format_text(text).body == text


def test_html_in_the_text_stays_text() -> None:
    assert format_text("**let op** <img src=x onerror=alert(1)>").html == (
        "<strong>let op</strong> &lt;img src=x onerror=alert(1)&gt;"
    )


@pytest.mark.parametrize("text", ["7. mei is het zover\nof later", "# kop\n> citaat"])
def test_a_date_or_a_sign_at_the_start_of_a_line_is_no_markup(text: str) -> None:
    rendered = format_text(text).html
    assert rendered is not None
    assert "<br>" in rendered
    assert not any(tag in rendered for tag in ("<ol", "<h1", "<blockquote"))


def test_who_is_rung_becomes_a_pill_and_others_do_not() -> None:
    rendered = format_text(
        "@an:ret.test en @ann:ret.test en @jan_de_b:ret.test", ["@an:ret.test", "@jan_de_b:ret.test"]
    )

    assert rendered.html == (
        '<a href="https://matrix.to/#/@an:ret.test">@an:ret.test</a> en @ann:ret.test en '
        '<a href="https://matrix.to/#/@jan_de_b:ret.test">@jan_de_b:ret.test</a>'
    )


def test_the_coloured_and_the_plain_tick_are_one() -> None:
    assert plain_emoji("✔️") == plain_emoji("✔") == "✔"
    assert plain_emoji("👍") == "👍"


@pytest.mark.parametrize(
    ("content", "heard"),
    [
        ({"body": " !ret help "}, "!ret help"),
        ({"body": "> <@anna:ret.test> wat nu?\n> toch\n\n!ret help"}, "!ret help"),
        ({"body": "> 3 dagen is lang"}, "> 3 dagen is lang"),
        ({"body": "!ret rol Jan secretaris"}, "!ret rol Jan secretaris"),
        ({}, ""),
    ],
)
def test_what_is_heard(content: dict[str, Any], heard: str) -> None:
    assert spoken_text(content, BOT) == heard


def test_a_mention_is_heard_as_the_id_and_a_mention_of_the_bot_not_beside_a_command() -> None:
    content = {
        "body": "Retbot: !ret rol Jan (GGZ) secretaris",
        "formatted_body": (
            '<a href="https://matrix.to/#/@retbot:ret.test">Retbot</a>: !ret rol '
            '<a href="https://matrix.to/#/%40jan%3Aret.test?via=ret.test">Jan (GGZ)</a> secretaris'
        ),
    }

    assert spoken_text(content, BOT) == "!ret rol @jan:ret.test secretaris"


@pytest.mark.parametrize(
    ("body", "heard"),
    [
        ("Retbot agenda", "!ret agenda"),
        ("Retbot: ja 4T3", "!ret ja 4T3"),
        ("Retbot !ret agenda", "!ret agenda"),
        ("kan Retbot dat ook?", "kan  dat ook?"),
    ],
)
def test_a_text_that_begins_with_a_mention_of_the_bot_is_said_to_it(body: str, heard: str) -> None:
    marked = body.replace("Retbot", '<a href="https://matrix.to/#/@retbot:ret.test">Retbot</a>')
    assert spoken_text({"body": body, "formatted_body": marked}, BOT) == heard


def test_a_mention_in_the_quotation_of_a_reply_is_not_heard() -> None:
    content = {
        "body": "> <@jan:ret.test> hoi\n\n!ret rol Jan",
        "formatted_body": '<mx-reply><a href="https://matrix.to/#/@jan:ret.test">Jan</a> hoi</mx-reply>!ret rol Jan',
    }

    assert spoken_text(content, BOT) == "!ret rol Jan"


@pytest.mark.parametrize("marked", [7, "<a", "</mx-reply></a>", '<a href>x</a><a href="%">y'])
def test_malformed_html_is_no_trouble(marked: Any) -> None:
    assert spoken_text({"body": "x y", "formatted_body": marked}, BOT) == "x y"


def test_a_long_quotation_and_many_mentions_are_read_in_one_go() -> None:
    mentions = "".join(f'<a href="https://matrix.to/#/@x{n}:ret.test">x{n}</a>' for n in range(20_000))
    with fails_when_it_hangs():
        assert spoken_text({"body": "> <@anna:ret.test> eerder\n" + "> \n" * 400_000 + "ja"}, BOT) == "ja"
        assert spoken_text({"body": "y" * 2_000_000, "formatted_body": mentions}, BOT) == "y" * 2_000_000
