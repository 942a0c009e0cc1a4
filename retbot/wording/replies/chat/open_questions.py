"""About a question of the bot that is open, or no longer is, and about answers that do not fit."""

from collections.abc import Sequence

from retbot.wording.dates import join
from retbot.wording.replies.chat.general import NOTHING
from retbot.wording.sentences import sentence


@sentence("welke_vraag")
def welke_vraag(vragen: Sequence[str] = ()) -> str:
    """`vragen` are the questions in words, each with its case."""
    listed = [f"{number}. {vraag}" for number, vraag in enumerate(vragen, 1)]
    return "\n".join(["Op welke vraag antwoordt u? Typ het nummer; er is nog niets vastgelegd.", *listed])


@sentence("dit_vroeg_ik")
def dit_vroeg_ik(casus: str) -> str:
    """For a question that was asked in another place; `casus` is empty for a question about no case."""
    about = f" over {casus}" if casus else ""
    return f"Ik weet niet zeker of u hierop antwoordt{about}. Er is nog niets vastgelegd; antwoord dan nog eens:"


@sentence("geen_vraag")
def geen_vraag() -> str:
    return "Ik heb nu geen vraag aan u waarop dit het antwoord kan zijn."


@sentence("vraag_voorbij")
def vraag_voorbij() -> str:
    return f"Die vraag hoeft niet meer: het antwoord is al bekend, of het is voorbij. {NOTHING}"


@sentence("vraag_verlopen")
def vraag_verlopen(weer: str) -> str:
    again = f" Ik vraag het weer na `!ret {weer}`." if weer else ""
    return f"Die vraag is na twee werkdagen vervallen.{again} {NOTHING}"


@sentence("al_beantwoord")
def al_beantwoord(door: str, antwoord: str, weer: str) -> str:
    again = f" Klopt dat niet? Ik vraag het weer na `!ret {weer}`." if weer else ""
    return f"{_why_ended(door, antwoord)}{again} {NOTHING}"


@sentence("toestemming_al_beantwoord")
def toestemming_al_beantwoord(door: str, antwoord: str, weer: str, staat: bool) -> str:
    instead = "Toch intrekken?" if staat else "Is er toch toestemming?"
    return f"{_why_ended(door, antwoord)} {instead} → `!ret {weer}`. {NOTHING}"


def _why_ended(door: str, antwoord: str) -> str:
    """`antwoord` is empty when the fact was recorded in another way."""
    if not antwoord:
        return f"Die vraag hoeft niet meer: {door} heeft intussen iets vastgelegd."
    return f"Die vraag is al beantwoord door {door}: {antwoord}."


@sentence("dit_vraag_ik")
def dit_vraag_ik() -> str:
    return "Dit vraag ik u:"


@sentence("zo_antwoordt_u")
def zo_antwoordt_u(terug: bool) -> str:
    back = " `terug` om het vorige antwoord te veranderen." if terug else ""
    return (
        f"Typ een nummer of het woord zelf; `stop` om het nu te laten liggen.{back} De vraag blijft zo lang staan. "
        "Weet u al wat er nog komt? Zet elk antwoord op een eigen regel. "
        "Hulp over iets anders: `!ret help aanmelding`, of een ander onderwerp."
    )


@sentence("vraag_blijft_liggen")
def vraag_blijft_liggen(weer: str) -> str:
    again = f" Ik vraag het weer na `!ret {weer}`." if weer else ""
    return f"Goed, ik vraag het nu niet meer. Op deze vraag is niets vastgelegd; wat al vastlag, blijft.{again}"


@sentence("antwoord_onbegrepen")
def antwoord_onbegrepen(keuzes: list[str], bedoeld: str = "", vorm: str = "", vraag: bool = False) -> str:
    """`vorm` is how to type the command that it was a part of; `vraag`: it was an answer to a question of the bot."""
    form = f" Het hele commando: `!ret {vorm}`." if vorm else ""
    if bedoeld:
        others = join([f"`{k}`" for k in keuzes if k != bedoeld], "of")
        return f"Bedoelt u **{bedoeld}**? ja · of kies uit: {others}.{form} {NOTHING}"
    what = "Dat" if vorm else "Dat antwoord"
    form += " `help` herhaalt de vraag, `stop` laat hem liggen." if vraag else ""
    return f"{what} begrijp ik niet. Kies uit: {join([f'`{k}`' for k in keuzes], 'of')}.{form} {NOTHING}"


@sentence("antwoord_bedoeld")
def antwoord_bedoeld(keuze: str, nummer: int, anders: Sequence[str]) -> str:
    """`nummer` is that of the choice, 0 when the question shows no numbers; `anders` the other choices, or their
    numbers."""
    named = f"{nummer}, {keuze}" if nummer else keuze
    others = f" · of kies {join(list(anders), 'of')}" if anders else ""
    return f"Bedoelt u **{named}**? ja{others}. `stop` laat de vraag liggen."


@sentence("antwoord_past_niet")
def antwoord_past_niet() -> str:
    """For a question whose choices cannot be listed in a line."""
    return f"Dat antwoord begrijp ik niet. `help` herhaalt de vraag, `stop` laat hem liggen. {NOTHING}"


@sentence("geen_vorige_vraag")
def geen_vorige_vraag() -> str:
    return "Dit is de eerste vraag. `stop` laat hem liggen."


@sentence("nummer_niet_bij_vraag")
def nummer_niet_bij_vraag(vraag: str) -> str:
    """`vraag` is the question in words."""
    return f"Dat nummer staat niet bij deze vraag. {NOTHING}\n{vraag}"
