"""The register of data breaches (AVG 33 lid 5): facts from lists and checked text, and two deadlines. Their hours also
run at night."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from retbot.domain.casus.safe_text import SafeText
from retbot.domain.errors import Refusal

PARTIJEN = timedelta(hours=24)
"""Deadline to inform the other parties (art. 17.5 of model-2024; elsewhere our own choice)."""
AP = timedelta(hours=72)
"""Deadline to report to the Autoriteit Persoonsgegevens (AVG 33 lid 1)."""
RINGS = (12, 20, 48, 66)
"""Hours after the discovery at which the bot reminds."""

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
"""The fields with several choices."""
FEITEN = "feiten"
TEKSTEN: Mapping[str, str] = {FEITEN: FEITEN, "gevolgen": "gevolgen_tekst", "maatregelen": "maatregelen_tekst"}
"""Fields for free text, which is checked for identifying details: name as typed → field. AVG 33 lid 5 asks for the
facts, the effects and the remedial action."""
MELDINGEN = {"partijen": "partijen", "ap": "autoriteit", "betrokkenen": "getroffenen"}
"""To whom the breach was reported: name as typed → field."""


@dataclass(frozen=True, slots=True)
class Datalek:
    """One row of the register. Several choices are separated by commas; texts were checked for identifying details."""

    nummer: int
    ontdekt: datetime
    door: str
    """The right of the person who recorded it, as in the audit."""
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
    """Decided: a risk is unlikely, so the Autoriteit is not informed."""
    feiten: SafeText | None = None
    gevolgen_tekst: SafeText | None = None
    maatregelen_tekst: SafeText | None = None

    @property
    def ontbreekt(self) -> list[str]:
        return [name for name in (*KEUZES, FEITEN) if getattr(self, name) is None]

    def is_done(self, uur: int) -> bool:
        """Whether the reminder of this hour is no longer needed."""
        told = self.autoriteit is not None or self.geen_melding
        return told and (self.partijen is not None or timedelta(hours=uur) > PARTIJEN)


def with_choices(datalek: Datalek, answers: Mapping[str, str]) -> Datalek:
    """Replaces earlier choices by these. Raises Refusal for a value that is not one of the choices."""
    return replace(datalek, **{name: _must_be_choice(name, text) for name, text in answers.items()})  # type: ignore[arg-type]


def with_text(datalek: Datalek, name: str, text: SafeText) -> Datalek:
    """Replaces an earlier text; `name` is one of TEKSTEN."""
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
    """Changes the moment of discovery. Raises Refusal when a report was made before that moment."""
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
