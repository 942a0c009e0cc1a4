"""The lines about investigations, knelpunten and payments."""

from datetime import date

from retbot.domain.casus.fees import FeeItem as Vergoed
from retbot.domain.casus.knelpunten import KnelpuntState
from retbot.wording.citing import cite, cited_article
from retbot.wording.dates import full_date


def answered_row(vraag: str, keuze: str, artikel: str) -> str:
    return f"{vraag} **{keuze}** ({cited_article(artikel)})"


def missing_row(wie: str, reden: str) -> str:
    return f"niet aan tafel: {wie}, {reden}"


def knelpunt_row(stand: KnelpuntState) -> str:
    cases = f"{stand.casussen} {'casus' if stand.casussen == 1 else 'casussen'}"
    return (
        f"{stand.knelpunt.naam}, {cases}{': op de agenda van de stuurgroep' if stand.on_agenda_of_stuurgroep else ''}"
    )


def vergoeding_row(post: Vergoed, laatste: date) -> str:
    """`expert LVB (Ambiq): 2 besprekingen, 2 uur; Enschede 1, Zwolle 1 (art. 3)`"""
    many = "~bespreking" if post.besprekingen == 1 else "~besprekingen"
    held = f"{post.besprekingen} {many}, " if post.gemeenten else ""
    where = f"; {', '.join(f'{name} {count}' for name, count in post.gemeenten.items())}" if post.gemeenten else ""
    planned = f", waarvan {post.geschat} naar de geplande tijd" if post.geschat else ""
    return f"{post.who}: {held}{_hours(post.minuten)}{planned}{_money(post, laatste)}{where} ({cite(post.plicht)})"


def _money(post: Vergoed, laatste: date) -> str:
    """The amount. A tariff that was recorded after the period, or not at all, is told."""
    tarief, asks = post.tarief, post.tarief_plicht
    if tarief is None:
        return f", het tarief is nog niet vastgelegd → `!ret gedaan {asks.id} 131,20`" if asks else ""
    late = f" (tarief pas vastgelegd op {full_date(tarief.day)})" if tarief.day > laatste else ""
    return f", {_euro(tarief.cents * post.minuten // 60)}{late}"


def _hours(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{hours} uur{f' en {rest} minuten' if rest else ''}"


def _euro(cents: int) -> str:
    return f"€ {cents // 100},{cents % 100:02}"
