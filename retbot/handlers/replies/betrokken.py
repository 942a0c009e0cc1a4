"""Answers about who may look at one case."""

from retbot.domain.citeren import cited_article


def is_betrokken(wie: str, betrokken: bool, artikel: str) -> str:
    why = f" ({cited_article(artikel)})" if artikel else ""
    if betrokken:
        return f"Vastgelegd: {wie} mag CODE inzien, zolang de casus open is of tot u het intrekt{why}."
    return f"Vastgelegd: {wie} mag CODE niet meer inzien{why}."
