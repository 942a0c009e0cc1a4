"""The register of breaches (AVG 33 lid 5): facts from lists and through the gate, and two clocks, which count the hours
of day and night."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from retbot.domain.casus.safe_text import SafeText
from retbot.domain.errors import Refusal

PARTIJEN = timedelta(hours=24)
"""Between the parties (art. 17.5 of model-2024, our own habit elsewhere)."""
AP = timedelta(hours=72)
"""To the Autoriteit Persoonsgegevens (AVG 33 lid 1)."""
RINGS = (12, 20, 48, 66)
"""Hours after the discovery."""

KEUZES: Mapping[str, tuple[str, ...]] = {
    "aard": ("ingezien", "verkeerd-verzonden", "kwijt", "gestolen", "gewijzigd", "niet-bereikbaar", "anders"),
    "oorzaak": ("menselijke-fout", "technische-fout", "kwade-opzet", "organisatie", "onbekend"),
    "betrokkenen": ("jeugdige", "ouders", "professionals", "anderen"),
    "aantal": ("1", "2-10", "11-100", "meer-dan-100", "onbekend"),
    "gegevens": ("naam", "contact", "gezondheid", "bsn", "financieel", "strafrechtelijk", "casuscode", "anders"),
    "gevolgen": ("geen", "klein", "groot", "onbekend"),
    "maatregelen": (
        *("bericht-verwijderd", "ontvanger-verzocht-te-wissen", "wachtwoord-gewijzigd", "sleutels-vernieuwd"),
        *("toegang-ingetrokken", "werkwijze-aangepast", "geen", "anders"),
    ),
}
MEER = frozenset({"betrokkenen", "gegevens", "maatregelen"})
"""Of which several may be chosen."""
FEITEN = "feiten"
TEKSTEN: Mapping[str, str] = {FEITEN: FEITEN, "gevolgen": "gevolgen_tekst", "maatregelen": "maatregelen_tekst"}
"""What may be told in one's own words, through the gate, as typed → the field: AVG 33 lid 5 asks for the facts, the
effects and the remedial action."""
MELDINGEN = {"partijen": "partijen", "ap": "autoriteit", "betrokkenen": "getroffenen"}
"""To whom it was reported, as typed → the field."""


@dataclass(frozen=True, slots=True)
class Datalek:
    """One row of the register. Several choices stand with commas between them; what is typed passed the gate."""

    nummer: int
    ontdekt: datetime
    door: str
    """By what right it was recorded, as in the audit."""
    aard: str | None = None
    oorzaak: str | None = None
    betrokkenen: str | None = None
    aantal: str | None = None
    gegevens: str | None = None
    gevolgen: str | None = None
    maatregelen: str | None = None
    partijen: datetime | None = None
    autoriteit: datetime | None = None
    getroffenen: datetime | None = None
    geen_melding: bool = False
    """Decided: a risk is unlikely, so the Autoriteit is not told."""
    feiten: SafeText | None = None
    gevolgen_tekst: SafeText | None = None
    maatregelen_tekst: SafeText | None = None

    @property
    def ontbreekt(self) -> list[str]:
        return [name for name in (*KEUZES, FEITEN) if getattr(self, name) is None]

    def is_done(self, uur: int) -> bool:
        """Whether the bell of this hour has nothing to ring for."""
        told = self.autoriteit is not None or self.geen_melding
        return told and (self.partijen is not None or timedelta(hours=uur) > PARTIJEN)


def with_choices(datalek: Datalek, answers: Mapping[str, str]) -> Datalek:
    """With these choices in place of earlier ones. Raises Refusal for what is no choice."""
    return replace(datalek, **{name: _must_be_choice(name, text) for name, text in answers.items()})  # type: ignore[arg-type]


def with_text(datalek: Datalek, name: str, text: SafeText) -> Datalek:
    """With this text in place of an earlier one; `name` is one of TEKSTEN."""
    return replace(datalek, **{TEKSTEN[name]: text})  # type: ignore[arg-type]


def with_report(datalek: Datalek, to: str, at: datetime) -> Datalek:
    """Raises Refusal."""
    field = MELDINGEN.get(to)
    if field is None:
        raise Refusal("melding_onbekend", aan=list(MELDINGEN))
    if at < datalek.ontdekt:
        raise Refusal("melding_voor_ontdekking")
    changes = {field: at} | ({"geen_melding": False} if field == "autoriteit" else {})
    return replace(datalek, **changes)  # type: ignore[arg-type]


def with_discovery(datalek: Datalek, at: datetime) -> Datalek:
    """With another moment of discovery. Raises Refusal when it was reported before that."""
    reports = [report for field in MELDINGEN.values() if (report := getattr(datalek, field))]
    if any(report < at for report in reports):
        raise Refusal("melding_voor_ontdekking")
    return replace(datalek, ontdekt=at)


def _must_be_choice(name: str, text: str) -> str:
    if name not in KEUZES:
        raise Refusal("datalekveld_onbekend", velden=list(KEUZES))
    words = text.split(",") if name in MEER else [text]
    found = [word for word in words if word in KEUZES[name]]
    if len(found) != len(words):
        raise Refusal("datalekkeuze_onbekend", veld=name, keuzes=list(KEUZES[name]))
    return ",".join(dict.fromkeys(found))
