"""The help, kept short for phones."""

from collections.abc import Sequence

from retbot.wording.dates import join
from retbot.wording.sentences import sentence

_CODES = {
    "from_thread": "In de draad van de casus mag de code weg.",
    "optional": "De code mag weg.",
}


OFTEN = {
    "mijn": "wat u moet doen",
    "vandaag": "wat er vandaag is",
    "overzicht": "waar alles staat",
    "agenda": "gepland",
}
"""What people need most, with what it shows."""
STEPS = {
    "aanmelding": "een nieuwe casus; ik stel de vragen",
    "compleet": "het formulier is compleet",
    "overleg": "een overleg plannen, of een reeks",
    "plan": "de casus bespreken: ik stel een tijdvak voor dat alle termijnen haalt",
    "uitnodigen": "iedereen krijgt een uitnodiging voor de agenda",
    "bespreking gehouden": "wie er waren en wat eruit kwam",
    "afspraak": "een afspraak met een partij",
    "opvolging": "hoe het gaat",
    "sluit": "de casus is klaar",
    "mijn": "wat u zelf moet doen, en wat u typt als het gedaan is",
    "agenda": "wat er gepland staat",
    "ik kom": "u komt; `ik kom niet` kan ook",
    "afwezig": "wanneer u er niet bent",
}
"""A case from start to end, with what each command is for."""


@sentence("help_begin")
def help_begin(eerst: str, vaak: Sequence[str], onderwerpen: Sequence[str]) -> str:
    """`eerst` is what this person can do first, empty when there is nothing; `vaak` are texts of often()."""
    lines = [f"**Eerst**: {eerst}"] if eerst else []
    lines += [" · ".join(vaak)] if vaak else []
    others = join([f"`{one}`" for one in onderwerpen[1:]])
    lines.append(f"Meer over een onderwerp → `!ret help {onderwerpen[0]}`; er zijn ook {others}.")
    lines.append("In één minuut hoe het werkt → `!ret rondleiding` · elk commando → `!ret help alles`")
    lines.append(
        "In ons privégesprek mag `!ret` weg. Bij een herinnering is ✅ gedaan, ⏰ de volgende werkdag opnieuw."
    )
    return "\n".join(lines)


@sentence("rondleiding")
def rondleiding(stappen: Sequence[str]) -> str:
    """`stappen` are lines of step_line()."""
    lines = [f"{number}. {step}" for number, step in enumerate(stappen, 1)]
    return "\n".join(
        [
            "Ik houd de termijnen bij, nodig uit en herinner; u beslist. Zo loopt het, van begin tot eind.",
            *lines,
            "Elke casus heeft een draad en een code. Schrijf nooit een naam: die haal ik weg.",
        ]
    )


def often(name: str) -> str:
    return f"`!ret {name}` {OFTEN[name]}"


def step_line(name: str) -> str:
    return f"`!ret {name}`: {STEPS[name]}"


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
