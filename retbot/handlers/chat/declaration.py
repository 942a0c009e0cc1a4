"""How a command is declared, directly above its handler.

COMMANDS = Commands("bespreking")


@COMMANDS.declare("annuleer", help="Zegt de bespreking af.", rights=EDITORS, effect=Effect.ACT)
async def annuleer(request: Request) -> None:
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import NotRequired, TypedDict, TypeVar, Unpack, overload

from retbot.domain.convenant.convenant import Convenant
from retbot.domain.deelnemers.roles import Right
from retbot.handlers.chat.command import Code, Command, Effect
from retbot.handlers.chat.request import Request
from retbot.ports import Processing
from retbot.reading.grammar import Argument
from retbot.wording.forms import Ending

A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
D = TypeVar("D")
E = TypeVar("E")
Run0 = Callable[[Request], Awaitable[None]]
Run1 = Callable[[Request, A], Awaitable[None]]
Run2 = Callable[[Request, A, B], Awaitable[None]]
Run3 = Callable[[Request, A, B, C], Awaitable[None]]
Run4 = Callable[[Request, A, B, C, D], Awaitable[None]]
Run5 = Callable[[Request, A, B, C, D, E], Awaitable[None]]


class Declaration(TypedDict):
    """The details of a command given above its handler. The names are those of Command; `help` is its summary."""

    help: str
    rights: frozenset[Right]
    effect: Effect
    subject: NotRequired[str]
    """When it is not that of its module."""
    form: NotRequired[str]
    """When it does not follow from the arguments."""
    code: NotRequired[Code]
    direct_only: NotRequired[bool]
    event: NotRequired[str]
    regel: NotRequired[str]
    knows: NotRequired[Callable[[Convenant], bool]]
    ends: NotRequired[tuple[Ending, ...]]
    asks: NotRequired[Mapping[str, str]]
    processing: NotRequired[Processing]
    begins: NotRequired[str]
    undone_by: NotRequired[str]


class Commands(list[Command]):
    """The commands of one module, in the order in which help shows them."""

    def __init__(self, subject: str) -> None:
        super().__init__()
        self._subject = subject

    @overload
    def declare(self, name: str, /, **said: Unpack[Declaration]) -> Callable[[Run0], Run0]: ...

    @overload
    def declare(self, name: str, a: Argument[A], /, **said: Unpack[Declaration]) -> Callable[[Run1[A]], Run1[A]]: ...

    @overload
    def declare(
        self, name: str, a: Argument[A], b: Argument[B], /, **said: Unpack[Declaration]
    ) -> Callable[[Run2[A, B]], Run2[A, B]]: ...

    @overload
    def declare(
        self, name: str, a: Argument[A], b: Argument[B], c: Argument[C], /, **said: Unpack[Declaration]
    ) -> Callable[[Run3[A, B, C]], Run3[A, B, C]]: ...

    @overload
    def declare(
        self,
        name: str,
        a: Argument[A],
        b: Argument[B],
        c: Argument[C],
        d: Argument[D],
        /,
        **said: Unpack[Declaration],
    ) -> Callable[[Run4[A, B, C, D]], Run4[A, B, C, D]]: ...

    @overload
    def declare(
        self,
        name: str,
        a: Argument[A],
        b: Argument[B],
        c: Argument[C],
        d: Argument[D],
        e: Argument[E],
        /,
        **said: Unpack[Declaration],
    ) -> Callable[[Run5[A, B, C, D, E]], Run5[A, B, C, D, E]]: ...

    def declare(
        self, name: str, /, *arguments: Argument[object], **said: Unpack[Declaration]
    ) -> Callable[[Callable[..., Awaitable[None]]], Callable[..., Awaitable[None]]]:
        """Declares the command that the decorated function carries out. The function gets the values of the arguments,
        in their order."""

        def of(run: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
            self.append(_command(name, run, arguments, self._subject, said))
            return run

        return of


def _command(
    name: str,
    run: Callable[..., Awaitable[None]],
    arguments: Sequence[Argument[object]],
    subject: str,
    said: Declaration,
) -> Command:
    return Command(
        name,
        said["help"],
        said.get("subject", subject),
        said["rights"],
        run,
        said.get("code", Code.FROM_THREAD),
        said["effect"],
        said.get("direct_only", False),
        said.get("event"),
        said.get("regel"),
        said.get("knows"),
        said.get("ends", ()),
        said.get("asks", {}),
        said.get("processing"),
        said.get("begins", ""),
        tuple(arguments),
        said.get("undone_by", ""),
        said.get("form", ""),
    )
