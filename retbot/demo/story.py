"""What is said in the demo: one case under the Overijssel covenant, from aanmelding to closing."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

CANARY_MAIL = "moeder.kanarie@voorbeeld-kanarie.nl"
CANARY_PHONE = "06-98765432"


class Place(StrEnum):
    ROOM = "room"
    CASE = "case"
    DIRECT = "direct"


@dataclass(frozen=True, slots=True)
class At:
    """The clock is set to this local time, and the bot does what is due."""

    local: str


@dataclass(frozen=True, slots=True)
class Say:
    """`CODE` in the text stands for the code of the case."""

    who: str
    text: str
    place: Place = Place.CASE


@dataclass(frozen=True, slots=True)
class React:
    """To the latest message of the bot that holds `on`."""

    who: str
    emoji: str
    on: str


@dataclass(frozen=True, slots=True)
class Chapter:
    title: str


Step = At | Say | React | Chapter

SECRETARIS, VOORZITTER, EXPERT = "secretaris", "voorzitter", "expert"

OVERIJSSEL: Sequence[Step] = (
    Chapter("Een nieuwe casus"),
    At("2026-04-20 09:00"),
    Say(SECRETARIS, "!ret help", Place.ROOM),
    Say(SECRETARIS, "!ret deelnemer toevoegen expert LVB Ambiq @expert:ret.test vog 1-9-2025", Place.ROOM),
    Say(SECRETARIS, "!ret deelnemer toevoegen expert GGZ Accare vog 15-6-2023", Place.ROOM),
    Say(SECRETARIS, "!ret deelnemer toevoegen expert J&O Jarabee", Place.ROOM),
    Say(SECRETARIS, "!ret deelnemer toevoegen expert JZ+ Pluryn", Place.ROOM),
    Say(SECRETARIS, "!ret deelnemer toevoegen programmamanager", Place.ROOM),
    Say(SECRETARIS, "!ret deelnemer toevoegen expert JZ+ Pactum", Place.ROOM),
    Say(SECRETARIS, "!ret deelnemer wijzigen 3 vog 12-1-2026", Place.ROOM),
    Say(SECRETARIS, "!ret deelnemer weg 6", Place.ROOM),
    Say(SECRETARIS, "!ret deelnemers", Place.ROOM),
    Say(SECRETARIS, "!ret aanmelding", Place.ROOM),
    Say(SECRETARIS, "vandaag", Place.ROOM),
    Say(SECRETARIS, "gi", Place.ROOM),
    Say(SECRETARIS, "stop", Place.ROOM),
    Say(
        SECRETARIS,
        "!ret aanmelding gemeente=Enschede leeftijd=12-15 via=toegang besproken=ja lokaal=ja "
        "gronden=contra-indicatie,meerdere-aanbieders formulier=ja monitor=ja",
        Place.ROOM,
    ),
    Say(SECRETARIS, f"!ret compleet, moeder belt nog over {CANARY_PHONE}"),
    Say(SECRETARIS, f"!ret compleet, mail naar {CANARY_MAIL}"),
    Say(SECRETARIS, "!Ret compleet."),
    Say(SECRETARIS, "!ret plan do 7 mei 14:00 plek stadhuis"),
    Say(SECRETARIS, "adres 1 lvb@ambiq.example", Place.DIRECT),
    Say(SECRETARIS, "adres 2 ggz@accare.example", Place.DIRECT),
    Say(SECRETARIS, "adres 3 jo@jarabee.example", Place.DIRECT),
    Say(SECRETARIS, "adres 5 programma@expertisenetwerk.example", Place.DIRECT),
    Say(SECRETARIS, "adres CODE aanmelder aanmelder@toegang.example", Place.DIRECT),
    Say(SECRETARIS, "adres CODE ouders ouders@prive.example", Place.DIRECT),
    Say(SECRETARIS, "!ret mail CODE ouders aan toestemming=ja"),
    Say(SECRETARIS, "!ret uitnodigen CODE"),
    Say(SECRETARIS, "!ret plna ma 4 mei"),
    Say(EXPERT, "!ret annuleer CODE"),
    Chapter("Op weg naar de bespreking"),
    At("2026-04-28 08:30"),
    At("2026-04-29 08:30"),
    Say(SECRETARIS, "!ret formulier gedeeld"),
    Say(SECRETARIS, "!ret verzet CODE vr 8 mei 10:00"),
    Say(SECRETARIS, "!ret verzet CODE do 7 mei 15:00"),
    Say(EXPERT, "!ret termijnen mijn", Place.ROOM),
    At("2026-05-06 11:00"),
    React(VOORZITTER, "⏰", "Vóór de bespreking van donderdag 7 mei"),
    Say(VOORZITTER, "!ret voorgesprek gehouden op 4 mei"),
    Say(VOORZITTER, "!ret agenda", Place.ROOM),
    At("2026-05-06 15:30"),
    Chapter("De bespreking"),
    At("2026-05-07 16:10"),
    Say(VOORZITTER, "!ret bespreking gehouden"),
    Say(VOORZITTER, "4 5 7 8"),
    Say(VOORZITTER, "!ret bespreking gehouden 2 3 4 5 7 8"),
    Say(VOORZITTER, "ja"),
    Say(VOORZITTER, "ja CODE"),
    Say(VOORZITTER, "ja"),
    Say(VOORZITTER, "ja"),
    Say(VOORZITTER, "!ret afspraak Accare 22 mei intake"),
    Say(VOORZITTER, "!ret afspraak Ambiq 29 mei plaatsing"),
    Say(SECRETARIS, "!ret advies vastgesteld"),
    At("2026-05-12 10:00"),
    Say(SECRETARIS, "!ret advies verzonden CODE"),
    Say(SECRETARIS, "ja"),
    Say(SECRETARIS, "!ret tijdlijn"),
    At("2026-05-13 09:00"),
    React(EXPERT, "✅", "Uiterlijk maandag 18 mei: overleggen met de flexibele schil"),
    Say(SECRETARIS, "!ret gedaan OV-16m"),
    Say(SECRETARIS, "!ret terugkoppeling Accare"),
    Say(SECRETARIS, "!ret status"),
    Chapter("Het advies wordt niet opgevolgd"),
    At("2026-05-20 08:30"),
    At("2026-05-26 08:30"),
    Say(EXPERT, "!ret opgevolgd Ambiq"),
    At("2026-05-27 08:30"),
    Say(SECRETARIS, "!ret escaleer CODE"),
    Say(VOORZITTER, "!ret escaleer CODE"),
    At("2026-06-03 09:00"),
    Say(SECRETARIS, "!ret escaleer CODE stap 2 op 2 juni"),
    At("2026-06-04 09:00"),
    Say(SECRETARIS, "!ret afspraak CODE 1 klaar"),
    Say(SECRETARIS, "!ret opgevolgd CODE Accare"),
    Say(SECRETARIS, "!ret herstel CODE opgevolgd Accare gisteren"),
    Say(SECRETARIS, "!ret terugkoppeling"),
    Say(SECRETARIS, "!ret termijnen deze week", Place.ROOM),
    Chapter("Opvolging en sluiten"),
    At("2026-06-19 08:30"),
    At("2026-06-23 08:30"),
    Say(VOORZITTER, "!ret opvolging 1 passend=ja tijdig=nee"),
    Say(VOORZITTER, "!ret termijnen te laat", Place.ROOM),
    Say(VOORZITTER, "!ret gedaan OV-4.4", Place.ROOM),
    Say(VOORZITTER, "!ret gedaan OV-4.3", Place.ROOM),
    Say(SECRETARIS, "!ret gedaan OV-11.3 2 op 15 juni", Place.ROOM),
    At("2026-07-02 09:00"),
    Say(SECRETARIS, "!ret afspraak CODE 2 klaar"),
    At("2026-11-12 09:00"),
    Say(VOORZITTER, "!ret opvolging 2 passend=ja tijdig=ja"),
    Say(VOORZITTER, "!ret sluit CODE opgelost"),
    Say(VOORZITTER, "ja"),
    Say(VOORZITTER, "!ret tijdlijn"),
    Chapter("Een tweede casus, die niet doorgaat"),
    At("2026-11-16 09:00"),
    Say(
        SECRETARIS,
        "!ret aanmelding gemeente=Zwolle leeftijd=16-17 via=gi toegang=ja besproken=ja lokaal=ja "
        "gronden=hoogspecialistisch formulier=nee monitor=nee",
        Place.ROOM,
    ),
    Say(SECRETARIS, "!ret plan do 26 november half tien"),
    Say(SECRETARIS, "!ret formulier gedeeld"),
    Say(SECRETARIS, "!ret annuleer CODE"),
    Say(SECRETARIS, "!ret sluit CODE ingetrokken"),
)
