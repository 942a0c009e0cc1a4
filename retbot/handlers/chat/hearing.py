"""Which words of a message are said to the bot."""

from retbot.handlers.chat.request import Request
from retbot.handlers.chat.router import Router
from retbot.ports import Message
from retbot.reading.answers import HELP, STOP
from retbot.reading.arguments import begins_spoken, clean, command_text, spoken_command
from retbot.reading.confirmations import confirmed_symbols

FILE_MEANS = "!ret importeer"
"""A file in a direct room is this command."""
_OF_A_QUESTION = HELP | STOP | {"terug"}
"""In a thread these are said about the question that is open there; as a command they need `!ret`."""


async def said_to_bot(request: Request, router: Router) -> str | None:
    """The command or answer; None when people talk with each other. In the thread of a case a line that as a whole is a
    command is one, and so is one that plainly was meant as such."""
    message = request.message
    text, line = command_text(message.body), clean(message.body)
    if text is None and confirmed_symbols(line):
        return line
    about_case = await request.case_here() is not None
    if text is None and begins_spoken(message.body):
        text = spoken_command(message.body, in_thread=about_case)
    if text is None and about_case and line.lower() not in _OF_A_QUESTION:
        text = await router.as_command(request, line)
    return line if text is None and message.direct else text


def clean_text(message: Message, text: str | None) -> str:
    """What was said to the bot, otherwise what people said to each other."""
    return text or clean(message.body) or message.body.strip()
