"""Questions of the covenant file itself, and what follows on their answers."""

from collections.abc import Sequence

from retbot.domain.citeren import cited_article


def vraag_nagaan(vraag: str, artikel: str, keuzes: Sequence[str]) -> str:
    return f"{vraag} ({cited_article(artikel)}) {' · '.join(keuzes)}"


def nagegaan(keuze: str, artikel: str, goed: bool, meer: bool) -> str:
    if not goed:
        return f"Vastgelegd: {keuze}. Dat is niet wat {cited_article(artikel)} vraagt; wat u doet is aan u."
    return f"Vastgelegd: {keuze} ({cited_article(artikel)}).{'' if meer else ' Dat was alles.'}"
