"""Who gets a mail, and which mails of a case form one thread."""

from dataclasses import dataclass, field, replace

from retbot.domain.casus.casus import Casus
from retbot.domain.casus.consent import mail_allowed
from retbot.domain.casus.private_persons import is_private
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.invitations.inviting import DEELNEMER, case_of_address
from retbot.ports import Attendee, Mail
from retbot.scheduling.occasion import Occasion, letter
from retbot.scheduling.parties import roster

CLOSING = "Zet in een antwoord geen namen of andere herkenbare gegevens."
AUTOMATIC = "Deze mail is automatisch verstuurd."


@dataclass(frozen=True, slots=True)
class Recipient:
    """`name` is a role or a party. Mail to a private person does not contain the code of the case."""

    address: str = field(repr=False)
    name: str
    private: bool = False

    def attendee(self) -> Attendee:
        """How they appear in their own calendar, where it stays: for a private person without the role."""
        return Attendee(self.address, "genodigde" if self.private else self.name)


async def recipient(turn: Occasion, casus: Casus | None) -> Recipient | None:
    """The recipient for `post.to`; None without an address, or when mail to a private person is not switched on."""
    to = turn.post.to or ""
    address = await turn.work.addresses.get(to, case_of_address(to, casus.code if casus else None))
    return await at_address(turn, casus, to, address)


async def at_address(turn: Occasion, casus: Casus | None, owner: str, address: str | None) -> Recipient | None:
    """The same for this owner, at the given address."""
    if address is None:
        return None
    if owner.startswith(DEELNEMER):
        return Recipient(address, (await roster(turn.work, turn.team)).label(owner))
    if casus is None:
        return None
    private = is_private(owner, casus, turn.convenant(casus))
    return None if private and not mail_allowed(casus, owner) else Recipient(address, owner, private)


def mail(turn: Occasion, to: Recipient, subject: str, text: str, more: str = "") -> Mail:
    """In the thread of its case, with the code and `more` in the subject. For a private person without both, and in a
    separate thread."""
    code = turn.post.code
    thread = f"casus:{code}" if code and not to.private else None
    full = subject if to.private else f"{subject}{f' {code}' if code else ''}{more}"
    return Mail(turn.post.key, to.address, full, text, thread)


@letter("waarheen")
async def waarheen(turn: Occasion) -> Mail | None:
    """To a guest who wrote in words to the address that only a program reads."""
    casus = await turn.casus()
    to = await recipient(turn, casus)
    if to is None:
        return None
    convenant = turn.convenant(casus)
    text = (
        "Goedendag,\n\nUw mail is niet gelezen: dit adres is alleen voor Accepteren of Weigeren. "
        f"Beantwoord deze mail, dan leest de {convenant.secretaris} hem, of bel."
    )
    made = mail(turn, to, "Overleg" if to.private else "Uw mail", text)
    return replace(made, closing="\n\n".join(sign(turn, convenant, CLOSING)))


def sign(turn: Occasion, convenant: Convenant, *parts: str | None) -> list[str]:
    """The paragraphs at the end of a mail."""
    return [*(part for part in parts if part), call(turn), AUTOMATIC, f"Het {turn.team.name_in(convenant)}"]


def call(turn: Occasion, whom: str | None = None) -> str:
    whom = whom or f"de {turn.team.convenant.secretaris}"
    return f"Vragen? Bel {whom}{f', {turn.team.telefoon}' if turn.team.telefoon else ''}."
