"""The names of tables and columns in an inzage, in plain Dutch."""

from collections.abc import Mapping
from dataclasses import dataclass, field

_ANSWERS = {
    "accepted": "komt",
    "declined": "komt niet",
    "tentative": "komt misschien",
    "counter": "stelt een ander moment voor",
}
_STANDINGS = {"invited": "uitgenodigd", "uninvited": "afgemeld", "off": "hoorde dat het niet doorgaat"}
_POSTS = {"open": "nog te doen", "sent": "gedaan", "dropped": "niet meer nodig", "refused": "geweigerd"}
_CHANNELS = {"room": "bericht", "reaction": "reactie", "redaction": "bericht weggehaald", "mail": "mail"}


@dataclass(frozen=True, slots=True)
class TableText:
    """For a table: its heading, the names of the columns that mean something to the reader, and words for coded values.
    `left_out` are columns without meaning to the reader: ids of messages and rooms, Matrix ids of professionals,
    numbers that only set the order, and what another column already says."""

    kop: str
    kolommen: Mapping[str, str]
    left_out: frozenset[str] = frozenset()
    woorden: Mapping[str, str] = field(default_factory=dict)


def _left_out(names: str) -> frozenset[str]:
    return frozenset(names.split())


DELEN: Mapping[str, TableText] = {
    "casus": TableText(
        "De aanmelding",
        {
            "convenant": "onder welk convenant",
            "versie": "versie daarvan",
            "ontvangen": "ontvangen op",
            "route": "aangemeld via",
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
        _left_out("code thread merk"),
    ),
    "feit": TableText(
        "Wat er gebeurde",
        {
            "event": "wat",
            "day": "op",
            "ronde": "bespreking",
            "subject": "over",
            "value": "uitkomst",
            "vastgelegd": "vastgelegd op",
        },
        _left_out("code positie"),
    ),
    "bespreking": TableText(
        "Besprekingen",
        {"ronde": "nummer", "start": "begin", "minuten": "duur in minuten", "state": "stand", "plek": "plek"},
        _left_out("code positie uid sequence overleg"),
    ),
    "overleg": TableText(
        "Overleggen van het team waarin de casus een tijdvak heeft",
        {"start": "begin", "minuten": "duur in minuten", "state": "stand", "plek": "plek", "tafel": "tafel"},
        _left_out("uid tijdvak sequence"),
    ),
    "afspraak": TableText(
        "Afspraken",
        {
            "nummer": "nummer",
            "ronde": "bespreking",
            "partij": "partij",
            "soort": "soort",
            "omschrijving": "omschrijving",
            "datum": "uiterlijk",
            "klaar": "klaar op",
            "vastgelegd": "vastgelegd op",
        },
        _left_out("code positie"),
    ),
    "termijn": TableText("Lopende termijnen", {"key": "plicht", "einde": "einde"}, _left_out("code")),
    "herinnering": TableText(
        "Herinneringen",
        {"termijn": "plicht", "moment": "wanneer", "aanleiding": "aanleiding", "given_at": "gegeven"},
        _left_out("code key"),
    ),
    "adres": TableText("Versleutelde mailadressen", {"owner": "van wie"}, _left_out("id code ciphertext")),
    "oud_adres": TableText(
        "Adressen waar iemand niet meer bereikt wordt",
        {"owner": "van wie"},
        _left_out("id uid token organizer code ciphertext"),
    ),
    "uitnodiging": TableText(
        "Wie er uitgenodigd is",
        {"owner": "wie"},
        _left_out("id uid token organizer code"),
    ),
    "ander_adres": TableText(
        "Andere adressen waarvan iemand antwoordt, versleuteld", {"owner": "wie"}, _left_out("id code uid ciphertext")
    ),
    "antwoordadres": TableText(
        "Wie een eigen adres heeft om aan te antwoorden",
        {"owner": "wie"},
        _left_out("id code token private"),
    ),
    "told": TableText(
        "Wat genodigden het laatst te horen kregen",
        {
            "owner": "wie",
            "standing": "stand",
            "start": "begin",
            "minuten": "duur in minuten",
            "plek": "plek",
            "stamp": "verteld op",
            "reached": "mail aangenomen door de mailserver",
            "lijst": "wie hij ziet",
            "sees": "namelijk",
        },
        _left_out("id uid sequence since code"),
        _STANDINGS,
    ),
    "antwoord": TableText(
        "Wat zij antwoordden",
        {
            "owner": "wie",
            "partstat": "antwoord",
            "at": "ontvangen",
            "via": "via",
            "voorstel_van": "voorgesteld begin",
            "voorstel_tot": "voorgesteld einde",
        },
        _left_out("id uid sequence stamp code"),
        _ANSWERS,
    ),
    "offered_answer": TableText(
        "Antwoorden per mail die nog niet meetellen",
        {
            "owner": "wie",
            "partstat": "antwoord",
            "at": "ontvangen",
            "via": "via",
            "voorstel_van": "voorgesteld begin",
            "voorstel_tot": "voorgesteld einde",
        },
        _left_out("id uid sequence stamp code"),
        _ANSWERS,
    ),
    "peiling": TableText(
        "Peilingen",
        {
            "id": "peiling",
            "soort": "soort",
            "ronde": "bespreking",
            "minuten": "duur in minuten",
            "gemaakt": "gemaakt",
            "gesloten": "gesloten",
        },
        _left_out("code"),
    ),
    "peilingoptie": TableText(
        "Waaruit men kon kiezen",
        {"peiling": "peiling", "nummer": "keuze", "start": "moment", "value": "antwoord"},
        _left_out("id"),
    ),
    "peilingvraag": TableText(
        "Wie per mail gevraagd is wanneer hij kan", {"peiling": "peiling", "owner": "wie"}, _left_out("token")
    ),
    "peilingkeuze": TableText("Wie wat koos", {"peiling": "peiling", "owner": "wie", "nummer": "keuze"}),
    "vraag": TableText(
        "Open vragen aan het team",
        {
            "type": "over",
            "gesteld": "gesteld op",
            "state": "tot nu toe geantwoord",
            "zin": "gevraagd met",
            "args": "ingevuld met",
            "snapshot": "toen al bekend",
        },
        _left_out("id person room_id thread code"),
    ),
    "outbox": TableText(
        "Wat retbot zei en mailde",
        {
            "channel": "hoe",
            "sentence": "wat",
            "args": "met",
            "to": "aan",
            "made_at": "gemaakt",
            "due": "voor",
            "state": "stand",
            "sent_at": "verzonden",
            "bounced_at": "niet aangekomen",
        },
        _left_out(
            "id key code about room_id thread in_case opens_thread direct is_answer rings target lane rank first_due "
            "attempts retried attempted_at event_id envelope"
        ),
        _POSTS | _CHANNELS,
    ),
    "vermelding": TableText(
        "Berichten die ook deze casus noemen", {"post": "nummer van het bericht"}, _left_out("code")
    ),
    "note": TableText("Kleine notities", {"name": "wat", "value": "inhoud"}),
    "audit": TableText(
        "Wie wat deed of bekeek",
        {
            "at": "wanneer",
            "role": "rol",
            "on_behalf_of": "namens",
            "what": "wat",
            "processing": "verwerking",
            "outcome": "uitkomst",
        },
        _left_out("id code who event_id removed salt"),
    ),
    "besluit": TableText(
        "Besluiten van de gemeente",
        {"right": "over", "day": "van", "kenmerk": "kenmerk", "vastgelegd": "vastgelegd op"},
        _left_out("code eerste tweede"),
    ),
}
"""By the name of the table: every table that can hold something about a case."""
