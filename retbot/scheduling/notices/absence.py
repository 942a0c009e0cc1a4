"""Messages when a stand-in takes over from the voorzitter or the secretaris, and when that ends."""

from datetime import date

from retbot.domain.deelnemers.roles import Right
from retbot.scheduling.occasion import Occasion, Speech, notice
from retbot.wording import terms
from retbot.wording.dates import join


@notice("waarneming")
async def waarneming(turn: Occasion) -> Speech | None:
    """None when nobody stands in after all."""
    recht, tot = Right(turn.text("recht")), turn.post.args["tot"]
    there = turn.team.waarnemers(recht)
    if not there or not isinstance(tot, date) or tot < turn.today:
        return None
    until = "Vandaag" if tot == turn.today else f"Tot en met {terms.near_day(tot, turn.today)}"
    text = (
        f"{until} neemt {join(there)} waar voor de {_name(turn, recht)}: met dezelfde commando's en herinneringen. "
        "De rechten gaan vanzelf terug."
    )
    return Speech(text, rings=tuple(there))


@notice("waarneming_voorbij")
async def waarneming_voorbij(turn: Occasion) -> Speech | None:
    """None while somebody still stands in because of another absence, and when it ended earlier and was reported
    then."""
    recht, tot = Right(turn.text("recht")), turn.post.args["tot"]
    before = turn.team.vervangers.get(recht)
    ended = any(one.periode.tot == tot for one in await turn.work.people.absences())
    if turn.team.waarnemers(recht) or not before or not ended:
        return None
    return Speech(f"De {_name(turn, recht)} is er weer. {join(list(before))} neemt niet meer waar.", rings=())


def _name(turn: Occasion, right: Right) -> str:
    convenant = turn.team.convenant
    return convenant.voorzitter if right is Right.VOORZITTER else convenant.secretaris
