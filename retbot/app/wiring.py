"""Parts that several commands build from the settings."""

from collections.abc import Sequence
from dataclasses import dataclass

from retbot.mail.imap import ImapInbox
from retbot.mail.smtp import SmtpMailbox
from retbot.matrix.client.session import Account
from retbot.ports import Clock, Mail, MailFate, WireIds
from retbot.ports.vitals import UNWATCHED, Vitals
from retbot.settings import Settings


@dataclass(frozen=True, slots=True)
class NoMailbox:
    """Implements ports.Mailbox for a team without mail: every mail stays in the outbox."""

    async def send(self, mails: Sequence[Mail]) -> list[MailFate]:
        return [MailFate.DELAYED] * len(mails)


def account(chosen: Settings) -> Account:
    matrix = chosen.matrix
    return Account(
        homeserver=matrix.homeserver,
        user=matrix.user,
        state=chosen.state.directory,
        pickle_key=matrix.pickle_key.get_secret_value(),
        password=matrix.password.get_secret_value() if matrix.password else None,
        ca_file=matrix.ca_file,
        access_token=matrix.access_token.get_secret_value() if matrix.access_token else None,
    )


def smtp(chosen: Settings, clock: Clock, timeout: float = 30.0, vitals: Vitals = UNWATCHED) -> SmtpMailbox | None:
    """None for a team without mail. Raises OSError when the trusted certificates cannot be read."""
    mail = chosen.mail
    if mail is None:
        return None
    return SmtpMailbox(
        host=mail.host,
        port=mail.port,
        security=mail.security,
        username=mail.username,
        password=mail.password.get_secret_value(),
        sender=mail.sender(chosen.team.naam),
        ids=WireIds.of_installation(chosen.matrix.pickle_key.get_secret_value()),
        clock=clock,
        ca_file=mail.ca_file,
        timeout=timeout,
        attach_ics=mail.attach_ics,
        vitals=vitals,
    )


def imap(chosen: Settings, timeout: float = 30.0) -> ImapInbox | None:
    """None for a team whose answers are not read. Raises OSError when the trusted certificates cannot be read."""
    mail = chosen.mail
    if mail is None or mail.imap is None:
        return None
    return ImapInbox(
        host=mail.imap.host,
        port=mail.imap.port,
        security=mail.imap.security,
        username=mail.imap.username or mail.username,
        password=(mail.imap.password or mail.password).get_secret_value(),
        folder=mail.imap.folder,
        authserv_id=mail.imap.authserv_id,
        forwarders=mail.imap.forwarders,
        ca_file=mail.imap.ca_file or mail.ca_file,
        timeout=timeout,
    )
