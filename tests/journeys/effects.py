"""One example of every command that records or acts, and a room in which it can be typed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from retbot.covenants import convenant_files
from retbot.domain.casus.casus import Afspraak, BesprekingState, Casus, Feit
from retbot.domain.deelnemers.roles import Deelnemer
from tests.clock import at
from tests.unit.handlers.conftest import ONE, OTHER, PEOPLE, aangemeld, besproken, gepland, verzonden
from tests.world import BEHEERDER, SECRETARIS, VOORZITTER, World

OVERIJSSEL, MODEL = "overijssel-2022", "model-2024"
STAND_IN = Deelnemer(4, "expert", "LVB", "Ambiq", "@vervanger:ret.test", date(2024, 1, 5), vervangt=1)


def failed() -> Casus:
    """Under model-2024: held, with an afspraak of which the alternative is not found yet."""
    casus = replace(gepland(), convenant=MODEL, versie=convenant_files.load(MODEL).versie)
    assert casus.bespreking
    casus = casus.with_bespreking(replace(casus.bespreking, state=BesprekingState.HELD))
    casus = casus.with_feit(Feit("toestemming", date(2026, 4, 21))).with_feit(Feit("bespreking", date(2026, 5, 7), 1))
    return casus.with_afspraak(Afspraak(1, 1, "jeugdhulpaanbieder", date(2026, 5, 22), "intake"))


def of_model() -> Casus:
    return replace(gepland(), convenant=MODEL, versie=convenant_files.load(MODEL).versie)


def anonymous() -> Casus:
    casus = gepland()
    return replace(casus, aanmelding=replace(casus.aanmelding, formulier="nee"))


RUNNING = (
    b"nummer;ontvangen;via;besproken;leeftijd;gemeente;gronden;lokaal\n"
    b"3;2-2-2026;toegang;ja;12-15;Enschede;hoogspecialistisch;ja"
)
STATES: Mapping[str, tuple[str, Callable[[], Casus]]] = {
    "aangemeld": ("2026-04-22 09:00", aangemeld),
    "gepland": ("2026-04-22 09:00", gepland),
    "anoniem": ("2026-05-08 09:00", anonymous),
    "voorbij": ("2026-05-08 09:00", gepland),
    "besproken": ("2026-05-20 09:00", besproken),
    "verzonden": ("2026-05-20 09:00", verzonden),
    "model": ("2026-04-22 09:00", of_model),
    "mislukt": ("2026-05-20 09:00", failed),
}


@dataclass(frozen=True)
class Example:
    """What is typed, in the thread of a case in this state; `first` is typed and confirmed beforehand."""

    typed: str
    state: str = "gepland"
    first: tuple[str, ...] = ()
    who: str = SECRETARIS
    direct: bool = False
    starter: str = SECRETARIS
    """Who types what comes first."""
    file: bytes | None = None
    """What is sent in place of what is typed."""
    says: str = ""
    """What `ongedaan` says of it, when the case is not as before and no declaration says how to put it right."""


PART = "leeftijd=12-15 via=toegang gemeente=Dalfsen gronden=contra-indicatie besproken=ja formulier=ja monitor=ja"
WHOLE, STOP, CLOSE = f"{PART} lokaal=ja", "stop", "`!ret sluit"
INVITED = ("uitnodigen",)
POLLED = ("prik do 7 mei 14:00, vr 8 mei 10:00",)
BREACH = ("!ret datalek vandaag 8:00",)
TAFEL = "!ret overleg do 28 mei 13:00-15:00"
RECORDS: Mapping[str, Example] = {
    "aanmelding": Example(f"!ret aanmelding {WHOLE}", says=CLOSE),
    "aanmelding verder": Example(
        "!ret aanmelding verder lokaal=ja", first=(f"!ret aanmelding {PART}", STOP), says=CLOSE
    ),
    "aanmelding toch": Example(
        "!ret aanmelding toch=spoed", first=(f"!ret aanmelding {PART} lokaal=nee",), who=VOORZITTER, says=CLOSE
    ),
    "overleg": Example(TAFEL),
    "overleg aanwezig": Example("!ret overleg aanwezig do 28 mei ja", first=(TAFEL,)),
    "plan": Example("plan do 7 mei 14:00", "aangemeld"),
    "prik": Example(POLLED[0], "aangemeld"),
    "prik wijzig": Example("prik wijzig do 7 mei 15:00, vr 8 mei 11:00", "aangemeld", POLLED),
    "prik stop": Example("prik stop", "aangemeld", POLLED),
    "prik kan": Example("prik kan 1", "aangemeld", POLLED),
    "prik voor": Example("prik voor school 1", "aangemeld", POLLED),
    "uitnodigen zelf": Example("uitnodigen zelf"),
    "aanwezig": Example("aanwezig school ja", first=INVITED),
    "ik kom": Example("ik kom", first=INVITED),
    "ik kom niet": Example("ik kom niet", first=INVITED),
    "ik kom misschien": Example("ik kom misschien", first=INVITED),
    "bespreking gehouden": Example("bespreking gehouden 2 3 7", "voorbij"),
    "advies verzonden": Example("ja", "besproken", ("advies verzonden",)),
    "oplossing verzonden": Example("ja", "mislukt", ("oplossing verzonden",)),
    "afspraak": Example("afspraak Accare 22 mei intake", "besproken"),
    "afspraak klaar": Example("afspraak 1 klaar", "besproken"),
    "afspraak open": Example("afspraak 2 open", "besproken"),
    "afspraak mislukt": Example("afspraak 1 mislukt", "mislukt"),
    "compleet": Example("compleet", first=("herstel compleet weg",)),
    "formulier gedeeld": Example("formulier gedeeld"),
    "voorgesprek gehouden": Example("voorgesprek gehouden"),
    "advies vastgesteld": Example("advies vastgesteld", "besproken"),
    "terugkoppeling": Example("terugkoppeling Accare", "verzonden"),
    "opgevolgd": Example("opgevolgd", "verzonden"),
    "opvolging": Example("opvolging 1 passend=ja tijdig=ja", "verzonden"),
    "gedaan": Example("gedaan OV-B3.1"),
    "gedaan teamplicht": Example("!ret gedaan OV-4.3"),
    "gedaan vogplicht": Example("!ret gedaan OV-11.3 1"),
    "triage": Example("triage adviestafel", "model"),
    "noteer": Example("noteer vooroverleg", "model"),
    "hoedanigheid": Example("hoedanigheid school informant", "model"),
    "knelpunt": Example("knelpunt wachttijd", "model"),
    "knelpunt behandeld": Example("!ret knelpunt behandeld wachttijd", "model"),
    "nagaan": Example("niemand", first=("nagaan",)),
    "verzoek": Example("verzoek inzage"),
    "inzage": Example("inzage besluit 20 april kenmerk Z/26/1234"),
    "wis": Example("wis besluit 20 april kenmerk Z/26/1234"),
    "corrigeer": Example("corrigeer gemeente=Hellendoorn"),
    "datalek": Example(BREACH[0]),
    "datalek ontdekt": Example("!ret datalek 1 ontdekt vandaag 7:00", first=BREACH),
    "datalek ingetrokken reden dubbel": Example("!ret datalek 1 ingetrokken reden=dubbel", first=BREACH),
    "datalek gemeld ap": Example("!ret datalek 1 gemeld ap vandaag 8:30", first=BREACH),
    "datalek niet melden": Example("!ret datalek 1 niet melden", first=BREACH),
    "datalek niet inlichten": Example("!ret datalek 1 niet inlichten", first=BREACH),
    "datalek feiten": Example("!ret datalek 1 feiten: een bericht ging naar de verkeerde ontvanger", first=BREACH),
    "datalek aard ingezien": Example("!ret datalek 1 aard=ingezien", first=BREACH),
    "deelnemer toevoegen": Example("!ret deelnemer toevoegen expert GGZ Accare vog 4-5-2025"),
    "deelnemer wijzigen": Example("!ret deelnemer wijzigen 2 Dimence"),
    "betrokken": Example("betrokken 3"),
    "afwezig": Example("!ret afwezig van 4 mei tot 15 mei"),
    "terug": Example("!ret terug", first=("!ret afwezig van 4 mei tot 15 mei",)),
    "woord toestaan": Example("!ret woord toestaan Vlinderhof", who=BEHEERDER, direct=True),
    "woord weg": Example(
        "!ret woord weg Vlinderhof",
        who=BEHEERDER,
        direct=True,
        first=("!ret woord toestaan Vlinderhof",),
        starter=BEHEERDER,
    ),
    "verhuizen": Example("!ret verhuizen", who=VOORZITTER),
}
"""By the name that test_inzage gives each command."""


ACTS: Mapping[str, Example] = {
    "overleg uitnodigen": Example("!ret overleg uitnodigen", first=(TAFEL,)),
    "overleg verzet": Example(
        "!ret overleg verzet do 28 mei naar vr 29 mei 13:00-15:00", first=(TAFEL, "!ret overleg uitnodigen")
    ),
    "overleg afgelasten": Example("!ret overleg afgelasten 28 mei", first=(TAFEL, "!ret overleg uitnodigen")),
    "verzet": Example("verzet vr 8 mei 14:00", first=INVITED),
    "annuleer": Example("annuleer", first=INVITED),
    "prik kies": Example("prik kies 1", "aangemeld", POLLED),
    "prik mail": Example("prik mail", "aangemeld", POLLED),
    "uitnodigen": Example("uitnodigen"),
    "uitnodigen ook": Example("uitnodigen ook 1", first=("uitnodigen zonder 1",)),
    "uitnodigen zonder": Example("uitnodigen zonder school", first=INVITED),
    "vervang": Example("vervang 1", first=INVITED),
    "noteer toestemming apart": Example("noteer toestemming monitor"),
    "noteer weigering apart": Example("noteer weigering monitor"),
    "noteer intrekking": Example("noteer intrekking"),
    "escaleer": Example("escaleer", "verzonden", who=VOORZITTER),
    "sluit": Example("sluit ingetrokken"),
    "herstel": Example("herstel afgesloten weg", first=("sluit ingetrokken",)),
    "inzage akkoord": Example("inzage akkoord", first=(RECORDS["inzage"].typed,), starter=VOORZITTER),
    "wis akkoord": Example("wis akkoord", first=(RECORDS["wis"].typed,), starter=VOORZITTER),
    "toestemming": Example("toestemming intrekken"),
    "export monitor": Example("!ret export monitor", direct=True, first=("!ret gedaan CODE OV-B3.1",)),
    "importeer": Example("!ret importeer", direct=True, file=RUNNING),
    "deelnemer weg": Example("!ret deelnemer weg 2"),
    "adres": Example("!ret adres 1 ander@ambiq.example", direct=True, first=("!ret uitnodigen CODE",)),
    "adres rol naam organisatie nl": Example(
        "!ret adres CODE school ander@school.example", direct=True, first=("!ret uitnodigen CODE",)
    ),
    "mail": Example("mail ouders aan toestemming=ja"),
    "ongedaan": Example("ongedaan", "anoniem", ("bespreking gehouden 1 2 3 7",)),
}
"""Each mails, shares, exports, changes a consent, closes, reopens, escalates or deletes."""


async def room_for(example: Example) -> World:
    """With people, some of whom can be mailed, and a second case."""
    moment, made = STATES[example.state]
    room = World(made().convenant, code=ONE)
    room.clock.instant = at(moment)
    async with room.storage.begin() as work:
        for deelnemer in (*PEOPLE, STAND_IN):
            await work.people.save(deelnemer)
        await work.addresses.set("deelnemer:1", "lvb@ambiq.example")
        await work.addresses.set("deelnemer:4", "lvb2@ambiq.example")
    await room.keep(
        aangemeld(OTHER) if made().convenant == OVERIJSSEL else replace(made(), code=OTHER, besprekingen=())
    )
    await room.keep(made())
    async with room.storage.begin() as work:
        await work.addresses.set("school", "zorg@school.example", ONE)
    for line in example.first:
        await room.say(line, example.starter, thread=not line.startswith("!ret"), direct=example.direct)
    return room
