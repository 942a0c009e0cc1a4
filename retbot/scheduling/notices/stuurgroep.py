"""What the procesregisseur prepares for the stuurgroep (art. 9.5 of model-2024)."""

from retbot.scheduling.occasion import Occasion, Speech, notice
from retbot.scheduling.stuurgroep import on_agenda
from retbot.wording.citing import cited_article


@notice("stuurgroep_agenda")
async def stuurgroep_agenda(turn: Occasion) -> Speech | None:
    """None once the stuurgroep has looked at it."""
    naam = turn.text("knelpunt")
    found = next((one for one in await on_agenda(turn.work, turn.team) if one.knelpunt.naam == naam), None)
    if found is None:
        return None
    convenant = turn.team.convenant
    article = cited_article(convenant.regels["knelpunt"].artikel)
    return Speech(
        f"Voor de agenda van de stuurgroep: **{naam}** speelt in {found.casussen} casussen ({article}). "
        f"De {convenant.voorzitter} bereidt de inbreng voor. Besproken? → `!ret knelpunt behandeld {naam}`"
    )
