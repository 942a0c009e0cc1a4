"""help: generated from the table of commands, and limited to what the person who asks may do."""

from collections.abc import Awaitable, Callable, Sequence

from retbot.domain.convenant.convenant import Convenant
from retbot.domain.errors import Refusal
from retbot.domain.privacy.access import names_of
from retbot.handlers.chat.command import EVERYBODY, Code, Command, Effect
from retbot.handlers.chat.declaration import Commands
from retbot.handlers.chat.request import Request
from retbot.handlers.chat.router import Router
from retbot.reading.grammar import all_words, optional
from retbot.wording.replies.chat import help_texts as say

ALL = "alles"
FirstStep = Callable[[Request], Awaitable[str]]
"""What the person who asks can do first."""


def with_help(commands: Sequence[Command], first_step: FirstStep) -> tuple[Command, ...]:
    """The whole table: `commands`, plus the help commands."""
    own = Commands("algemeen")

    @own.declare(
        "help",
        optional(all_words("ONDERWERP")),
        help="Wat ik kan; met een onderwerp of commando erbij hoe u het schrijft, met `alles` elk commando.",
        rights=EVERYBODY,
        effect=Effect.LOOK,
        code=Code.NONE,
    )
    async def run(request: Request, asked: str | None) -> None:
        await _help(request, table, asked, first_step)

    @own.declare(
        "rondleiding",
        help="In één minuut hoe een casus hier loopt, en wat u bij elke stap typt.",
        rights=EVERYBODY,
        effect=Effect.LOOK,
        code=Code.NONE,
    )
    async def explain(request: Request) -> None:
        names = {one.name for one in table if request.may(*one.rights) and one.is_known(request.team.convenant)}
        await request.reply(say.rondleiding, stappen=[say.step_line(name) for name in say.STEPS if name in names])

    table = (*commands, *own)
    return table


async def _help(request: Request, table: Sequence[Command], asked: str | None, first_step: FirstStep) -> None:
    convenant = request.team.convenant
    table = [command for command in table if command.is_known(convenant)]
    allowed = [command for command in table if request.may(*command.rights)]
    if asked is None:
        subjects = list(dict.fromkeys(command.subject for command in allowed))
        names = [say.often(name) for name in say.OFTEN if name in {command.name for command in allowed}]
        await request.reply(say.help_begin, eerst=await first_step(request), vaak=names, onderwerpen=subjects)
        return
    if asked == ALL:
        await request.reply(say.help_overzicht, onderwerpen=_topics(allowed), voorbeeld=allowed[0].name)
        return
    found = [c for c in allowed if asked in {c.subject, c.name, c.name.split()[0]}]
    exact = [c for c in found if c.name == asked and c.subject != asked]
    if not found:
        _refuse(asked, table, allowed, convenant)
    elif len(exact or found) == 1:
        await _one(request, (exact or found)[0])
    else:
        await request.reply(
            say.help_onderwerp,
            onderwerp=asked,
            commandos=[say.line(c.form(convenant), c.says(convenant)) for c in exact or found],
        )


def _topics(commands: Sequence[Command]) -> list[str]:
    subjects = dict.fromkeys(command.subject for command in commands)
    return [say.topic(s, list(dict.fromkeys(c.name for c in commands if c.subject == s))) for s in subjects]


async def _one(request: Request, command: Command) -> None:
    await request.reply(
        say.help_commando,
        vorm=command.form(request.team.convenant),
        wat=command.says(request.team.convenant),
        wie=names_of(command.rights, request.team.convenant) if command.rights != EVERYBODY else [],
        code=str(command.code),
        prive=command.direct_only,
        voorbeeld=command.example(request.team.convenant),
    )


def _refuse(asked: str, table: Sequence[Command], allowed: Sequence[Command], convenant: Convenant) -> None:
    """Raises Refusal: for another role's command it says whose it is, for anything else which topics exist."""
    other = next((c for c in table if c.name == asked), None)
    if other:
        raise Refusal("niet_bevoegd", commando=other.name, wie=sorted(names_of(other.rights, convenant)))
    meant = Router(allowed).nearest(asked)
    topics = list(dict.fromkeys(command.subject for command in allowed))
    raise Refusal("help_onbekend", bedoeld=meant.name if meant else None, onderwerpen=topics)
