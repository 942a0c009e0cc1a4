"""Answers about consent."""

from collections.abc import Sequence

from retbot.domain.citeren import cited_article
from retbot.handlers.replies.general import NOTHING
from retbot.taal import join


def vraag_toestemming(
    punten: Sequence[str], artikel: str, wie: Sequence[str] = (), wie_artikel: str = "", schriftelijk: bool = False
) -> str:
    by_age = f", {cited_article(wie_artikel)}" if wie_artikel not in {"", artikel} else ""
    given = f"gegeven door {join(list(wie))}" if wie else "gegeven"
    how = f"schriftelijk en uitdrukkelijk {given}" if schriftelijk else given
    told = f"Is vooraf verteld {join(list(punten))}"
    return f"{told}, en is de toestemming {how} ({cited_article(artikel)}{by_age})? ja · nee"


def toestemming_geldt_nog_niet() -> str:
    return f"Dan geldt zij nog niet: de casus blijft anoniem. {NOTHING}"
