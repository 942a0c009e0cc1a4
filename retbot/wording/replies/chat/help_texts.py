"""The help, kept short for phones."""

from collections.abc import Sequence

from retbot.wording.dates import join
from retbot.wording.sentences import sentence

_CODES = {
    "from_thread": "In de draad van de casus mag de code weg.",
    "optional": "De code mag weg.",
}


@sentence("help_overzicht")
def help_overzicht(onderwerpen: Sequence[str], voorbeeld: str) -> str:
    return "\n".join(
        [
            "Begin elk commando met `!ret`; in ons privégesprek hoeft dat niet.",
            *(f"• {line}" for line in onderwerpen),
            f"Meer weten? Schrijf een onderwerp of commando achter `!ret help`, bijvoorbeeld `!ret help {voorbeeld}`.",
            "Bij een voorstel om op te schalen: ⏰ = de volgende werkdag opnieuw.",
        ]
    )


@sentence("help_onderwerp")
def help_onderwerp(onderwerp: str, commandos: Sequence[str]) -> str:
    return "\n".join([f"**{onderwerp}**", *(f"• {line}" for line in commandos)])


@sentence("help_commando")
def help_commando(vorm: str, wat: str, wie: Sequence[str], code: str, prive: bool, voorbeeld: str = "") -> str:
    lines = [f"`!ret {vorm}`", wat]
    lines += [f"Bijvoorbeeld `!ret {voorbeeld}`."] if voorbeeld else []
    lines += [_CODES[code]] if code in _CODES else []
    lines += ["Alleen in ons privégesprek."] if prive else []
    lines += [f"Voor {join([f'de {w}' for w in wie], 'en')}."] if wie else []
    return "\n".join(lines)


@sentence("help_onbekend")
def help_onbekend(bedoeld: str | None, onderwerpen: Sequence[str]) -> str:
    topics = join([f"`{o}`" for o in onderwerpen], "of")
    if bedoeld:
        return f"Daar heb ik geen uitleg over. Bedoelt u `!ret help {bedoeld}`? Anders kies uit: {topics}."
    return f"Daar heb ik geen uitleg over. Kies uit: {topics}."


def topic(subject: str, names: Sequence[str]) -> str:
    return f"**{subject}**: {', '.join(f'`{name}`' for name in names)}"


@sentence("line")
def line(usage: str, summary: str) -> str:
    return f"`!ret {usage}`: {summary}"
