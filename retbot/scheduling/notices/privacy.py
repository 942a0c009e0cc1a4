"""What is said about keeping the account, and about keeping and deleting."""

from retbot.scheduling.said import Said, Turn

_SHOWN = 32
"""Digits of the head that are told: enough that nobody finds another chain with them."""


async def auditkop(turn: Turn) -> Said | None:
    kept = f"{turn.number('rij')}:{turn.text('kop')[:_SHOWN]}"
    return Said(
        f"Controlegetal van het verwerkingslogboek, week {turn.number('week')}: `{kept}`\n"
        "De beheerder kan hiermee later nagaan of er niets uit dat logboek is weggehaald. U hoeft niets te doen."
    )
