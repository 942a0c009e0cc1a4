"""Plays a covenant file: what can never happen under it, what the law wants and is not there, and what is dangerous."""

from collections.abc import Iterator

from retbot.covenants.play.dangers import dangers
from retbot.covenants.play.law import gaps_in_law
from retbot.covenants.play.never import what_never_happens
from retbot.covenants.play.witness import watch
from retbot.domain.convenant.convenant import Convenant


def findings(convenant: Convenant) -> Iterator[str]:
    """In Dutch sentences, each beginning with the id that it is about. The covenant is without faults."""
    seen = watch(convenant)
    yield from what_never_happens(convenant, seen)
    yield from gaps_in_law(convenant, seen)
    yield from dangers(convenant, seen)
