"""Sentences that the answers so far add to an invitation."""

from retbot.domain.casus.casus import Casus
from retbot.domain.casus.seats import answer_of
from retbot.domain.convenant.convenant import Convenant
from retbot.wording.citing import cited_article


def invitations_say(casus: Casus, convenant: Convenant) -> list[str]:
    """Each with its article: who represents whom (art. 8.21 of model-2024), what may not be shared (19.4)."""
    found = []
    for regel in convenant.regels.values():
        sentences, given = regel.opties.get("zegt"), answer_of(casus, regel)
        if isinstance(sentences, dict) and given and sentences.get(given):
            found.append(f"{sentences[given]} ({cited_article(regel.artikel)}).")
    return found
