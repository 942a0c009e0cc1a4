"""Commands that record one fact: compleet, formulier gedeeld, voorgesprek, advies vastgesteld, terugkoppeling,
opgevolgd, opvolging."""

from datetime import date

from retbot.domain.casus.casus import Casus, Feit
from retbot.domain.casus.consent import must_allow_form
from retbot.domain.casus.next_step import follow_up_choices
from retbot.domain.casus.recording import record
from retbot.domain.convenant.parties import take_partij
from retbot.domain.errors import Refusal
from retbot.handlers.chat.command import EDITORS, READERS, Command
from retbot.handlers.chat.request import Request
from retbot.handlers.vastleggen import nagaan
from retbot.reading.arguments import pair_up
from retbot.wording.forms import Ending
from retbot.wording.replies.vastleggen import noteren as say

_YES_NO = {"ja": "ja", "nee": "nee"}


async def compleet(request: Request) -> None:
    await _note(request, "compleet", ronde=0)


async def formulier_gedeeld(request: Request) -> None:
    casus = await request.casus()
    must_allow_form(casus, request.convenant(casus))
    await _note(request, "formulier_gedeeld")


async def voorgesprek_gehouden(request: Request) -> None:
    await _note(request, "voorgesprek")


async def advies_vastgesteld(request: Request) -> None:
    await _note(request, "advies_vastgesteld")


async def terugkoppeling(request: Request) -> None:
    await _per_partij(request, "terugkoppeling")


async def opgevolgd(request: Request) -> None:
    await _per_partij(request, "advies_opgevolgd")


async def opvolging(request: Request) -> None:
    """`opvolging 1 passend=ja tijdig=nee op 18 juni`; what is asked stands with the duty."""
    casus = await request.casus()
    day = request.take_day()
    words = request.take_rest().lower().split()
    if not words or words[0] not in {"1", "2"}:
        raise Refusal("vorm", vorm=_by_name("opvolging").form(request.team.convenant))
    choices = _choices(words[1:], follow_up_choices(request.convenant(casus)))
    sent = casus.feit("oplossing_verzonden") or casus.feit("advies_verzonden")
    casus = record(
        casus, Feit(f"opvolging_{words[0]}", day, sent.ronde if sent else casus.ronde, value=choices), request.today
    )
    await keep_and_answer(request, casus, f"opvolging_{words[0]}", day)
    await nagaan.ask(request, casus, f"opvolging_{words[0]}")


async def _note(request: Request, event: str, ronde: int | None = None) -> None:
    casus = await request.casus()
    day = request.only_day()
    casus = record(casus, Feit(event, day, casus.ronde if ronde is None else ronde), request.today)
    await keep_and_answer(request, casus, event, day)


async def _per_partij(request: Request, event: str) -> None:
    """Without a partij it is noted for all with an open afspraak; an expert only for his own."""
    casus = await request.casus()
    day = request.take_day()
    sent = casus.feit("advies_verzonden") if event == "advies_opgevolgd" else None
    ronde = sent.ronde if sent else casus.ronde
    whom: list[str | None] = [*_parties(request, casus, ronde)]
    for partij in whom or [None]:
        casus = record(casus, Feit(event, day, ronde, partij), request.today)
    await keep_and_answer(request, casus, event, day)


def _parties(request: Request, casus: Casus, ronde: int) -> list[str]:
    known = casus.partijen(ronde)
    named = bool(request.rest)
    if named:
        partij, request.rest = take_partij(request.rest, request.convenant(casus))
        if partij not in known:
            raise Refusal("partij_zonder_afspraak", partij=partij, partijen=known)
        known = [partij]
    own = request.person.deelnemer.partij if request.person.deelnemer else None
    if not request.may(*EDITORS):
        if named and known != [own]:
            raise Refusal("niet_uw_termijn", wie=known[0])
        known = [p for p in known if p == own]
        if not known:
            raise Refusal("niet_uw_termijn", wie="een partij met een afspraak")
    return known


async def keep_and_answer(request: Request, casus: Casus, event: str, day: date, uitkomst: str = "") -> None:
    """Saves the case, and says what follows from what was recorded."""
    await request.keep(casus)
    team = request.team
    await request.answer(
        say.genoteerd,
        event=event,
        uitkomst=uitkomst,
        op=day,
        today=request.today,
        gevolgen=[
            *say.started_by(team.termijnen(casus), event, request.today, team.kalender),
            *say.also_due(request.convenant(casus), event, casus.code),
        ],
        stap=say.step_of(casus, team.termijnen(casus), request.convenant(casus)),
    )


def _choices(words: list[str], names: tuple[str, ...]) -> str:
    """`passend=ja,tijdig=nee`; every name must be answered. Raises Refusal."""
    given = pair_up([word.partition("=")[::2] for word in words], names)
    if set(given) != set(names) or not set(given.values()) <= set(_YES_NO):
        asked = " ".join(f"{name}=ja" for name in names)
        raise Refusal("vorm", vorm=f"opvolging CODE 1 {asked} [op DATUM]")
    return ",".join(f"{name}={given[name]}" for name in names)


def _by_name(name: str) -> Command:
    return next(command for command in COMMANDS if command.name == name)


COMMANDS = (
    Command(
        "compleet",
        "compleet CODE [op DATUM]",
        "Het aanmeldformulier is compleet.",
        "aanmelding",
        EDITORS,
        compleet,
        event="compleet",
    ),
    Command(
        "formulier gedeeld",
        "formulier gedeeld CODE [op DATUM]",
        "Het formulier is met de experts gedeeld.",
        "bespreking",
        EDITORS,
        formulier_gedeeld,
        event="formulier_gedeeld",
    ),
    Command(
        "voorgesprek gehouden",
        "voorgesprek gehouden CODE [op DATUM]",
        "Het voorgesprek is gehouden.",
        "bespreking",
        EDITORS,
        voorgesprek_gehouden,
        event="voorgesprek",
    ),
    Command(
        "advies vastgesteld",
        "advies vastgesteld CODE [op DATUM]",
        "Het advies is vastgesteld.",
        "advies",
        EDITORS,
        advies_vastgesteld,
        event="advies_vastgesteld",
    ),
    Command(
        "terugkoppeling",
        "terugkoppeling CODE [PARTIJ] [op DATUM]",
        "Een partij heeft de afspraken teruggekoppeld.",
        "opvolging",
        READERS,
        terugkoppeling,
        event="terugkoppeling",
        ends=(Ending("terugkoppeling", "{over}"),),
    ),
    Command(
        "opgevolgd",
        "opgevolgd CODE [PARTIJ] [op DATUM]",
        "Een partij is begonnen met het advies.",
        "opvolging",
        READERS,
        opgevolgd,
        event="advies_opgevolgd",
        ends=(Ending("advies_opgevolgd", "{over}"),),
    ),
    Command(
        "opvolging",
        "opvolging CODE 1 {vragen} [op DATUM]",
        "De eerste of tweede opvolging is gedaan, met het antwoord op elke vraag ervan.",
        "opvolging",
        EDITORS,
        opvolging,
        event="opvolging_1",
        ends=(Ending("opvolging_1", "1 {vragen}"), Ending("opvolging_2", "2 {vragen}")),
    ),
)
