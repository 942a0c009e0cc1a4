"""How to see the rest of a list."""

from retbot.wording.sentences import sentence


@sentence("bladzijde_onbekend")
def bladzijde_onbekend(nummer: int, laatste: int, commando: str) -> str:
    there_is = "De lijst heeft één bladzijde" if laatste == 1 else f"De lijst heeft {laatste} bladzijden"
    return f"Een bladzijde {nummer} is er niet. {there_is}: `!ret {_of(commando, laatste)}`."


def later(count: int, commando: str, nummer: int) -> str:
    """`en 43 meer: !ret termijnen 2`"""
    return f"en {count} meer: `!ret {_of(commando, nummer)}`"


def earlier(count: int, commando: str, nummer: int) -> str:
    return f"hiervoor nog {count}: `!ret {_of(commando, nummer)}`"


def _of(commando: str, nummer: int) -> str:
    return commando if nummer == 1 else f"{commando} {nummer}"
