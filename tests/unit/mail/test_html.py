"""The HTML and the plain text of a mail."""

from retbot.mail import html, texts
from retbot.ports import CardRow
from tests.every_row import every_row


def body(text: str) -> str:
    return (
        html.page(html.LetterBody(text))
        .partition('">\n')[2]
        .partition("</head>")[2]
        .partition(">\n")[2]
        .removesuffix("\n</body>\n</html>\n")
    )


@every_row(
    [
        ("Een\n\nTwee", "<p>Een</p>\n<p>Twee</p>"),
        ("Een\nTwee", "<p>Een<br>\nTwee</p>"),
        (
            "Let op:\n- een\n• twee\n* drie\nKlaar",
            "<p>Let op:</p>\n<ul>\n<li>een</li>\n<li>twee</li>\n<li>drie</li>\n</ul>\n<p>Klaar</p>",
        ),
        ("**vet** en `code`", "<p><strong>vet</strong> en <code>code</code></p>"),
        ("<b>&'\"", "<p>&lt;b&gt;&amp;&#x27;&quot;</p>"),
        ("**<i>**", "<p><strong>&lt;i&gt;</strong></p>"),
        ("**geen eind", "<p>**geen eind</p>"),
        ("-geen punt", "<p>-geen punt</p>"),
        ("\n\n  \nEen\n \n\nTwee\n", "<p>Een</p>\n<p>Twee</p>"),
    ]
)
def test_a_text_becomes_paragraphs_bullets_bold_and_code(text: str, expected: str) -> None:
    assert body(text) == expected


def test_the_page_says_that_it_is_dutch() -> None:
    assert '<html lang="nl">' in html.page(html.LetterBody("Een"))


def test_the_plain_text_has_no_marks_and_ends_in_one_line_break() -> None:
    assert html.plain(html.LetterBody("**vet** en `code`\n- punt\n\n")) == "vet en code\n- punt\n"


CARD = (
    CardRow("Wanneer", "dinsdag 12 mei, 11:00", "maandag 11 mei, 10:00"),
    CardRow("Waar", "Via https://video.example/ret?a=1&b=2."),
)
LINKS = (("Ja", "mailto:bot@ret.example?subject=a&body=b"), ("Nee", "mailto:bot@ret.example?subject=c"))
LETTER = html.LetterBody("Goedendag,", CARD, LINKS, "Tot dan")


def test_a_card_is_a_table_that_says_what_was_and_what_is() -> None:
    page = html.page(LETTER)
    assert "<s>was maandag 11 mei, 10:00</s><br>\n→ wordt <strong>dinsdag 12 mei, 11:00</strong>" in page
    assert page.index("Goedendag") < page.index("<table") < page.index("Tot dan")
    assert page.count("<table") == page.count('role="presentation"') == page.count("</table>") == 2


def test_a_link_ends_before_the_full_stop_of_its_sentence() -> None:
    assert 'href="https://video.example/ret?a=1&amp;b=2" ' in html.page(LETTER)
    assert "b=2</a>." in html.page(LETTER)


def test_the_links_to_answer_with_are_buttons_and_lines_of_their_own_in_the_plain_text() -> None:
    assert 'href="mailto:bot@ret.example?subject=a&amp;body=b"' in html.page(LETTER)
    assert html.plain(LETTER) == (
        "Goedendag,\n\n"
        "Wanneer: was maandag 11 mei, 10:00 → wordt dinsdag 12 mei, 11:00\n"
        "Waar: Via https://video.example/ret?a=1&b=2.\n"
        "Ziet u daar geen knoppen? Klik hier op uw antwoord, en verstuur de mail zoals hij is.\n"
        "Ja: mailto:bot@ret.example?subject=a&body=b\n"
        "Nee: mailto:bot@ret.example?subject=c\n\n"
        "Tot dan\n"
    )


@every_row(
    [
        ("Stadhuis, kamer 2", None),
        ("Teams (https://teams.example/l/1)", "https://teams.example/l/1"),
        ("https://video.example/ret, of bel", "https://video.example/ret"),
        ("zie <https://video.example/a?b=c>.", "https://video.example/a?b=c"),
        ("http://", None),
    ]
)
def test_a_place_gives_its_link_with_nothing_stuck_to_it(place: str, link: str | None) -> None:
    assert texts.link(place) == link
