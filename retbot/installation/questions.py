"""What `retbot init` asks, in Dutch, and who answers: a person on a terminal, or a file with answers."""

import getpass
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from retbot.installation.draft import Draft
from retbot.settings.secret_files import read_secret


class Unfit(Exception):
    """The answer is no good; says why, in a sentence."""


class NoAnswer(Exception):
    """There is no other answer to be had; says why, in a sentence."""


@dataclass(frozen=True)
class InitQuestion:
    setting: str
    """The setting that the answer is for, as in the answers file; for a secret it names a file there."""
    text: str
    secret: bool = False


ACCOUNT = InitQuestion(
    "matrix.user",
    "Wat is het Matrix-account van retbot? Een eigen account, dat niemand anders gebruikt, zoals @retbot:gemeente.nl.",
)
HOMESERVER = InitQuestion("matrix.homeserver", "Op welk adres staat de homeserver? Zoals https://matrix.gemeente.nl.")
PASSWORD = InitQuestion(
    "matrix.password_file",
    "Wat is het wachtwoord van dat account? U ziet niet wat u typt. Hebt u in plaats daarvan een toegangstoken, druk "
    "dan op Enter.",
    secret=True,
)
TOKEN = InitQuestion(
    "matrix.access_token_file", "Wat is het toegangstoken van dat account? U ziet niet wat u typt.", secret=True
)
CA_FILE = InitQuestion(
    "{}.ca_file",
    "Is het een certificaat van de eigen organisatie, in welk bestand staat dan de uitgever ervan (PEM)? Anders Enter.",
)
CONVENANT = InitQuestion("team.convenant", "Welk convenant geldt? Typ het nummer, of de naam van een eigen bestand.")
NAAM = InitQuestion("team.naam", "Hoe heet het team, in mails?")
VOORZITTER = InitQuestion(
    "people.voorzitter",
    "Wat is het Matrix-id van de voorzitter? Meer dan een mag, met spaties ertussen. Een naam zonder server is van de "
    "server van retbot.",
)
SECRETARIS = InitQuestion("people.secretaris", "En van de secretaris? Enter als die er niet is.")
BEHEERDER = InitQuestion(
    "people.beheerder", "En van de beheerder, die hoort wat er technisch mis is? Enter als niemand."
)
ADDRESS = InitQuestion(
    "mail.address",
    "Vanaf welk adres mailt retbot? Een eigen mailbox, waarin antwoorden op uitnodigingen binnenkomen. Typ - als "
    "retbot niet mailt.",
)
HOST = InitQuestion(
    "mail.host", "Welke server verstuurt die mail? Heeft hij een eigen poort, schrijf dan mail.gemeente.nl:2525."
)
USERNAME = InitQuestion("mail.username", "Onder welke gebruikersnaam meldt retbot zich bij de mail aan?")
MAIL_PASSWORD = InitQuestion(
    "mail.password_file", "Wat is het wachtwoord van die mailbox? U ziet niet wat u typt.", secret=True
)
IMAP_HOST = InitQuestion(
    "mail.imap.host", "Op welke server staat de mailbox zelf (IMAP)? Typ - als retbot hem niet leest."
)
REPLY_TO = InitQuestion("mail.reply_to", "Waar gaat een gewoon antwoord heen? De mailbox van het team zelf.")
WATCH_MAIL = InitQuestion(
    "watch.mail", "Op welk mailadres hoort de beheerder dat de homeserver stil ligt? Enter als dat niet hoeft."
)
CHANGE = InitQuestion(
    "",
    "Retbot is hier al ingesteld. Wat wilt u wijzigen? 1 account · 2 convenant en naam · 3 mensen · 4 mail · Enter: "
    "niets",
)
NONE = "-"
"""What a person types for a part that is not there, where Enter keeps what there is."""


class Asker(Protocol):
    def ask(self, question: InitQuestion, present: str = "") -> str:
        """The answer, without blanks around it; `present` when nothing was answered."""

    def refuse(self, why: Unfit, question: InitQuestion, /) -> None:
        """Returns when the question can be asked again. Raises NoAnswer."""

    def tell(self, sentence: str) -> None: ...


@dataclass
class OnTerminal:
    """Numbers its questions; `count` is how many were answered."""

    count: int = 0

    def ask(self, question: InitQuestion, present: str = "") -> str:
        self.count += 1
        kept = "bewaard" if question.secret and present else present
        print(f"\n{self.count}. {question.text}", flush=True)
        shown = f"[{kept}] > " if kept else "> "
        try:
            answer = getpass.getpass(shown) if question.secret else input(shown)
        except (EOFError, KeyboardInterrupt):
            raise NoAnswer("Gestopt. Er is niets geschreven.") from None
        return answer.strip() or present

    def refuse(self, why: Unfit, _question: InitQuestion, /) -> None:
        self.tell(str(why))

    def tell(self, sentence: str) -> None:
        print(f"   {sentence}", flush=True)


@dataclass
class FromFile:
    """The answers have the form of the settings; a secret is the name of a file, beside that of the answers. The
    draft already holds what is no secret, so that it comes back here as `present`."""

    answers: Draft
    beside: Path

    def ask(self, question: InitQuestion, present: str = "") -> str:
        given = self.answers.text(question.setting)
        if question.secret:
            token_instead = question is PASSWORD and self.answers.get(TOKEN.setting) and not given
            return "" if token_instead else self.secret(question.setting) or present
        return present or given

    def refuse(self, why: Unfit, question: InitQuestion, /) -> None:
        raise NoAnswer(f"{question.setting}: {why}")

    def tell(self, sentence: str) -> None:
        """Only what a person would choose from, or be told while waiting."""

    def secret(self, setting: str) -> str:
        """Empty when none is given. Raises NoAnswer."""
        name = self.answers.text(setting)
        try:
            return read_secret(name, self.beside, None) if name else ""
        except ValueError as fault:
            raise NoAnswer(f"{setting} {fault}.") from None
