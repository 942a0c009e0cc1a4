"""The conversation of `retbot init`: which question follows which, and what is tried with each answer."""

import base64
import secrets
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from retbot.check.homeserver import PASSWORD
from retbot.check.progress import working
from retbot.covenants import convenant_files
from retbot.installation import questions as q
from retbot.installation.draft import Draft
from retbot.installation.homeserver_trials import Login, discover, look_for_homeserver, why_no_password
from retbot.installation.mail_trials import IMAP, SMTP, BadCertificate, BadLogin, Endpoint, Service
from retbot.installation.questions import NONE, Asker, InitQuestion, Unfit
from retbot.matrix.client.session import Account
from retbot.settings.fields import Address, Homeserver, MatrixId

T = TypeVar("T")


class Interview:
    """Fills the draft; raises NoAnswer when there is no answer that works."""

    def __init__(self, asker: Asker, draft: Draft, saved: Callable[[str], str]) -> None:
        """`saved` gives the secret of a setting that an earlier run kept, or nothing."""
        self._asker = asker
        self._draft = draft
        self._saved = saved

    async def account(self) -> None:
        user = await self._settle(q.ACCOUNT, _at_once(lambda text: _fitting(MatrixId, text)))
        self._draft.put("matrix.user", user)
        flows = await self._homeserver(user)
        if PASSWORD in flows:
            await self._password()
        else:
            self._asker.tell(await why_no_password(self._draft.text("matrix.homeserver"), user))
            await self._token()
        if not self._saved("matrix.pickle_key_file"):
            self._draft.secrets["matrix.pickle_key_file"] = base64.b64encode(secrets.token_bytes(32)).decode()

    async def team(self) -> None:
        names = convenant_files.names()
        for number, name in enumerate(names, start=1):
            self._asker.tell(f"{number} {convenant_files.load(name).naam} ({name})")
        convenant = await self._settle(q.CONVENANT, _at_once(lambda text: _convenant(text, names)))
        self._draft.put("team.convenant", convenant)
        self._draft.put("team.naam", self._asker.ask(q.NAAM, self._draft.text("team.naam") or "Regionaal Expertteam"))

    async def people(self) -> None:
        async with Login(self._who()) as login:
            for question in (q.VOORZITTER, q.SECRETARIS, q.BEHEERDER):
                found = await self._settle(question, lambda text: self._ids(text, login))
                if not found and question is q.VOORZITTER:
                    raise q.NoAnswer("Een team heeft ten minste één voorzitter nodig.")
                self._draft.put(question.setting, found or None)

    async def mail(self) -> None:
        address = await self._settle(q.ADDRESS, _at_once(_address_or_none))
        if not address:
            self._draft.tables.pop("mail", None)
        else:
            self._draft.put("mail.address", address)
            await self._mail_server(address)
            if await self._mailbox():
                self._draft.put(
                    "mail.reply_to", await self._settle(q.REPLY_TO, _at_once(lambda text: _reply_to(text, address)))
                )
        watch = await self._settle(q.WATCH_MAIL, _at_once(_address_or_none))
        self._draft.put("watch.mail", watch or None)

    async def _settle(
        self, question: InitQuestion, trial: Callable[[str], Awaitable[T]], present: str | None = None
    ) -> T:
        """Asks until an answer passes its trial, and returns what that makes of it."""
        kept = self._draft.text(question.setting) if present is None else present
        while True:
            try:
                return await trial(self._asker.ask(question, kept))
            except Unfit as why:
                self._asker.refuse(why, question)

    # the account

    async def _homeserver(self, user: str) -> frozenset[str]:
        """Finds the homeserver by the name of the account, and asks for it only when that does not work."""
        server = user.partition(":")[2]
        with working(f"Ik zoek de homeserver van {server}"):
            found = self._draft.text("matrix.homeserver") or await discover(server) or ""
        if found:
            try:
                return await self._try_homeserver(found)
            except Unfit as why:
                self._asker.tell(str(why))
        return await self._settle(q.HOMESERVER, self._try_homeserver, present=found)

    async def _try_homeserver(self, text: str) -> frozenset[str]:
        url = _fitting(Homeserver, text)
        with working(f"Ik probeer {url}"):
            answer = await look_for_homeserver(url, self._ca_file("matrix"))
        if answer.flows is None:
            why = Unfit(" ".join(answer.faults))
            if not (answer.untrusted and self._new_ca_file("matrix", why)):
                raise why
            return await self._try_homeserver(url)
        for remark in answer.faults:
            self._asker.tell(remark)
        self._draft.put("matrix.homeserver", url)
        return answer.flows

    def _ca_file(self, section: str) -> Path | None:
        name = self._draft.text(f"{section}.ca_file")
        return Path(name) if name else None

    def _new_ca_file(self, section: str, why: Unfit) -> bool:
        """Whether a file was named that was not tried yet."""
        self._asker.tell(str(why))
        setting = q.CA_FILE.setting.format(section)
        name = self._asker.ask(InitQuestion(setting, q.CA_FILE.text))
        if not name or name == self._draft.text(setting):
            return False
        self._draft.put(setting, str(Path(name).absolute()))
        return True

    async def _password(self) -> None:
        """Sets the password, or the token of who has no password."""
        password = await self._settle(q.PASSWORD, self._try_password, present=self._saved("matrix.password_file"))
        if not password:
            await self._token()

    async def _try_password(self, text: str) -> str:
        if text:
            await self._try_login(password=text)
            self._keep("matrix.password_file", text)
            self._draft.put("matrix.access_token_file", None)
        return text

    async def _token(self) -> None:
        await self._settle(q.TOKEN, self._try_token, present=self._saved("matrix.access_token_file"))

    async def _try_token(self, text: str) -> None:
        if not text:
            raise Unfit("Zonder wachtwoord of toegangstoken kan retbot zich niet aanmelden.")
        await self._try_login(access_token=text)
        self._keep("matrix.access_token_file", text)
        self._draft.put("matrix.password_file", None)

    async def _try_login(self, **secret: str) -> None:
        who = self._account(**secret)
        with working(f"Ik meld {who.user} aan"):
            async with Login(who):
                return

    def _keep(self, setting: str, secret: str) -> None:
        if secret != self._saved(setting):
            self._draft.secrets[setting] = secret

    def _account(self, **secret: str) -> Account:
        draft = self._draft
        return Account(
            draft.text("matrix.homeserver"),
            draft.text("matrix.user"),
            Path(),
            pickle_key="",
            ca_file=self._ca_file("matrix"),
            **secret,
        )

    # the people

    def _who(self) -> Account:
        known = {
            field: self._draft.secrets.get(setting) or self._saved(setting)
            for field, setting in (("password", "matrix.password_file"), ("access_token", "matrix.access_token_file"))
        }
        return self._account(**{field: secret for field, secret in known.items() if secret})

    async def _ids(self, text: str, login: Login) -> list[str]:
        """Matrix ids between blanks or commas; a name alone is of the bot's own homeserver."""
        server = self._draft.text("matrix.user").partition(":")[2]
        names = [] if text == NONE else text.replace(",", " ").split()
        found = [_fitting(MatrixId, one if ":" in one else f"@{one.removeprefix('@')}:{server}") for one in names]
        for one in found:
            with working(f"Ik kijk of de homeserver {one} kent"):
                await login.must_know(one)
                verified = await login.is_verified(one)
            if not verified:
                self._asker.tell(
                    f"{one} heeft nog geen geverifieerde identiteit, en retbot gehoorzaamt hem dan niet: laat hem in "
                    "Element zijn herstelsleutel instellen (Instellingen → Versleuteling)."
                )
        return found

    # the mail

    async def _mail_server(self, address: str) -> None:
        present = self._server_text("mail") or f"mail.{address.rpartition('@')[2]}"
        endpoints = await self._settle(q.HOST, lambda text: self._listening(SMTP, text), present)
        names = dict.fromkeys((self._draft.text("mail.username") or address, address, address.partition("@")[0]))
        await self._log_in(SMTP, endpoints, list(names))

    async def _mailbox(self) -> bool:
        """Whether the bot reads its mailbox; asks for its server only when it is not that of the mail it sends."""
        username = self._draft.text("mail.imap.username") or self._draft.text("mail.username")
        for text in (self._server_text("mail.imap"), self._draft.text("mail.host")):
            try:
                endpoints = await self._listening(IMAP, text) if text else None
            except Unfit:
                continue
            if endpoints:
                break
        else:
            endpoints = await self._settle(q.IMAP_HOST, self._mailbox_server)
        if not endpoints:
            self._draft.put("mail.imap", None)
            return False
        await self._log_in(IMAP, endpoints, [username])
        return True

    def _server_text(self, section: str) -> str:
        host, port = self._draft.text(f"{section}.host"), self._draft.text(f"{section}.port")
        return f"{host}:{port}" if host and port else host

    async def _mailbox_server(self, text: str) -> list[Endpoint]:
        return [] if text in {"", NONE} else await self._listening(IMAP, text)

    async def _listening(self, service: Service, text: str) -> list[Endpoint]:
        endpoints = service.endpoints(text)
        with working(f"Ik probeer {text}"):
            await service.must_listen(endpoints)
        return endpoints

    async def _log_in(self, service: Service, endpoints: Sequence[Endpoint], usernames: Sequence[str]) -> None:
        """With the password that is known, and asks for another, or for a name, until it works."""
        setting = f"{service.section}.password_file"
        password = self._draft.secrets.get(setting) or self._saved(setting)
        if service is IMAP and not password:
            password = self._draft.secrets.get("mail.password_file") or self._saved("mail.password_file")
        ask_first = service is SMTP
        while True:
            if ask_first:
                question = InitQuestion(setting, q.MAIL_PASSWORD.text, secret=True)
                password = self._asker.ask(question, password)
            ask_first = True
            try:
                with working(f"Ik meld retbot aan bij {endpoints[0].host}"):
                    ca_file = self._ca_file(service.section)
                    at, username = await service.log_in(endpoints, usernames, password, ca_file)
            except BadCertificate as why:
                if not self._new_ca_file(service.section, why):
                    raise q.NoAnswer(str(why)) from None
                ask_first = False
            except BadLogin as why:
                self._asker.refuse(why, InitQuestion(setting, ""))
                name = InitQuestion(f"{service.section}.username", q.USERNAME.text)
                usernames = [self._asker.ask(name, usernames[0])]
            except Unfit as why:
                raise q.NoAnswer(str(why)) from None
            else:
                return self._keep_mail(service, at, username, password)

    def _keep_mail(self, service: Service, at: Endpoint, username: str, password: str) -> None:
        section = service.section
        for name, value in (("host", at.host), ("port", at.port), ("security", at.security)):
            self._draft.put(f"{section}.{name}", value)
        of_mail = self._draft.secrets.get("mail.password_file") or self._saved("mail.password_file")
        if service is SMTP or username != self._draft.text("mail.username"):
            self._draft.put(f"{section}.username", username)
        if service is SMTP or password != of_mail:
            self._keep(f"{section}.password_file", password)


def _fitting(annotation: Any, text: str) -> str:
    """The answer as the settings would take it. Raises Unfit with what they would say."""
    try:
        return str(TypeAdapter(annotation).validate_python(text))
    except ValidationError as error:
        raise Unfit(f"Dit {error.errors()[0]['ctx']['error']}.") from None


def _convenant(text: str, names: Sequence[str]) -> str:
    chosen = names[int(text) - 1] if text.isdigit() and 0 < int(text) <= len(names) else text
    try:
        convenant_files.load(chosen)
    except convenant_files.ProfileError as error:
        raise Unfit(f"Dit convenant kan niet: {error.faults[0]}.") from None
    return str(Path(chosen).absolute()) if chosen.endswith(".toml") else chosen


def _address_or_none(text: str) -> str:
    return "" if text in {"", NONE} else _fitting(Address, text)


def _reply_to(text: str, bot: str) -> str:
    address = _fitting(Address, text)
    if address == bot:
        raise Unfit("Dit is de mailbox van retbot zelf: noem die van het team.")
    return address


def _at_once(trial: Callable[[str], T]) -> Callable[[str], Awaitable[T]]:
    """A trial that needs no server."""

    async def same(text: str) -> T:
        return trial(text)

    return same
