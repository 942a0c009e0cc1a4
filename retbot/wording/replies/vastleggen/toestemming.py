"""Answers about consent."""

from collections.abc import Sequence
from datetime import date

from retbot.wording.citing import cited_article
from retbot.wording.dates import join, long_date
from retbot.wording.replies.chat.general import NOTHING
from retbot.wording.sentences import sentence


@sentence("vraag_toestemming")
def vraag_toestemming(
    punten: Sequence[str],
    artikel: str,
    wie: Sequence[str] = (),
    wie_artikel: str = "",
    schriftelijk: bool = False,
    monitor: bool = False,
    staat: bool = False,
    vraag: str = "",
) -> str:
    """`vraag` is the covenant file's own wording."""
    by_age = f", {cited_article(wie_artikel)}" if wie_artikel not in {"", artikel} else ""
    given = f"gegeven door {join(list(wie))}" if wie else "gegeven"
    how = f"schriftelijk en uitdrukkelijk {given}" if schriftelijk else given
    told = f"Is vooraf verteld {join(list(punten))}, en is de toestemming" if punten else "Is de toestemming"
    what = f"{told} voor de landelijke monitor" if monitor else told
    stands = "Er staat al toestemming; met `nee` trek ik die in. " if staat else ""
    if vraag:
        return f"{stands}{vraag} Het moet zijn {given} ({cited_article(artikel)}{by_age}). `ja TEKENS` · nee"
    return f"{stands}{what} {how} ({cited_article(artikel)}{by_age})? `ja TEKENS` · nee"


@sentence("ga_toestemming_vastleggen")
def ga_toestemming_vastleggen(op: date, today: date, wat: str) -> str:
    """`wat` is empty for the consent that the covenant is mostly about."""
    what = f"toestemming {wat}".strip()
    return f"**CODE, {what} vastleggen**: zoals gevraagd, gegeven op {long_date(op, today)}."


@sentence("ga_verslag_delen")
def ga_verslag_delen(keuze: str) -> str:
    """`keuze` is `ja`, or `behalve` and who does not get it."""
    without = keuze.removeprefix("behalve ").split(",") if keuze.startswith("behalve ") else []
    return f"**CODE, toestemming verslag**: delen met alle aanwezigen{f', behalve {join(without)}' if without else ''}."


@sentence("ga_toestemming_noteren")
def ga_toestemming_noteren(wat: str) -> str:
    return f"**CODE, toestemming {wat}**: gegeven."


@sentence("niet_meer_anoniem")
def niet_meer_anoniem() -> str:
    return "De casus wordt vanaf nu **niet meer anoniem** besproken."


@sentence("vraag_bevestigen")
def vraag_bevestigen(wat: Sequence[str]) -> str:
    return (
        f"**CODE, toestemming**: volgens u gegeven voor {join(list(wat))}. Ik gebruik die pas na uw bevestiging.\n"
        "Doen? `ja TEKENS` · nee"
    )


@sentence("bevestigd")
def bevestigd(wat: Sequence[str]) -> str:
    return f"Bevestigd: toestemming voor {join(list(wat))}."


@sentence("niet_bevestigd")
def niet_bevestigd(wat: Sequence[str]) -> str:
    return (
        f"Dan geldt er geen toestemming voor {join(list(wat))}. Is die toch gegeven? → `!ret noteer CODE toestemming`. "
        "Geweigerd? → `!ret noteer CODE weigering`."
    )


@sentence("toestemming_niet_door_herstel")
def toestemming_niet_door_herstel(monitor: bool = False, wat: str = "") -> str:
    what = " monitor" if monitor else f" {wat}" if wat in {"verslag", "gezondheid", "derden"} else ""
    return (
        "Daarmee zou een toestemming gelden die nu niet geldt. Is die toestemming opnieuw gegeven, of was de "
        f"intrekking een vergissing? → `!ret noteer CODE toestemming{what}`; ik vraag het dan na. {NOTHING}"
    )


@sentence("toestemming_geldt_nog_niet")
def toestemming_geldt_nog_niet(monitor: bool = False) -> str:
    left = "de casus komt niet in de monitor" if monitor else "de casus blijft anoniem"
    name = " monitor" if monitor else ""
    refused = f"Is de toestemming geweigerd? → `!ret noteer CODE weigering{name}`"
    return f"Dan geldt de toestemming nog niet: {left}. {refused}. {NOTHING}"


@sentence("zonder_instemming")
def zonder_instemming(artikel: str) -> str:
    return (
        f"Zonder instemming van de betrokkenen gaat de casus niet verder ({cited_article(artikel)}). Stemmen zij weer "
        f"in? → `!ret noteer CODE toestemming`. Anders: `!ret sluit CODE ingetrokken`. {NOTHING}"
    )


@sentence("opnieuw_vragen")
def opnieuw_vragen(band: str, wat: Sequence[str], wie: Sequence[str], artikel: str) -> str:
    """The consents that no longer stand at this age."""
    typed = "" if {"deelname", "formulier"} & set(wat) else f" {wat[0]}"
    return (
        f"Bij {band} jaar komt toestemming van {join(list(wie))} ({cited_article(artikel)}). Niet meer geldig: "
        f"{join(list(wat))}. Vraag de toestemming opnieuw. → `!ret noteer CODE toestemming{typed}`"
    )
