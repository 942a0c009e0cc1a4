"""What the bot needs from outside, as Protocols, and the values that cross that border."""

from retbot.ports.answers import Answers
from retbot.ports.attachments import Attachment
from retbot.ports.audit import AuditEntry, AuditHead, AuditLog, Verwerking
from retbot.ports.clock import Clock
from retbot.ports.gate import LONGEST, Gate
from retbot.ports.keeping import Keeping, OwnMessage
from retbot.ports.mail import Attendee, Invitation, Mail, Mailbox, MailFate
from retbot.ports.polls import Option, Poll, PollEnd
from retbot.ports.room import (
    Doubt,
    Inbound,
    Message,
    Outgoing,
    PollEnded,
    Reaction,
    Room,
    RoomFault,
    RoomShut,
    SendFailed,
    SendRefused,
    TooLarge,
    Vote,
    Withdrawn,
)
from retbot.ports.storage import (
    Channel,
    KeysLost,
    Post,
    PostRow,
    PostState,
    Storage,
    StoreFailed,
    UnitOfWork,
    UnknownCase,
    Vraag,
)
from retbot.ports.told import Ledger
from retbot.ports.wire_ids import WireId, WireIds

__all__ = [
    "LONGEST",
    "Answers",
    "Attachment",
    "Attendee",
    "AuditEntry",
    "AuditHead",
    "AuditLog",
    "Channel",
    "Clock",
    "Doubt",
    "Gate",
    "Inbound",
    "Invitation",
    "Keeping",
    "KeysLost",
    "Ledger",
    "Mail",
    "MailFate",
    "Mailbox",
    "Message",
    "Option",
    "Outgoing",
    "OwnMessage",
    "Poll",
    "PollEnd",
    "PollEnded",
    "Post",
    "PostRow",
    "PostState",
    "Reaction",
    "Room",
    "RoomFault",
    "RoomShut",
    "SendFailed",
    "SendRefused",
    "Storage",
    "StoreFailed",
    "TooLarge",
    "UnitOfWork",
    "UnknownCase",
    "Verwerking",
    "Vote",
    "Vraag",
    "WireId",
    "WireIds",
    "Withdrawn",
]
