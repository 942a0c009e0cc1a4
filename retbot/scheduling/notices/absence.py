"""What is said when a stand-in takes over from the voorzitter or the secretaris, and when that ends."""

from datetime import date

from retbot.domain.rollen import Recht
from retbot.scheduling import words
from retbot.scheduling.said import Said, Turn
from retbot.taal import join


async def waarneming(turn: Turn) -> Said | None:
    """None when nobody stands in after all."""
    recht, tot = Recht(turn.text("recht")), turn.post.args["tot"]
    there = turn.team.waarnemers(recht)
    if not there or not isinstance(tot, date) or tot < turn.today:
        return None
    until = "Vandaag" if tot == turn.today else f"Tot en met {words.near_day(tot, turn.today)}"
    text = (
        f"{until} neemt {join(there)} waar voor de {_name(turn, recht)}: met dezelfde commando's en herinneringen. "
        "De rechten gaan vanzelf terug."
    )
    return Said(text, rings=tuple(there))


async def waarneming_voorbij(turn: Turn) -> Said | None:
    """None while somebody still stands in for another absence, and when it ended earlier: that was said then."""
    recht, tot = Recht(turn.text("recht")), turn.post.args["tot"]
    before = turn.team.vervangers.get(recht)
    ended = any(one.periode.tot == tot for one in await turn.work.afwezigheden())
    if turn.team.waarnemers(recht) or not before or not ended:
        return None
    return Said(f"De {_name(turn, recht)} is er weer. {join(list(before))} neemt niet meer waar.", rings=())


def _name(turn: Turn, recht: Recht) -> str:
    convenant = turn.team.convenant
    return convenant.voorzitter if recht is Recht.VOORZITTER else convenant.secretaris
