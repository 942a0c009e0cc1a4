"""What the bot needs from outside, as Protocols, and the values that are exchanged."""

from retbot.ports.attachments import Attachment
from retbot.ports.clock import Clock
from retbot.ports.gate import LONGEST, Correction, Gate
from retbot.ports.mail import Attendee, CalendarInvitation, CardRow, Mail, Mailbox, MailFate, MomentChoice
from retbot.ports.polls import OutgoingOption, OutgoingPoll, OutgoingPollEnd
from retbot.ports.room import (
    Doubt,
    Inbound,
    Message,
    Outgoing,
    PollEnded,
    Reaction,
    ReceivedFile,
    Room,
    RoomEvent,
    RoomFault,
    RoomShut,
    SendFailed,
    SendRefused,
    SentEvent,
    Sign,
    TooLarge,
    Vote,
    Withdrawal,
)
from retbot.ports.storage.audit import AuditEntry, AuditHead, AuditLog, Processing
from retbot.ports.storage.invitations import Ledger, Rsvps
from retbot.ports.storage.outbox import Channel, Post, PostRow, PostState
from retbot.ports.storage.privacy import OwnMessage, Purge
from retbot.ports.storage.questions import Question
from retbot.ports.storage.unit_of_work import KeysLost, Storage, StoreDamaged, StoreFailed, UnitOfWork, UnknownCase
from retbot.ports.wire_ids import WireId, WireIds

__all__ = [
    "LONGEST",
    "Attachment",
    "Attendee",
    "AuditEntry",
    "AuditHead",
    "AuditLog",
    "CalendarInvitation",
    "CardRow",
    "Channel",
    "Clock",
    "Correction",
    "Doubt",
    "Gate",
    "Inbound",
    "KeysLost",
    "Ledger",
    "Mail",
    "MailFate",
    "Mailbox",
    "Message",
    "MomentChoice",
    "Outgoing",
    "OutgoingOption",
    "OutgoingPoll",
    "OutgoingPollEnd",
    "OwnMessage",
    "PollEnded",
    "Post",
    "PostRow",
    "PostState",
    "Processing",
    "Purge",
    "Question",
    "Reaction",
    "ReceivedFile",
    "Room",
    "RoomEvent",
    "RoomFault",
    "RoomShut",
    "Rsvps",
    "SendFailed",
    "SendRefused",
    "SentEvent",
    "Sign",
    "Storage",
    "StoreDamaged",
    "StoreFailed",
    "TooLarge",
    "UnitOfWork",
    "UnknownCase",
    "Vote",
    "WireId",
    "WireIds",
    "Withdrawal",
]
