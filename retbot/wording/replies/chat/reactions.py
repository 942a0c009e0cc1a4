"""Answers to reactions."""

from datetime import date

from retbot.domain.casus.casus import Feit
from retbot.domain.termijnen.completion import AFSPRAAK
from retbot.wording import forms
from retbot.wording.citing import cited_article
from retbot.wording.dates import long_date
from retbot.wording.replies.chat.general import NOTHING
from retbot.wording.sentences import sentence


@sentence("reactie_genoteerd")
def reactie_genoteerd(wat: str, wie: str, artikel: str, herstel: str) -> str:
    mend = f" of typ `!ret {herstel}`" if herstel else ""
    cited = cited_article(artikel)
    return (
        f"{wie[:1].upper()}{wie[1:]} heeft afgevinkt: {wat}, vandaag ({cited}). Toch niet? Haal uw reactie weg{mend}."
    )


@sentence("reactie_teruggenomen")
def reactie_teruggenomen(wat: str) -> str:
    return f"Teruggenomen: {wat} staat weer open."


@sentence("reactie_later")
def reactie_later(op: date) -> str:
    return f"Ik herinner u opnieuw op {long_date(op)}."


@sentence("reactie_al_gedaan")
def reactie_al_gedaan(wat: str, op: date, today: date) -> str:
    when = "vandaag" if op == today else f"op {long_date(op, today)}"
    return f"Dat stond al genoteerd: {wat}, {when}. {NOTHING}"


@sentence("reactie_te_weinig")
def reactie_te_weinig(wat: str, vorm: str) -> str:
    how = f" Typ `!ret {vorm}`." if vorm else ""
    return f"Hier is een vinkje niet genoeg: {wat}.{how} {NOTHING}"


@sentence("reactie_is_geen_besluit")
def reactie_is_geen_besluit() -> str:
    return (
        "Met een vinkje neem ik geen besluit. Opschalen: `!ret escaleer CODE`. Is het intussen geregeld: "
        f"`!ret opgevolgd CODE PARTIJ`. {NOTHING}"
    )


@sentence("reactie_welke")
def reactie_welke(aantal: int, vormen: list[str]) -> str:
    more = f" · en {aantal - len(vormen)} meer" if aantal > len(vormen) else ""
    return f"Hier staan {aantal} taken van u. Typ welke klaar is: {' · '.join(vormen)}{more}. {NOTHING}"


def undo_of(feit: Feit, code: str) -> str:
    """The command that removes this fact; empty when only taking the reaction back does."""
    if feit.event == AFSPRAAK:
        return f"afspraak {code} {feit.subject} open"
    if feit.event == "gedaan":
        return ""
    name = forms.name_of(feit.event)
    return " ".join(["herstel", code, name, *([feit.subject] if feit.subject else []), "weg"])
