"""What somebody reads in a mail."""

from retbot.mail import html
from retbot.ports import Mail


def words(mail: Mail) -> str:
    """As plain text, without the links to answer with."""
    return html.plain(html.LetterBody(mail.text, mail.card, (), mail.closing))
