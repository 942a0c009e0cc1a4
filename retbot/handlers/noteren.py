"""Commands that record one fact: compleet, formulier gedeeld, voorgesprek, advies vastgesteld, terugkoppeling,
opgevolgd, opvolging, gedaan."""

from dataclasses import replace
from datetime import date

from retbot.domain.casus import Casus, Feit
from retbot.domain.convenant import Plicht
from retbot.domain.errors import Refusal
from retbot.domain.partijen import take_partij
from retbot.domain.rollen import Recht
from retbot.domain.toestemming import must_allow_form, must_allow_monitor
from retbot.domain.vastleggen import record
from retbot.handlers.commands import EDITORS, READERS, Code, Command
from retbot.handlers.replies import noteren as say
from retbot.handlers.request import Request

MONITOR = "monitor"
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
    """`opvolging 1 passend=ja tijdig=nee op 18 juni`"""
    casus = await request.casus()
    day = request.take_day()
    words = request.rest.lower().split()
    if not words or words[0] not in {"1", "2"}:
        raise Refusal("vorm", vorm=_by_name("opvolging").usage)
    choices = _choices(words[1:], ("passend", "tijdig"))
    sent = casus.feit("advies_verzonden")
    casus = record(
        casus, Feit(f"opvolging_{words[0]}", day, sent.ronde if sent else casus.ronde, keuze=choices), request.today
    )
    await _kept(request, casus, f"opvolging_{words[0]}", day)


async def gedaan(request: Request) -> None:
    """Marks a duty done by its id: of a case, of the team, or of one deelnemer (the date of his VOG)."""
    day = request.take_day()
    name, _, rest = request.rest.partition(" ")
    plicht = next((p for p in request.team.convenant.plichten if p.id.upper() == name.upper()), None)
    if plicht is None or not _markable(plicht):
        raise Refusal("plicht_onbekend", ids=[p.id for p in request.team.convenant.plichten if _markable(p)])
    if plicht.vervuld == "verslag_gemaakt":
        await _team_duty(request, plicht, day)
    elif plicht.vervuld == "vog":
        await _new_vog(request, plicht, rest, day)
    else:
        await _case_duty(request, plicht, day)


async def _case_duty(request: Request, plicht: Plicht, day: date) -> None:
    casus = await request.casus()
    if MONITOR in plicht.wat:
        must_allow_monitor(casus, request.convenant(casus))
    _must_concern(request, plicht)
    term = next((t for t in request.team.termijnen(casus) if t.plicht.id == plicht.id), None)
    if term is None and plicht.voorwaarde:
        raise Refusal("niet_aan_de_orde", plicht=plicht.id, artikel=plicht.artikel)
    casus = record(casus, Feit("gedaan", day, term.ronde if term else casus.ronde, plicht.id), request.today)
    await request.keep(casus)
    await request.answer(say.plicht_gedaan, wat=plicht.wat, artikel=plicht.artikel, op=day, today=request.today)


async def _new_vog(request: Request, plicht: Plicht, rest: str, day: date) -> None:
    _must_edit(request, plicht)
    found = next((d for d in await request.work.deelnemers() if rest == str(d.nummer)), None)
    if found is None:
        raise Refusal("vorm", vorm=f"gedaan {plicht.id} NUMMER op DATUM")
    _must_be_past(request, day)
    await request.work.save_deelnemer(replace(found, vog=day))
    request.code = None
    await request.reply(say.nieuwe_vog, wie=found.label, op=day, artikel=plicht.artikel)


async def _team_duty(request: Request, plicht: Plicht, day: date) -> None:
    _must_edit(request, plicht)
    _must_be_past(request, day)
    await request.work.add_teamfeit(Feit("gedaan", day, over=plicht.id))
    request.code = None
    await request.reply(say.plicht_gedaan, wat=plicht.wat, artikel=plicht.artikel, op=day, today=request.today)


def _must_edit(request: Request, plicht: Plicht) -> None:
    if not request.may(*EDITORS):
        raise Refusal("niet_uw_termijn", wie=plicht.wie_tekst)


def _must_be_past(request: Request, day: date) -> None:
    if day > request.today:
        raise Refusal("in_de_toekomst")


async def _note(request: Request, event: str, ronde: int | None = None) -> None:
    casus = await request.casus()
    day = request.only_day()
    casus = record(casus, Feit(event, day, casus.ronde if ronde is None else ronde), request.today)
    await _kept(request, casus, event, day)


async def _per_partij(request: Request, event: str) -> None:
    """Without a partij it is noted for all with an open afspraak; an expert only for his own."""
    casus = await request.casus()
    day = request.take_day()
    sent = casus.feit("advies_verzonden") if event == "advies_opgevolgd" else None
    ronde = sent.ronde if sent else casus.ronde
    whom: list[str | None] = [*_parties(request, casus, ronde)]
    for partij in whom or [None]:
        casus = record(casus, Feit(event, day, ronde, partij), request.today)
    await _kept(request, casus, event, day)


def _parties(request: Request, casus: Casus, ronde: int) -> list[str]:
    known = casus.partijen(ronde)
    if request.rest:
        partij, more = take_partij(request.rest, request.convenant(casus))
        if more:
            raise Refusal("te_veel", vorm=_by_name("opgevolgd").usage)
        if partij not in known:
            raise Refusal("partij_zonder_afspraak", partij=partij, partijen=known)
        known = [partij]
    own = request.person.deelnemer.partij if request.person.deelnemer else None
    if not request.may(*EDITORS):
        if request.rest and known != [own]:
            raise Refusal("niet_uw_termijn", wie=known[0])
        known = [p for p in known if p == own]
        if not known:
            raise Refusal("niet_uw_termijn", wie="een partij met een afspraak")
    return known


def _must_concern(request: Request, plicht: Plicht) -> None:
    """Editors note for everybody; an expert only what is his."""
    if not request.may(*EDITORS) and not (request.may(Recht.EXPERT) and "expert" in plicht.wie):
        raise Refusal("niet_uw_termijn", wie=plicht.wie_tekst)


async def _kept(request: Request, casus: Casus, event: str, day: date) -> None:
    await request.keep(casus)
    team = request.team
    await request.answer(
        say.genoteerd,
        event=event,
        op=day,
        today=request.today,
        gevolgen=say.started_by(team.termijnen(casus), event, request.today, team.kalender),
        stap=say.step_of(casus, team.termijnen(casus)),
    )


def _choices(words: list[str], names: tuple[str, ...]) -> str:
    """`passend=ja,tijdig=nee`; every name must be answered. Raises Refusal."""
    given = dict(word.partition("=")[::2] for word in words)
    if set(given) != set(names) or not set(given.values()) <= set(_YES_NO):
        raise Refusal("vorm", vorm=_by_name("opvolging").usage)
    return ",".join(f"{name}={given[name]}" for name in names)


def _markable(plicht: Plicht) -> bool:
    return plicht.vervuld in {"gedaan", "verslag_gemaakt", "vog"} and plicht.per is None


def _by_name(name: str) -> Command:
    return next(command for command in COMMANDS if command.name == name)


COMMANDS = (
    Command(
        "compleet", "compleet CODE [op DATUM]", "Het aanmeldformulier is compleet.", "aanmelding", EDITORS, compleet
    ),
    Command(
        "formulier gedeeld",
        "formulier gedeeld CODE [op DATUM]",
        "Het formulier is met de experts gedeeld.",
        "bespreking",
        EDITORS,
        formulier_gedeeld,
    ),
    Command(
        "voorgesprek gehouden",
        "voorgesprek gehouden CODE [op DATUM]",
        "Het voorgesprek is gehouden.",
        "bespreking",
        EDITORS,
        voorgesprek_gehouden,
    ),
    Command(
        "advies vastgesteld",
        "advies vastgesteld CODE [op DATUM]",
        "Het advies is vastgesteld.",
        "advies",
        EDITORS,
        advies_vastgesteld,
    ),
    Command(
        "terugkoppeling",
        "terugkoppeling CODE [PARTIJ] [op DATUM]",
        "Een partij heeft de afspraken teruggekoppeld.",
        "opvolging",
        READERS,
        terugkoppeling,
    ),
    Command(
        "opgevolgd",
        "opgevolgd CODE [PARTIJ] [op DATUM]",
        "Een partij is begonnen met het advies.",
        "opvolging",
        READERS,
        opgevolgd,
    ),
    Command(
        "opvolging",
        "opvolging CODE 1 passend=ja tijdig=ja [op DATUM]",
        "De eerste of tweede opvolging is gedaan: was de oplossing passend en op tijd?",
        "opvolging",
        EDITORS,
        opvolging,
    ),
    Command(
        "gedaan",
        "gedaan CODE OV-8.15 [op DATUM]",
        "Een plicht is gedaan; ook van het team zelf: `gedaan OV-4.4`.",
        "opvolging",
        READERS,
        gedaan,
        Code.OPTIONAL,
    ),
)
