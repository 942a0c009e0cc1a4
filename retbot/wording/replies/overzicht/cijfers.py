"""The figures that may be shared outside the team."""

from collections.abc import Sequence

from retbot.domain.privacy.figures import Figure
from retbot.wording.sentences import sentence


@sentence("cijfers")
def cijfers(halfjaar: str, regels: Sequence[str], gevraagd: str = "") -> str:
    """`gevraagd` is the half year without cases for which this one, the nearest with cases, is shown."""
    if not regels:
        return f"Over {_period(halfjaar)} zijn er geen casussen, en ook niet over een ander half jaar dat voorbij is."
    lines = (
        [f"Over {_period(gevraagd)} zijn er geen casussen. Dit is het dichtstbijzijnde halfjaar."] if gevraagd else []
    )
    lines += [f"**Cijfers over {_period(halfjaar)}**, naar de dag van aanmelding", *(f"• {regel}" for regel in regels)]
    lines.append(
        "Deze tabellen mogen het team uit: ze zijn afgerond op vijf, en minder dan vijf noem ik niet. "
        "Zet er geen andere uitsplitsing naast. De cijfers van dit half jaar veranderen niet meer."
    )
    return "\n".join(lines)


@sentence("halfjaar_onbekend")
def halfjaar_onbekend(voorbeeld: str) -> str:
    return f"Van welk half jaar? Schrijf bijvoorbeeld `!ret cijfers {voorbeeld}`."


@sentence("halfjaar_loopt")
def halfjaar_loopt(voorbeeld: str) -> str:
    return (
        "Dat half jaar is nog niet voorbij: cijfers die nog groeien verraden wat erbij kwam. Van een half jaar dat "
        f"voorbij is: `!ret cijfers {voorbeeld}`."
    )


def row(cijfer: Figure) -> str:
    if cijfer.waarde:
        return f"{cijfer.tabel} – {cijfer.waarde}: {cijfer.aantal}"
    if cijfer.aantal.isdigit():
        return f"{cijfer.tabel}, mediaan: {cijfer.aantal}"
    return f"{cijfer.tabel}: geen mediaan, {cijfer.aantal} casussen"


def _period(halfjaar: str) -> str:
    year, _, half = halfjaar.partition("-")
    return f"de {'eerste' if half == '1' else 'tweede'} helft van {year}"
