"""The register of data breaches (AVG 33 lid 5): facts from lists and checked text, and two deadlines. Their hours also
run at night."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from retbot.domain.calendar.duration import DurationUnit
from retbot.domain.casus.casus import Feit
from retbot.domain.casus.safe_text import SafeText
from retbot.domain.convenant.convenant import Convenant, Plicht
from retbot.domain.errors import Refusal
from retbot.domain.tijd import local_day

AP_LIMIT = timedelta(hours=72)
"""Deadline to report to the Autoriteit Persoonsgegevens (AVG 33 lid 1)."""
RINGS = (12, 20, 48, 66)
"""Hours after the discovery at which the bot reminds."""
PARTIJEN, AP, BETROKKENEN, REGISTER = "partijen", "ap", "betrokkenen", "register"
"""What a duty about a datalek asks: to report it to the other parties, the Autoriteit or those concerned, or to fill in
the register."""
TE_LAAT = "te_laat"
"""The field with the reason for a report to the Autoriteit after its deadline (AVG 33 lid 1)."""

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
    TE_LAAT: (
        *("onderzoek-nodig", "later-als-datalek-herkend", "buiten-kantoortijd", "wachten-op-gemeente-of-FG"),
        "anders",
    ),
}
MEER = frozenset({"betrokkenen", "gegevens", "maatregelen"})
"""The fields with several choices."""
FEITEN = "feiten"
TEKSTEN: Mapping[str, str] = {FEITEN: FEITEN, "gevolgen": "gevolgen_tekst", "maatregelen": "maatregelen_tekst"}
"""Fields for free text, which is checked for identifying details: name as typed → field. AVG 33 lid 5 asks for the
facts, the effects and the remedial action."""
MELDINGEN = {PARTIJEN: "partijen", AP: "autoriteit", BETROKKENEN: "getroffenen"}
"""To whom the breach was reported: name as typed → field."""
_BY_LAW = {"AVG-33": AP, "AVG-34": BETROKKENEN}
"""The duties of the law, which every covenant file has."""
_DECLINED = {AP: "geen_melding", BETROKKENEN: "geen_bericht"}
"""Which of these need not be informed, when the risk is small enough → field."""
WITHDRAWN = ("vergissing", "dubbel", "geen-inbreuk", "geen-persoonsgegevens")
"""Why a row of the register turned out to be about no datalek, or about one that has a row already."""


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
    geen_bericht: bool = False
    """Decided: the risk is not high, so those concerned are not informed (AVG 34)."""
    te_laat: str | None = None
    feiten: SafeText | None = None
    gevolgen_tekst: SafeText | None = None
    maatregelen_tekst: SafeText | None = None
    ingetrokken: str | None = None
    """Why it is withdrawn, one of WITHDRAWN; the row and all that was recorded stay."""
    ingetrokken_op: datetime | None = None

    @property
    def ontbreekt(self) -> list[str]:
        if self.ingetrokken:
            return []
        asked = (name for name in (*KEUZES, FEITEN) if name != TE_LAAT or self.reported_late)
        return [name for name in asked if getattr(self, name) is None]

    @property
    def reported_late(self) -> bool:
        return self.autoriteit is not None and self.autoriteit > self.ontdekt + AP_LIMIT

    def report_to(self, to: str) -> datetime | None:
        found = getattr(self, MELDINGEN[to]) if to in MELDINGEN else None
        return found if isinstance(found, datetime) else None

    @property
    def reports(self) -> list[str]:
        """To whom it was reported."""
        return [to for to in MELDINGEN if self.report_to(to)]

    def is_settled(self, to: str) -> bool:
        """Whether it was reported there or need not be; for the register, whether that is filled in."""
        if self.ingetrokken:
            return True
        if to == REGISTER:
            return not self.ontbreekt
        return self.report_to(to) is not None or (to in _DECLINED and bool(getattr(self, _DECLINED[to])))


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
    changes = {field: at} | ({_DECLINED[to]: False} if to in _DECLINED else {})
    return replace(datalek, **changes)  # type: ignore[arg-type]


def without_report(datalek: Datalek, to: str) -> Datalek:
    """The Autoriteit, or those concerned, need not be informed. Raises Refusal when they were."""
    if at := datalek.report_to(to):
        raise Refusal("al_gemeld", aan=to, op=at)
    return replace(datalek, **{_DECLINED[to]: True})  # type: ignore[arg-type]


def limits(convenant: Convenant) -> dict[str, timedelta]:
    """To whom it must be reported within how many hours of its discovery. Only the law and the covenant itself set
    such a limit."""
    found = {AP: AP_LIMIT}
    for plicht in _duties(convenant):
        duur = plicht.termijn.duur
        if duur and duur.eenheid is DurationUnit.HOUR:
            found[must_report(plicht)] = timedelta(hours=duur.aantal)
    return found


def must_report(plicht: Plicht) -> str:
    """To whom the duty wants a datalek reported, or `register`; empty for any other duty."""
    return plicht.meldt or _BY_LAW.get(plicht.id, "")


def duty_to_report(convenant: Convenant, to: str) -> Plicht | None:
    return next((plicht for plicht in _duties(convenant) if must_report(plicht) == to), None)


def overdue(datalek: Datalek, convenant: Convenant, uur: int) -> list[str]:
    """What still has to be reported at the reminder after that many hours; nothing after the last hour of its limit,
    unless it is the last reminder."""
    open_ones = {to: limit for to, limit in limits(convenant).items() if not datalek.is_settled(to)}
    return list(open_ones) if any(timedelta(hours=uur) <= limit for limit in open_ones.values()) else []


def met_datalekken(team_feiten: Sequence[Feit], datalekken: Iterable[Datalek], convenant: Convenant) -> Sequence[Feit]:
    """Adds what the register fulfils: a report is recorded there only, whichever command said it."""
    return [
        *team_feiten,
        *(
            Feit("gedaan", _day(one, must_report(plicht)), one.nummer, plicht.id)
            for one in datalekken
            for plicht in _duties(convenant)
            if one.is_settled(must_report(plicht))
        ),
    ]


def _day(one: Datalek, to: str) -> date:
    return local_day(one.report_to(to) or one.ontdekt)


def _duties(convenant: Convenant) -> list[Plicht]:
    return [plicht for plicht in convenant.plichten if plicht.actief and must_report(plicht)]


def with_discovery(datalek: Datalek, at: datetime) -> Datalek:
    """Changes the moment of discovery; one that was withdrawn counts again. Raises Refusal when a report was made
    before that moment."""
    reports = [report for field in MELDINGEN.values() if (report := getattr(datalek, field))]
    if any(report < at for report in reports):
        raise Refusal("melding_voor_ontdekking")
    return replace(datalek, ontdekt=at, ingetrokken=None, ingetrokken_op=None)


def withdraw(datalek: Datalek, reason: str, at: datetime) -> Datalek:
    """Raises Refusal."""
    return replace(must_stand(datalek), ingetrokken=reason, ingetrokken_op=at)


def must_stand(datalek: Datalek) -> Datalek:
    """Raises Refusal when it was withdrawn."""
    if datalek.ingetrokken:
        raise Refusal("datalek_al_ingetrokken", nummer=datalek.nummer, reden=datalek.ingetrokken)
    return datalek


def _must_be_choice(name: str, text: str) -> str:
    if name not in KEUZES:
        raise Refusal("datalekveld_onbekend", velden=list(KEUZES))
    words = text.split(",") if name in MEER else [text]
    found = [word for word in words if word in KEUZES[name]]
    if len(found) != len(words):
        raise Refusal("datalekkeuze_onbekend", veld=name, keuzes=list(KEUZES[name]))
    return ",".join(dict.fromkeys(found))
