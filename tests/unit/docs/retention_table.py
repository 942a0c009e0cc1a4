"""The table of docs/privacy.md that says of everything that is kept why, how long, and who sees it."""

from dataclasses import dataclass
from datetime import timedelta

from retbot.domain.privacy.retention import ABSENCE, ANSWERS, COPIES, EVENTS, GUESTS, OVERLEGGEN, POSTS, UNFINISHED

MET_CASUS = "tot de bewaartermijn van het convenant voorbij is (Overijssel: een jaar na sluiten, art. 12.2)"
_LEIDING = "voorzitter, secretaris"


@dataclass(frozen=True, slots=True)
class RetentionRow:
    """A row of the table in docs/privacy.md, in Dutch: what is kept in these tables (or `elders`, beside the database),
    why, how long, and who sees it. `met_casus`: everything of it that is about a case goes with the case."""

    wat: str
    waarom: str
    hoe_lang: str
    wie: str
    tabellen: tuple[str, ...] = ()
    met_casus: bool = False
    elders: str = ""


def in_days(kept: timedelta) -> str:
    return "een dag" if kept.days == 1 else f"{kept.days} dagen"


BEWARING = (
    RetentionRow(
        "casus: code, dagen, leeftijdsgroep, gemeente, keuzes uit lijsten, omschrijving van een afspraak",
        "termijnen bewaken",
        MET_CASUS,
        f"{_LEIDING} en wie voor hen waarneemt; anderen wat in de draad staat en het eigene",
        ("casus", "feit", "bespreking", "afspraak"),
        met_casus=True,
    ),
    RetentionRow(
        "afgeleide termijnen en herinneringen",
        "op tijd herinneren",
        "met de casus",
        "wie in de kamer is",
        ("termijn", "herinnering"),
        met_casus=True,
    ),
    RetentionRow(
        "uitnodigingen, wat een genodigde het laatst te horen kreeg, en zijn antwoord, ook een dat nog niet telt",
        "weten wie er komt",
        f"met de casus; van een overleg van het team {in_days(GUESTS)} na dat overleg",
        _LEIDING,
        ("uitnodiging", "told", "antwoord", "offered_answer"),
        met_casus=True,
    ),
    RetentionRow(
        "naar welk adres (een willekeurig token) iemand antwoordt",
        "een antwoord bij de juiste genodigde brengen; een mailprogramma herkent de afzender",
        "met de casus; van een deelnemer tot hij van de lijst gaat of een ander adres krijgt",
        "niemand",
        ("antwoordadres",),
        met_casus=True,
    ),
    RetentionRow(
        "overleggen van het team: begin, duur, plek",
        "tijdvakken uitdelen, plichten van het team bewaken",
        f"{in_days(OVERLEGGEN)} na het overleg",
        "wie in de kamer is",
        ("overleg",),
    ),
    RetentionRow(
        "peilingen: momenten, wie (rol of nummer) welk koos, en een willekeurig token voor wie per mail kiest",
        "een datum vinden, weten wie komt",
        "met de casus; bij het sluiten gaan lopende peilingen dicht",
        f"{_LEIDING}; in de app ook wie in de kamer is",
        ("peiling", "peilingoptie", "peilingkeuze", "peilingvraag"),
        met_casus=True,
    ),
    RetentionRow(
        "mailadressen, verzegeld: van wie bij één casus hoort, en van deelnemers",
        "uitnodigen, herinneren",
        "tot de casus sluit en de laatste mail weg is; tot de deelnemer van de lijst gaat",
        "niemand; gemaskeerd voor wie ze gaf",
        ("adres", "ander_adres"),
        met_casus=True,
    ),
    RetentionRow(
        "een adres waar iemand niet meer bereikt wordt, verzegeld, en dat hij er was",
        "daar één keer afzeggen wat in die agenda staat, en antwoorden van daar herkennen",
        f"het adres tot die mail weg is; dat het er was met de casus, bij een overleg {in_days(GUESTS)}",
        "niemand",
        ("oud_adres",),
        met_casus=True,
    ),
    RetentionRow(
        "deelnemers: rol, sector, partij, Matrix-id, datum VOG, sinds wanneer",
        "weten wie meedoet",
        "tot iemand van de lijst gaat",
        f"{_LEIDING}, beheerder",
        ("deelnemer",),
    ),
    RetentionRow(
        "afwezigheid: wie (nummer, of Matrix-id van de voorzitter en de secretaris), van en tot",
        "vervangers hun uitnodigingen en rechten geven",
        f"{in_days(ABSENCE)} na afloop, of tot iemand het intrekt",
        "wie in de kamer is",
        ("afwezigheid",),
    ),
    RetentionRow(
        "feiten van het team: evaluaties, knelpunten, verlengingen; geen persoon, geen casus",
        "plichten van het team bewaken",
        "blijven",
        "wie in de kamer is",
        ("teamfeit",),
    ),
    RetentionRow(
        "open vragen; aanmeldingen die geweigerd of afgebroken zijn",
        "verdergaan kan",
        f"tot het antwoord, of met de casus; zonder casus {in_days(UNFINISHED)}",
        f"wie hem deed, {_LEIDING}",
        ("vraag",),
        met_casus=True,
    ),
    RetentionRow(
        "wat retbot zei: soort bericht en keuzes, nooit tekst; welke casussen een bericht noemt",
        "precies één keer zeggen",
        f"met de casus; antwoorden zonder casus {in_days(ANSWERS)}, de rest {in_days(POSTS)}",
        "–",
        ("outbox", "vermelding"),
        met_casus=True,
    ),
    RetentionRow(
        "verwerkingslogboek",
        "verantwoorden",
        "met de casus; regels zonder casus vijf jaar",
        "wie de database mag lezen",
        ("audit",),
        met_casus=True,
    ),
    RetentionRow(
        "keten van controlegetallen daarover: zegt zonder de regel zelf niets",
        "zien of er iets veranderd is",
        "blijft",
        "wie de database mag lezen",
        ("audit_chain",),
    ),
    RetentionRow(
        "ids van verwerkte berichten, controlegetallen van verwerkte mails",
        "niets twee keer doen",
        in_days(EVENTS),
        "–",
        ("inbox",),
    ),
    RetentionRow("kleine notities", "zie hieronder", "zie hieronder", "–", ("note",), met_casus=True),
    RetentionRow(
        "besluiten van de gemeente over inzage en wissen (datum, kenmerk)",
        "verantwoorden, twee personen",
        "met de casus",
        _LEIDING,
        ("besluit",),
        met_casus=True,
    ),
    RetentionRow(
        "register van datalekken: tijden, keuzes uit lijsten, tekst die door de poort ging; geen casus",
        "AVG 33 lid 5",
        "blijft",
        _LEIDING,
        ("datalek",),
    ),
    RetentionRow("tellingen per half jaar", "rode draden", "blijven", _LEIDING, ("teller",)),
    RetentionRow(
        "kopieën van vóór een nieuwe versie",
        "terug kunnen",
        f"{in_days(COPIES)}, en nooit langer dan tot er een casus gewist wordt",
        "beheerder",
        elders="`backup/`",
    ),
    RetentionRow(
        "willekeurige getallen van gewiste casussen, die nergens anders meer staan",
        "een teruggezette back-up meteen opnieuw wissen",
        "twee jaar",
        "beheerder",
        elders="`keys/deleted.json`",
    ),
    RetentionRow(
        "mails die binnenkwamen, ook wat opzij is gezet",
        "nakijken kan",
        "14 dagen (`keep_days`)",
        "wie bij de mailbox kan",
        elders="de mailbox",
    ),
    RetentionRow(
        "plaats in de stroom van berichten, sleutels van mensen, apparaat van retbot",
        "berichten precies één keer lezen, mensen herkennen",
        "zolang retbot draait; geen woord uit een bericht",
        "beheerder",
        elders=(
            "`since.json`, `pending.json`, `invitations.json`, `told.json`, `heartbeat.json`, `pins.json`, "
            "`seeds.json`, `session.json`, `crypto/`"
        ),
    ),
)
"""Every table of the store stands in exactly one of these."""
