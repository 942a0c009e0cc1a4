"""What is said about keeping the account, and about keeping and deleting."""

from retbot.domain.bewaren import last_recorded, lies_still, wistermijn
from retbot.domain.citeren import cited
from retbot.scheduling.keeping import day_of
from retbot.scheduling.said import Said, Turn
from retbot.taal import full_date

_SHOWN = 32
"""Digits of the head that are told: enough that nobody finds another chain with them."""


async def auditkop(turn: Turn) -> Said | None:
    kept = f"{turn.number('rij')}:{turn.text('kop')[:_SHOWN]}"
    return Said(
        f"Controlegetal van het verwerkingslogboek, week {turn.number('week')}: `{kept}`\n"
        "De beheerder kan hiermee later nagaan of er niets uit dat logboek is weggehaald. U hoeft niets te doen."
    )


async def verwijdering(turn: Turn) -> Said | None:
    """Once, two weeks ahead."""
    casus = await turn.casus()
    termijn = wistermijn(casus, turn.team) if casus and casus.gesloten else None
    if casus is None or termijn is None or termijn.day != turn.post.args["dag"]:
        return None
    return Said(
        f"Op {full_date(day_of(turn.post))} verwijder ik alles over **{casus.code}** ({cited(termijn.plicht)}), "
        "ook wat ik er hier over zei. Voor de rode draden blijven alleen tellingen per half jaar over. "
        "U hoeft niets te doen."
    )


async def ligt_stil(turn: Turn) -> Said | None:
    """Each month, of an open case of which nothing was recorded for a year."""
    casus = await turn.open_casus()
    if casus is None or not lies_still(casus, turn.today):
        return None
    return Said(
        f"Over **{casus.code}** is sinds {full_date(last_recorded(casus))} niets vastgelegd. Loopt deze casus nog? "
        f"Leg dan vast wat er gebeurde; anders: `!ret sluit {casus.code} REDEN`. Zolang zij open staat, "
        "begint de bewaartermijn niet te lopen."
    )
