"""Where to send a complaint."""

from collections.abc import Sequence

from retbot.wording.citing import cited_article
from retbot.wording.sentences import sentence


@sentence("klacht_hoort_bij")
def klacht_hoort_bij(deuren: Sequence[str], anders: str, artikel: str) -> str:
    lines = [f"**Bij wie een klacht hoort** ({cited_article(artikel)})", *(f"• {deur}" for deur in deuren)]
    return "\n".join([*lines, *([f"{anders[:1].upper()}{anders[1:]}."] if anders else [])])
