"""Answers about who may see one case."""

from retbot.wording.citing import cited_article
from retbot.wording.sentences import sentence


@sentence("is_betrokken")
def is_betrokken(wie: str, betrokken: bool, artikel: str, alles: bool = True) -> str:
    """`alles`: they then see everything that is stored, not only what concerns themselves."""
    why = f" ({cited_article(artikel)})" if artikel else ""
    if betrokken:
        sees = "mag CODE inzien" if alles else "ziet van CODE zijn eigen termijnen, zijn afspraken en het moment"
        return f"Vastgelegd: {wie} {sees}, zolang de casus open is of tot u het intrekt{why}."
    return f"Vastgelegd: {wie} {'mag CODE niet meer inzien' if alles else 'is niet meer bij CODE betrokken'}{why}."
