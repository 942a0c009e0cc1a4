"""What the bot says to a team that begins."""

from collections.abc import Sequence

from retbot.wording.sentences import sentence

_DONE = {
    "versleuteld": "de kamer is versleuteld",
    "besloten": "de kamer is alleen op uitnodiging",
    "rechten": "ik mag berichten weghalen en vastzetten",
    "voorzitter": "de {leidt} schreef vanaf een geverifieerd apparaat",
    "lijst": "de ~experts staan op de lijst",
    "adressen": "van iedereen op de lijst heb ik een mailadres",
}
_TODO = {
    "versleuteld": "zet versleuteling aan, in Kamerinstellingen → Veiligheid & privacy",
    "besloten": "maak de kamer besloten, in Kamerinstellingen → Veiligheid & privacy → Toegang → Privé",
    "rechten": "maak mij moderator: tik op mijn naam → Machtsniveau → Moderator",
    "voorzitter": "laat de {leidt} hier iets typen, bijvoorbeeld `!ret help`, vanaf een geverifieerd apparaat",
    "lijst": "zet de ~experts op de lijst → `!ret help deelnemer toevoegen`",
    "adressen": "geef mij de mailadressen, in ons privégesprek → `adres 1 naam@organisatie.nl`",
}


@sentence("welkom_kamer")
def welkom_kamer(gevraagd: bool) -> str:
    """`gevraagd`: the team has no room yet."""
    lines = ["Goedendag, ik ben retbot. Ik houd de termijnen van het expertteam bij, nodig uit en herinner."]
    if gevraagd:
        lines.append("Is dit de kamer van het team? Typ `!ret dit is onze kamer`.")
    return "\n".join([*lines, "Daarna zeg ik wat er nog nodig is. Hulp → `!ret help`"])


@sentence("welkom_gesprek")
def welkom_gesprek() -> str:
    return (
        "Goedendag, ik ben retbot. Dit is ons privégesprek; hier mag `!ret` weg.\n"
        "`mijn` wat u zelf moet doen · `agenda` wat gepland staat · `help` wat ik kan. "
        "Ook mijn vragen aan u kunt u hier beantwoorden."
    )


@sentence("dit_is_de_kamer")
def dit_is_de_kamer() -> str:
    return "Dit is nu de kamer van het team. Wat op de kamer wachtte, komt hier. Nodig ook de anderen uit."


@sentence("er_is_al_een_kamer")
def er_is_al_een_kamer() -> str:
    return "Het team heeft al een kamer, en dat blijft zo. Verhuist het team? De VOORZITTER typt dan `!ret verhuizen`."


@sentence("kamer_nog_niet")
def kamer_nog_niet(fouten: Sequence[str]) -> str:
    """`fouten` are lines of todo_line()."""
    return f"Deze kamer kan nog niet van het team zijn. Eerst nodig: {'; '.join(fouten)}. Typ het daarna opnieuw."


@sentence("nog_geen_kamer")
def nog_geen_kamer() -> str:
    return (
        "Er wacht een bericht op de kamer van het team, en die ken ik nog niet. Is het deze kamer? Typ "
        "`!ret dit is onze kamer`. Is dit ons privégesprek, nodig mij dan uit in de kamer van het team."
    )


@sentence("stand_van_begin")
def stand_van_begin(klaar: Sequence[str], nog: Sequence[str]) -> str:
    """Lines of ready_line() and todo_line()."""
    lines = [*(f"✓ {line}" for line in klaar), *(f"☐ {line}" for line in nog)]
    head = "**Nog even, dan kunnen we beginnen**" if nog else "**Alles staat klaar**"
    first = [] if nog else ["Eerste stap: een overleg plannen → `!ret overleg`, of een aanmelding → `!ret aanmelding`"]
    return "\n".join([head, *lines, *first])


def ready_line(item: str, leidt: str) -> str:
    return _DONE[item].format(leidt=leidt)


def todo_line(item: str, leidt: str = "") -> str:
    return _TODO[item].format(leidt=leidt)
