"""Votes as clients write them, and as nobody should."""

from typing import Any

import pytest
from nio.events import Event

from retbot.matrix.polls import RESPONSE, is_end, is_vote, options_of
from tests.every_row import every_row


@every_row(
    [
        ({RESPONSE: {"answers": ["a", "b"]}}, ("a", "b")),
        ({"m.poll.response": {"answers": ["a"]}}, ("a",)),
        ({"m.selections": ["a", "b"]}, ("a", "b")),
        ({RESPONSE: {"answers": ["a", "a", "b"]}}, ("a", "b")),
        ({RESPONSE: {"answers": []}}, ()),
        ({RESPONSE: {"answers": "a"}}, ()),
        ({RESPONSE: {"answers": [1, "a"]}}, ()),
        ({RESPONSE: ["a"]}, ()),
        ({"m.selections": {"a": "b"}}, ()),
        ({}, ()),
        ({RESPONSE: {"answers": [str(number) for number in range(1000)]}}, tuple(str(n) for n in range(20))),
    ]
)
def test_what_a_vote_chooses(content: dict[str, Any], options: tuple[str, ...]) -> None:
    assert options_of(content) == options


@pytest.mark.parametrize(
    ("kind", "vote", "end"),
    [
        (RESPONSE, True, False),
        ("m.poll.response", True, False),
        ("org.matrix.msc3381.poll.end", False, True),
        ("m.poll.end", False, True),
        ("org.matrix.msc3381.poll.start", False, False),
        ("nl.example.poll.response", False, False),
    ],
)
def test_votes_and_ends_are_known_by_their_type(kind: str, vote: bool, end: bool) -> None:
    source = {"type": kind, "event_id": "$1", "sender": "@anna:ret.example", "origin_server_ts": 1, "content": {}}
    event = Event.parse_event(source)
    assert (is_vote(event), is_end(event)) == (vote, end)
