"""The HTML and the plain text of a mail."""

from retbot.mail import html
from tests.every_row import every_row


def body(text: str) -> str:
    return (
        html.page(text)
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
    assert '<html lang="nl">' in html.page("Een")


def test_the_plain_text_has_no_marks_and_ends_in_one_line_break() -> None:
    assert html.plain("**vet** en `code`\n- punt\n\n") == "vet en code\n- punt\n"
