"""Every Dutch sentence that answers a command, by the name under which it waits in the outbox."""

import re
from collections.abc import Callable, Mapping
from inspect import getmembers, isfunction, signature
from types import ModuleType

from retbot.domain.casecode import Casecode
from retbot.domain.errors import Arg
from retbot.handlers.replies import (
    aanmelding,
    adressen,
    advies,
    afspraken,
    afwezig,
    bespreking,
    betrokken,
    cijfers,
    datalek,
    deelnemers,
    eigen,
    exporteren,
    gebeurtenissen,
    general,
    help_texts,
    hoedanigheid,
    intrekken,
    joined,
    klachten,
    knelpunten,
    komst,
    nagaan,
    noteren,
    opschalen,
    overleg,
    overview,
    plannen,
    prikken,
    reactions,
    rechten,
    sluiten,
    strangers,
    tijdvakken,
    toestemming,
    uitnodigen,
    vergoedingen,
    vervangen,
    woorden,
)
from retbot.handlers.replies.verwijderd import fate

MODULES: tuple[ModuleType, ...] = (
    aanmelding,
    adressen,
    advies,
    afspraken,
    afwezig,
    bespreking,
    cijfers,
    betrokken,
    datalek,
    deelnemers,
    eigen,
    exporteren,
    gebeurtenissen,
    general,
    help_texts,
    komst,
    hoedanigheid,
    klachten,
    knelpunten,
    intrekken,
    nagaan,
    noteren,
    opschalen,
    overleg,
    overview,
    plannen,
    prikken,
    reactions,
    rechten,
    sluiten,
    strangers,
    tijdvakken,
    toestemming,
    vergoedingen,
    uitnodigen,
    vervangen,
    woorden,
)

SENTENCES: dict[str, Callable[..., str]] = {
    name: function
    for module in MODULES
    for name, function in getmembers(module, isfunction)
    if function.__module__ == module.__name__ and not name.startswith("_")
}


def render(kind: str, args: Mapping[str, Arg], code: Casecode | None = None, day: str = "do 7 mei") -> str:
    """The sentence as Markdown, with `code` where it says CODE and the example `day`, as one types it, where it says
    EENDAG; raises KeyError for a kind that is no sentence."""
    said = "\n".join(_said(one, own) for one, own in joined.apart(kind, args))
    text = re.sub(r"\bEENDAG\b", day, said)
    return re.sub(r"\bCODE\b", code, text) if code else text


def _said(kind: str, args: Mapping[str, Arg]) -> str:
    """What became of a message that was to be taken away stands after a sentence that does not tell it itself."""
    sentence, given = SENTENCES[kind], dict(args)
    fated = "verwijdering" in given and "verwijdering" not in signature(sentence).parameters
    end = f"\n{fate(str(given.pop('verwijdering')))}" if fated else ""
    return sentence(**given) + end
