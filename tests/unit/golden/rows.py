"""What the team chose itself in a covenant file."""

from retbot.domain.convenant.convenant import Convenant, Plicht, Regel


def chosen_by_the_team(convenant: Convenant) -> set[str]:
    rows: tuple[Plicht | Regel, ...] = (*convenant.plichten, *convenant.regels.values())
    return {row.id for row in rows if row.keuze_team}
