"""Everything that is stored about a case, in plain Dutch, as a file (AVG 15)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from retbot.ports.rechten import Cell
from retbot.scheduling.said import File, Said, Turn
from retbot.taal import clock_time, full_date, join, local

KEPT = timedelta(hours=24)
"""How long the file stands in the room."""

TABLES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "casus": (
        "De aanmelding",
        {
            "convenant": "onder welk convenant",
            "ontvangen": "ontvangen op",
            "weg": "aangemeld via",
            "met_toegang": "samen met de toegang",
            "besproken": "vooraf besproken",
            "leeftijd": "leeftijdsgroep",
            "gemeente": "gemeente",
            "gronden": "gronden",
            "lokaal": "lokaal geen oplossing gevonden",
            "formulier": "toestemming om het formulier te delen",
            "monitor": "toestemming voor de monitor",
            "vervolg_op": "vervolg op casus",
            "afgeweken_van": "afgeweken van",
            "reden": "reden van afwijken",
            "vastgelegd": "vastgelegd op",
            "gesloten": "gesloten op",
        },
    ),
    "feit": (
        "Wat er gebeurde",
        {"event": "wat", "op": "op", "over": "over", "keuze": "uitkomst", "vastgelegd": "vastgelegd op"},
    ),
    "bespreking": ("Besprekingen", {"start": "begin", "minuten": "duur in minuten", "stand": "stand", "plek": "plek"}),
    "afspraak": (
        "Afspraken",
        {
            "nummer": "nummer",
            "partij": "partij",
            "soort": "soort",
            "omschrijving": "omschrijving",
            "datum": "uiterlijk",
            "klaar": "klaar op",
        },
    ),
    "termijn": ("Lopende termijnen", {"key": "plicht", "einde": "einde"}),
    "herinnering": ("Herinneringen", {"termijn": "over", "moment": "wanneer", "given_at": "gegeven"}),
    "adres": ("Versleutelde mailadressen", {"owner": "van wie"}),
    "vraag": ("Open vragen aan het team", {"kind": "over"}),
    "outbox": ("Wat retbot zei en mailde", {"kind": "wat", "to": "aan", "made_at": "gemaakt", "sent_at": "verzonden"}),
    "audit": (
        "Wie wat deed of bekeek",
        {"at": "wanneer", "role": "rol", "on_behalf_of": "namens", "what": "wat", "outcome": "uitkomst"},
    ),
    "besluit": ("Besluiten van de gemeente", {"recht": "over", "op": "van", "kenmerk": "kenmerk"}),
}
"""By the name of a table its heading, and of each column that tells something what it is called. Ids of messages and
rooms, Matrix ids of professionals, and numbers that only order rows are left out; any other table is shown whole."""
TECHNICAL = frozenset({"id", "code", "positie", "ronde", "uid", "sequence", "thread", "versie"})


async def inzage_bestand(turn: Turn) -> Said | None:
    """Made at the moment at which it is sent."""
    code = turn.post.code
    if code is None:
        return None
    found = await turn.work.dossier(code)
    head = [
        f"Alles wat retbot bewaart over casus {code}",
        f"Stand van {_cell(turn.now)}",
        "",
        "Retbot kent geen namen. Mailadressen zijn versleuteld en staan hier niet; wel van wie er een is.",
    ]
    text = "\r\n".join([*head, *(line for name, rows in found.items() for line in _section(name, rows))])
    content = "\ufeff".encode() + text.encode()
    return Said("", file=File(f"inzage-{code}.txt", content, "text/plain", KEPT))


def _section(name: str, rows: Sequence[Mapping[str, Cell]]) -> Iterator[str]:
    title, labels = TABLES.get(name, (name, {}))
    yield from ("", title, "-" * len(title))
    for row in rows:
        shown = {label: row.get(column) for column, label in labels.items()} or {
            column: value for column, value in row.items() if column not in TECHNICAL
        }
        told = [f"{label}: {_cell(value)}" for label, value in shown.items() if value not in (None, "", [], ())]
        yield f"- {'; '.join(told)}"


def _cell(value: Cell) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime):
        moment = local(value)
        return f"{full_date(moment.date())}, {clock_time(moment.time())}"
    if isinstance(value, date):
        return full_date(value)
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_cell(one)}" for name, one in value.items())  # type: ignore[arg-type]
    if isinstance(value, Sequence) and not isinstance(value, str):
        return join([str(one) for one in value])
    return str(value)
