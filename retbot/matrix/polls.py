"""Polls as Matrix events: sent in the unstable form that clients support (MSC3381), also read in the stable form."""

from typing import Any

from nio import UnknownEvent

from retbot.matrix.markup import in_thread
from retbot.ports import OutgoingPoll, OutgoingPollEnd

START = "org.matrix.msc3381.poll.start"
END = "org.matrix.msc3381.poll.end"
RESPONSE = "org.matrix.msc3381.poll.response"
DISCLOSED = "org.matrix.msc3381.poll.disclosed"
TEXT = "org.matrix.msc1767.text"
_RESPONSES = (RESPONSE, "m.poll.response")
_ENDS = (END, "m.poll.end")
_MOST = 20
"""How many choices of a vote are read; no poll has more."""


def kind_and_content(poll: OutgoingPoll | OutgoingPollEnd) -> tuple[str, dict[str, Any]]:
    return (START, _start(poll)) if isinstance(poll, OutgoingPoll) else (END, _end(poll))


def _start(poll: OutgoingPoll) -> dict[str, Any]:
    """Mentions nobody. Clients that do not support polls show the question with its options."""
    options = (f"• {option.text}" for option in poll.options)
    thread = {"m.relates_to": in_thread(poll.thread)} if poll.thread else {}
    return thread | {
        START: {
            "question": {TEXT: poll.question, "body": poll.question, "msgtype": "m.text"},
            "kind": DISCLOSED,
            "max_selections": poll.most,
            "answers": [{"id": option.id, TEXT: option.text} for option in poll.options],
        },
        TEXT: "\n".join([poll.question, *options]),
        "m.mentions": {},
    }


def _end(end: OutgoingPollEnd) -> dict[str, Any]:
    reference = {"rel_type": "m.reference", "event_id": end.poll}
    return {END: {}, TEXT: end.text, "body": end.text, "m.mentions": {}, "m.relates_to": reference}


def is_vote(event: Any) -> bool:
    return isinstance(event, UnknownEvent) and event.type in _RESPONSES


def is_end(event: Any) -> bool:
    return isinstance(event, UnknownEvent) and event.type in _ENDS


def options_of(content: dict[str, Any]) -> tuple[str, ...]:
    """Without duplicates, in the order of choosing. Empty when the vote is malformed."""
    blocks = [content[name] for name in _RESPONSES if isinstance(content.get(name), dict)]
    chosen = content.get("m.selections", blocks[0].get("answers") if blocks else None)
    if not isinstance(chosen, list) or not all(isinstance(option, str) for option in chosen):
        return ()
    return tuple(dict.fromkeys(chosen))[:_MOST]
