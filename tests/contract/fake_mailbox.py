"""A Mailbox without a server; test_mailbox.py runs the same tests on the real one."""

from collections.abc import Sequence

from retbot.mail.messages import MailSender, mime
from retbot.ports import Clock, Mail, MailFate, WireIds

SENDER = MailSender("bot@ret.example", "Regionaal Expertteam", "team@ret.example", "ret.example")
IDS = WireIds.of_installation("sleutel")


class FakeMailbox:
    """Stores what was sent. `fates` says per address what happens; `down` delays everything."""

    def __init__(self, clock: Clock) -> None:
        self.sent: list[Mail] = []
        self.fates: dict[str, MailFate] = {}
        self.down = False
        self._clock = clock

    async def send(self, mails: Sequence[Mail]) -> list[MailFate]:
        return [self._one(mail) for mail in mails]

    def _one(self, mail: Mail) -> MailFate:
        fate = MailFate.DELAYED if self.down else self._fate(mail)
        if fate is MailFate.SENT:
            self.sent.append(mail)
        return fate

    def _fate(self, mail: Mail) -> MailFate:
        try:
            mime(mail, SENDER, self._clock.now(), IDS)
        except ValueError:
            return MailFate.REFUSED
        return self.fates.get(mail.to, MailFate.SENT)
