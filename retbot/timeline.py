"""`retbot timeline`: the terms that follow from given events, as text or JSON."""

import json
from datetime import date, datetime

from retbot.calendar_nl import kalender
from retbot.domain.convenant import EVENTS, Convenant
from retbot.domain.termijnen import Einde
from retbot.domain.tijdlijn import Tijdlijnregel, tijdlijn
from retbot.taal import AMSTERDAM, join


def parse_event(text: str) -> tuple[str, date | datetime]:
    """`aanmelding=2026-04-20`, or with a local time for terms in hours; raises ValueError."""
    name, _, when = text.partition("=")
    if name not in EVENTS:
        raise ValueError(f"unknown event {name!r}; known are: {', '.join(sorted(EVENTS))}")
    try:
        if len(when) == len("2026-04-20"):
            return name, date.fromisoformat(when)
        instant = datetime.fromisoformat(when)
    except ValueError:
        raise ValueError(f"{when!r} is no date; write {name}=2026-04-20 or {name}=2026-04-20T14:00") from None
    return name, instant if instant.tzinfo else instant.replace(tzinfo=AMSTERDAM)


def timeline(convenant: Convenant, events: list[tuple[str, date | datetime]], *, as_json: bool) -> str:
    rules = tijdlijn(convenant, dict(events), kalender())
    if as_json:
        return json.dumps([_object(rule) for rule in rules], ensure_ascii=False, indent=2)
    return "\n".join(_line(rule) for rule in rules) or "No term follows from these events."


def _object(rule: Tijdlijnregel) -> dict[str, object]:
    plicht = rule.plicht
    return {
        "id": plicht.id,
        "artikel": plicht.artikel,
        "event": plicht.termijn.event,
        "due": _due(rule.einde),
        "rol": plicht.wie_tekst,
        "voorwaarde": plicht.voorwaarde,
        "lezing": plicht.lezing or plicht.keuze_team,
        "moved_by": [{"date": day.isoformat(), "name": name} for day, name in _moved(rule.einde)],
    }


def _line(rule: Tijdlijnregel) -> str:
    plicht = rule.plicht
    remarks = [f"als: {plicht.voorwaarde}"] if plicht.voorwaarde else []
    if names := [name for _, name in _moved(rule.einde)]:
        remarks.append(f"verschoven door {join(names)}")
    text = f"{_due(rule.einde)}  {plicht.id:<8} art. {plicht.artikel:<24} {plicht.wie_tekst:<22} {plicht.wat}"
    return f"{text} ({'; '.join(remarks)})" if remarks else text


def _due(einde: Einde) -> str:
    if isinstance(einde.due, datetime):
        return einde.due.astimezone(AMSTERDAM).isoformat(timespec="seconds")
    return einde.due.isoformat()


def _moved(einde: Einde) -> list[tuple[date, str]]:
    return [(day, kalender().free[day]) for day in einde.moved_by]
