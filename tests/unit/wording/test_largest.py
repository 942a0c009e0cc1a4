"""No message is too large for a homeserver, whatever the store holds: each answer with arguments at their largest."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import product
from typing import Any, get_args, get_type_hints

from retbot.domain.errors import Arg
from retbot.domain.planning.date_poll import MOST
from retbot.ports import Outgoing, OutgoingOption, OutgoingPoll
from retbot.wording.paging import LINES, MESSAGE, PAGE, Pages, clip, first_page, fit, level
from retbot.wording.replies import SENTENCES, render
from retbot.wording.replies.chat.compound import join_sentences
from retbot.wording.replies.vastleggen.noteren import EVENTS
from tests.contract.fake_room import LARGEST, TEAM_ROOM, size_of
from tests.every_row import every_row

CASES = 4_000
ROW = (
    "RET-7KH-4T3 **120 werkdagen te laat** (was wo 6 mei): het datalek melden bij de Autoriteit Persoonsgegevens, of "
    "de gemeente van de woonplaats daartoe in staat stellen (art. 18.2b; de termijn is een afspraak van het team), "
    "aanmelder + ouders + jeugdige + school → `!ret gedaan RET-7KH-4T3 MO-18.2`"
)
LONGEST = "een partij met een lange naam — " * 8
WORDS: Mapping[str, str] = {
    **dict.fromkeys(("event", "eerst", "na", "later"), max(EVENTS, key=lambda event: len(EVENTS[event]))),
    "recht": "inzage",
    "tweede_persoon_nodig.wat": "inzage",
    "advies_nog_niet.wat": "oplossing",
    "vraag_checklist.wat": "oplossing",
    "welke": "deze week",
    "verwijdering": "refused",
    "code": "RET-7KH-4T3",
    "agenda": "nee",
    "halfjaar": "2026-1",
    "vergelijk_emoji.emoji": "57 57 57 57 57 57 57",
}
"""What comes from a few words only, by the name of the argument, of one sentence or of all."""
LISTS: Mapping[tuple[str, str], list[str]] = {
    ("datalek_tekst", "ingevuld"): ["aard=ingezien", "oorzaak=menselijke-fout"],
    ("datalek_tekst", "verteld"): [f"feiten={LONGEST}", f"gevolgen={LONGEST}", f"maatregelen={LONGEST}"],
    ("datalek_geopend", "velden"): ["aard", "feiten"],
    ("datalek_bijgewerkt", "velden"): ["aard", "feiten"],
    ("ga_intrekken", "wat"): ["formulier", "monitor", "verslag", "mail", "deelname"],
    ("ingetrokken", "wat"): ["formulier", "monitor", "verslag", "mail", "deelname"],
}
"""Lists of which each entry is one of a few words."""
VALUES: Mapping[type, object] = {
    bool: True,
    int: CASES,
    date: date(2026, 9, 30),
    datetime: datetime(2026, 9, 30, 22, 59, tzinfo=UTC),
}
PEOPLE = tuple(f"@een-lange-naam-van-een-deelnemer-{n}:matrix.gemeente.example" for n in range(20))


def said(text: str) -> int:
    """The size of the message before it is encrypted, in a thread, with a mention of everybody in the room."""
    words = " ".join([*PEOPLE, "**RET-7KH-4T3** ·", text])
    return size_of(Outgoing(TEAM_ROOM, words, f"${'x' * 43}", PEOPLE))


def largest(kind: str) -> dict[str, Arg]:
    hints = get_type_hints(SENTENCES[kind].words)
    return {name: _largest(kind, name, hint) for name, hint in hints.items() if name != "return"}


def _largest(kind: str, name: str, hint: Any) -> Any:
    if (kind, name) in LISTS:
        return LISTS[kind, name]
    kinds = get_args(hint) or (hint,)
    if str(hint).startswith(("collections.abc.Sequence", "list")):
        return [CASES] * CASES if int in kinds else [ROW] * CASES
    found = next((VALUES[one] for one in kinds if one in VALUES), None)
    return WORDS.get(f"{kind}.{name}", WORDS.get(name, LONGEST)) if found is None else found


SAID = sorted(SENTENCES.keys() - {"in_het_kort"})
"""That one is the first line of another."""


def test_every_sentence_fits_with_as_much_in_it_as_thousands_of_cases_give() -> None:
    sizes = {kind: said(render(kind, largest(kind))) for kind in SAID}
    assert len(sizes) > 250
    assert {kind: size for kind, size in sizes.items() if size >= LARGEST} == {}


def test_so_do_two_of_the_longest_in_one_message() -> None:
    both = join_sentences([(kind, largest(kind)) for kind in ("termijnen_alle", "overleggen_gepland")])
    assert said(render(*both)) < LARGEST


def test_one_entry_as_long_as_a_book_fits_too() -> None:
    assert said(render("status_alle", {"casussen": ["x" * 100_000], "brug": None})) < LARGEST


def test_what_a_sentence_leaves_out_of_a_list_it_counts() -> None:
    text = render("welke_vraag", {"vragen": ["RET-7KH-4T3: is de bespreking gehouden?"] * CASES})
    shown = text.count("RET-7KH-4T3")
    assert text.endswith(f"nog {CASES - shown}")
    assert shown > LINES


def test_a_page_is_never_cut_by_the_sentence_that_says_it() -> None:
    page = first_page([ROW] * CASES)
    lines = [f"hiervoor nog {CASES}: `!ret termijnen deze week 199`", *page.lines, "en 20 meer"]
    duties = ["een plicht zonder termijn, met een lange omschrijving (art. 18.2b), wie haar heeft"] * 30
    args: dict[str, Arg] = {"welke": "deze week", "regels": lines, "zonder_termijn": duties, "te_laat": 4, "brug": 2028}
    text = render("termijnen_alle", args)
    assert all(line in text for line in lines)
    assert text.count("• ") == len(lines) + len(duties)


def test_a_poll_with_all_its_moments_fits_and_no_client_leaves_one_out() -> None:
    option = "12. woensdag 30 september 2026, 14:00–15:00, in de langste zaal van het stadhuis"
    options = tuple(OutgoingOption("x" * 22, option) for _ in range(MOST + 1))  # and none of them
    assert len(options) <= 20
    assert (
        size_of(OutgoingPoll(TEAM_ROOM, "RET-7KH-4T3: welke momenten kunt u?", options, MOST, "$" + "x" * 43)) < LARGEST
    )


def pages(lines: Sequence[str]) -> Iterator[tuple[str, ...]]:
    number, seen = 1, 0
    while seen < len(lines):
        filling = Pages(number)
        for line in lines:
            if not filling.put(line):
                break
        page = filling.page(len(lines))
        assert (page.number, page.before, page.after) == (number, seen, len(lines) - seen - len(page.lines))
        yield page.lines
        number, seen = number + 1, seen + len(page.lines)


@every_row(product([1, 80, 299, 301, 2_000, 5_999], [1, 19, 20, 21, 120]))
def test_the_pages_together_are_the_list_each_of_them_small(size: int, count: int) -> None:
    lines = [f"{number} ".ljust(size, "é") for number in range(count)]
    found = list(pages(lines))
    assert all(len(page) <= LINES and len("\n".join(page).encode()) <= PAGE for page in found)
    assert [line for page in found for line in page] == [clip(line, PAGE) for line in lines]


def test_entries_of_several_lines_count_for_as_many() -> None:
    assert [len(page) for page in pages(["een\ntwee\ndrie"] * 8)] == [6, 2]


def test_a_page_beyond_the_last_is_the_last() -> None:
    filling = Pages(9)
    assert all(filling.put(f"{number}") for number in range(45))
    assert filling.page(45).number == 3


def test_what_short_lists_leave_is_for_the_long_ones() -> None:
    short, long = ["x" * 9] * 10, ["x" * 99] * 1_000
    assert level([short, short], MESSAGE) == MESSAGE
    assert level([short, long], MESSAGE) == MESSAGE - 100
    assert level([long, short, long], 900) == 400
    assert fit(long, 400) == [*long[:4], "nog 996"]
    assert fit(["x" * 500, "y"], 100)[1:] == ["nog 1"]
