"""Answers to people who see only their own part of a case."""

from collections.abc import Sequence

from retbot.wording.citing import cited_article
from retbot.wording.dates import join
from retbot.wording.replies.chat.rows import footnotes
from retbot.wording.sentences import sentence


@sentence("status_eigen")
def status_eigen(code: str, moment: str, termijnen: Sequence[str], afspraken: Sequence[str], meer: str) -> str:
    head = f"**{code}**: ~bespreking **{moment}**." if moment else f"**{code}**: er is geen ~bespreking gepland."
    lines = [head, *_block("Uw termijnen", termijnen), *footnotes(termijnen), *_block("Uw afspraken", afspraken)]
    if not termijnen and not afspraken:
        lines.append("Voor u staat er niets open.")
    return "\n".join([*lines, meer])


def more(wie: Sequence[str], artikel: str) -> str:
    """Who sees the rest."""
    why = f" ({cited_article(artikel)})" if artikel else ""
    seen_by = join([f"de {one}" for one in wie])
    return f"U ziet hier alleen uw eigen taken{why}. Alles zien {seen_by}; wat ik erover zei, staat in de draad."


def _block(title: str, lines: Sequence[str]) -> list[str]:
    return [f"**{title}**", *(f"• {line}" for line in lines)] if lines else []
