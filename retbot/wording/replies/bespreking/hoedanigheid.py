"""Answers about the capacity in which somebody takes part."""

from retbot.wording.citing import cited_article
from retbot.wording.sentences import sentence


@sentence("neemt_deel")
def neemt_deel(rol: str, als: str, deel: str, artikel: str) -> str:
    part = f", alleen van {deel.replace('-', ' tot ')}" if deel else ""
    return f"Vastgelegd: {rol} neemt deel als {als}{part} ({cited_article(artikel)}). Dat staat in de uitnodiging."
