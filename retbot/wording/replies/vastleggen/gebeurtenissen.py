"""Answers to triage and noteer."""

from collections.abc import Sequence
from datetime import date

from retbot.domain.convenant.convenant import Tafel
from retbot.wording.citing import cited_article
from retbot.wording.dates import join, long_date
from retbot.wording.replies.chat.general import NOTHING
from retbot.wording.replies.vastleggen.noteren import EVENTS
from retbot.wording.sentences import sentence
from retbot.wording.vocabulary import the_table


@sentence("vraag_triage")
def vraag_triage(keuzes: Sequence[str], formulier: str = "", overige: str = "", artikel: str = "") -> str:
    """`formulier` is the table whose form was used; `overige` the table for cases that fit no other one."""
    asked = f"Wat kwam er uit de triage? {' · '.join(f'{n} {keuze}' for n, keuze in enumerate(keuzes, 1))}"
    told = [f"Het formulier is dat van {formulier}."] if formulier else []
    told += [f"Wat nergens past gaat naar de {overige} ({cited_article(artikel)})."] if overige else []
    return "\n".join([asked, *([" ".join(told)] if told else [])])


@sentence("triage_verschil")
def triage_verschil(wie: str, artikel: str) -> str:
    return (
        f"Vastgelegd: geen overeenstemming. Dan beslist de {wie} ({cited_article(artikel)}). "
        "Leg dat besluit vast met `!ret triage CODE`."
    )


@sentence("team_genoteerd")
def team_genoteerd(event: str, op: date, today: date, gevolgen: Sequence[str]) -> str:
    when = "" if op == today else f" op {long_date(op, today)}"
    return "\n".join([f"{EVENTS[event]}{when}.", *(f"• {line}" for line in gevolgen)])


@sentence("gebeurtenis_onbekend")
def gebeurtenis_onbekend(kent: Sequence[str]) -> str:
    return f"Wat is er gebeurd? Kies uit: {join([f'`{name}`' for name in kent], 'of')}. {NOTHING}"


@sentence("aanvaard_wie")
def aanvaard_wie(rollen: Sequence[str]) -> str:
    choices = join([f"`{rol}`" for rol in rollen], "of")
    return (
        f"Wie heeft de uitnodiging aanvaard? Kies uit: {choices}. "
        f"Bijvoorbeeld: `!ret noteer CODE aanvaard {rollen[0]}`. {NOTHING}"
    )


@sentence("datalek_apart")
def datalek_apart() -> str:
    return f"Een datalek heeft een eigen register, zonder code: `!ret datalek vandaag 14:30`. {NOTHING}"


def other_table_planned(tafel: Tafel, code: str) -> str:
    return f"gepland staat {the_table(tafel)}: zeg die af en plan opnieuw. → `!ret annuleer {code}`"
