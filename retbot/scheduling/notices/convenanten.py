"""Messages about a changed covenant file, and about what must be done when the bot is introduced."""

from datetime import date

from retbot.domain.convenant.convenant import Convenant
from retbot.scheduling.convenanten import is_done
from retbot.scheduling.occasion import Occasion, Speech, notice
from retbot.wording import terms
from retbot.wording.citing import cite


@notice("convenant_veranderd")
async def convenant_veranderd(turn: Occasion) -> Speech | None:
    convenant, running = turn.team.convenant, turn.number("lopend")
    many = "1 lopende casus houdt" if running == 1 else f"{running} lopende casussen houden"
    return Speech(
        terms.lines(
            f"Wij werken nu onder **{convenant.naam}, versie {convenant.versie}**; dat was {turn.text('oud')}.",
            f"{many} de regels en termijnen die golden bij de aanmelding." if running else None,
            "Elke nieuwe casus valt onder de nieuwe versie. Wat er staat: `retbot profile show`.",
            *_at_a_change(convenant),
        )
    )


@notice("convenant_zonder_versie")
async def convenant_zonder_versie(turn: Occasion) -> Speech | None:
    """Without a new version the bot cannot tell the old rules from the new ones, so the maintainer of the file must
    know."""
    convenant, running = turn.team.convenant, turn.number("lopend")
    cases = "1 lopende casus" if running == 1 else f"{running} lopende casussen"
    return Speech(
        terms.lines(
            f"Het bestand van **{convenant.naam}** is veranderd, maar het heet nog versie {convenant.versie}. "
            f"Daardoor gelden de nieuwe regels ook voor {cases}.",
            "Niet de bedoeling? Geef het bestand een nieuwe `versie` en zet het oude bij `eerdere_convenanten`.",
            *_at_a_change(convenant),
        )
    )


def _at_a_change(convenant: Convenant) -> list[str]:
    """What the covenant itself says of its changes."""
    return [f"{terms.sentence(p.wat)} ({cite(p)})." for p in convenant.bij("convenant_gewijzigd")]


@notice("invoering")
async def invoering(turn: Occasion) -> Speech | None:
    """None when it was done in the meantime, or when the covenant no longer requires it."""
    plicht = turn.team.convenant.plicht(turn.post.about or "")
    if plicht is None or await is_done(turn.work, plicht, date.fromisoformat(turn.text("sinds"))):
        return None
    who = terms.name_all(plicht.wie, turn.team.convenant)
    return Speech(f"Eenmalig te doen, door {who}: {plicht.wat} ({cite(plicht)}). → `!ret gedaan {plicht.id}`")
