"""Messages about the audit log, and about keeping and deleting."""

from datetime import date, datetime, timedelta

from retbot.domain.convenant.convenant import Convenant
from retbot.domain.keeping_terms import deleted_on, erasure_term, last_recorded, lies_still
from retbot.domain.privacy.datalekken import AP, duty_to_report, limits, overdue
from retbot.domain.tijd import local
from retbot.scheduling.occasion import Occasion, Speech, notice
from retbot.wording.citing import cite
from retbot.wording.dates import clock_time, full_date, long_date

_SHOWN = 32
"""How many digits of the last link are shown: enough that nobody can make another chain with the same digits."""


@notice("auditkop")
async def auditkop(turn: Occasion) -> Speech | None:
    kept = f"{turn.number('rij')}:{turn.text('kop')[:_SHOWN]}"
    return Speech(
        f"Controlegetal van het verwerkingslogboek, week {turn.number('week')}: `{kept}`\n"
        "De beheerder kan hiermee later nagaan of er niets uit dat logboek is weggehaald. U hoeft niets te doen."
    )


@notice("verwijdering")
async def verwijdering(turn: Occasion) -> Speech | None:
    """Once, two weeks before."""
    casus = await turn.casus()
    termijn = erasure_term(casus, turn.team) if casus and casus.gesloten else None
    if casus is None or termijn is None or termijn.day != turn.post.args["dag"]:
        return None
    day = full_date(deleted_on(casus, termijn.day, turn.today))
    return Speech(
        f"Op {day} verwijder ik alles over **{casus.code}** ({cite(termijn.plicht)}), "
        "ook wat ik er hier over zei. Voor de rode draden blijven alleen tellingen per half jaar over. "
        "U hoeft niets te doen."
    )


@notice("gewist", at_any_hour=True)
async def gewist(_: Occasion) -> Speech | None:
    """Without the code, because nothing of the case may remain."""
    return Speech("Een casus is gewist op besluit van de gemeente. Er is niets meer van over.")


@notice("gewist_ongemeld")
async def gewist_ongemeld(_: Occasion) -> Speech | None:
    """Without the code and without a number of cases; once a day."""
    return Speech(
        "De bewaartermijn van een of meer gesloten casussen was voorbij, en dat had ik hier niet van tevoren kunnen "
        "melden. Ik heb alles erover verwijderd. U hoeft niets te doen."
    )


@notice("klok_sprong", at_any_hour=True)
async def klok_sprong(turn: Occasion) -> Speech | None:
    """To the beheerder, in private."""
    old, new, until = (full_date(date.fromisoformat(turn.text(name))) for name in ("van", "naar", "tot"))
    return Speech(
        f"De klok van deze computer sprong van {old} naar {new}, of ik stond al die tijd stil. Kijk of de datum klopt. "
        f"Zo niet: zet de klok goed en start mij opnieuw. Tot {until} verwijder ik niets omdat een termijn voorbij is."
    )


@notice("datalek_klok")
async def datalek_klok(turn: Occasion) -> Speech | None:
    """At any hour, until it was reported or somebody decided that this is not needed."""
    one = next((d for d in await turn.work.datalekken.all() if d.nummer == turn.number("nummer")), None)
    uur = turn.number("uur")
    convenant = turn.convenant()
    open_ones = overdue(one, convenant, uur) if one else []
    if one is None or not open_ones or turn.post.args.get("ontdekt", one.ontdekt) != one.ontdekt:
        return None
    now, due = turn.now, limits(convenant)
    missing = [f"{_whom(to)} ({_by(one.ontdekt + due[to], now)}, {_law(to, convenant)})" for to in open_ones]
    typed = " · ".join(f"`!ret datalek {one.nummer} gemeld {to}`" for to in open_ones)
    return Speech(
        f"**Datalek {one.nummer}** is {_known_for(one.ontdekt, now)} bekend. "
        f"Nog niet gemeld aan: {' en '.join(missing)}.\n{typed}"
        f"{f' · `!ret datalek {one.nummer} niet melden`' if AP in open_ones else ''}"
    )


def _whom(to: str) -> str:
    return "de Autoriteit Persoonsgegevens" if to == AP else f"de {to}"


def _law(to: str, convenant: Convenant) -> str:
    plicht = duty_to_report(convenant, to)
    return "AVG 33" if to == AP or plicht is None else cite(plicht)


def _known_for(ontdekt: datetime, now: datetime) -> str:
    hours = int((now - ontdekt) / timedelta(hours=1))
    return f"{hours} uur" if hours <= 72 else f"{hours // 24} dagen"


def _by(due: datetime, now: datetime) -> str:
    moment = local(due)
    said = f"{long_date(moment.date(), local(now).date())} {clock_time(moment.time())}"
    return f"uiterlijk {said}" if due > now else f"verstreken {said}"


@notice("ligt_stil")
async def ligt_stil(turn: Occasion) -> Speech | None:
    """Every month, for an open case without any entry for a year."""
    casus = await turn.open_casus()
    if casus is None or not lies_still(casus, turn.today):
        return None
    return Speech(
        f"Over **{casus.code}** is sinds {full_date(last_recorded(casus))} niets vastgelegd. Loopt deze casus nog? "
        f"Leg dan vast wat er gebeurde; anders: `!ret sluit {casus.code} REDEN`. Zolang de casus openstaat, "
        "begint de bewaartermijn niet te lopen."
    )
