"""status, tijdlijn, termijnen: what is, what comes, and by when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from retbot.domain.casus import Casus, Stand
from retbot.domain.casustermijnen import Staat, Termijn
from retbot.domain.convenant import Soort
from retbot.domain.errors import Refusal
from retbot.domain.inzage import is_own, may_see, names_of, roles, whose
from retbot.domain.nagaan import open_questions
from retbot.domain.rollen import Deelnemer
from retbot.domain.teamtermijnen import met_overleggen, teamtermijnen
from retbot.domain.tijdlijn import last_instant
from retbot.handlers.commands import READERS, Code, Command
from retbot.handlers.replies import overview as say
from retbot.handlers.replies import rows
from retbot.handlers.replies.noteren import step_of
from retbot.handlers.request import Request, person_of
from retbot.handlers.toezeggingen import toezeggingen
from retbot.inviting import AT_OLD_ADDRESS
from retbot.ports import Channel

_WHICH = ("", "te laat", "deze week", "mijn")


@dataclass(frozen=True, slots=True)
class _Owed:
    """A term with its case; None for a term of the team."""

    termijn: Termijn
    casus: Casus | None


async def status(request: Request) -> None:
    """Of the case, or of all open cases when none is named."""
    _nothing_more(request, "status CODE")
    if request.code is None:
        await _all_cases(request)
        return
    casus = await request.casus()
    terms = request.team.termijnen(casus)
    open_terms = [t for t in terms if t.staat is Staat.OPEN]
    await request.reply(
        say.status_casus,
        code=casus.code,
        kop=rows.header(casus, request.convenant(casus), request.today),
        stand=rows.stand(casus, request.today),
        komst=await _komst(request, casus),
        stap=step_of(casus, terms, request.convenant(casus)),
        termijnen=[rows.row(t, casus, whose(t, casus), request.now, request.team.kalender) for t in open_terms],
        afspraken=rows.afspraak_rows(casus, request.today),
        mails=await _mails(request, casus),
        vragen=await _asked(request, casus),
        na_te_gaan=len(open_questions(casus, request.convenant(casus))),
        brug=_bridge(request, open_terms),
    )


async def _komst(request: Request, casus: Casus) -> str:
    """Who comes to the bespreking that is planned."""
    planned = casus.bespreking
    if planned is None or planned.stand is not Stand.GEPLAND:
        return ""
    return await toezeggingen(request, planned.uid, planned.overleg)


async def _all_cases(request: Request) -> None:
    nearest = {casus.code: await _nearest(request, casus) for casus in await _cases(request)}
    cases = sorted(await _cases(request), key=lambda c: _order(nearest[c.code]))
    lines = [_case_row(request, casus, nearest[casus.code]) for casus in cases]
    await request.reply(
        say.status_alle, casussen=lines, brug=_bridge(request, [t for t in nearest.values() if t is not None])
    )


async def _nearest(request: Request, casus: Casus) -> Termijn | None:
    return next((t for t in _terms(request, casus) or [] if t.staat is Staat.OPEN), None)


def _order(termijn: Termijn | None) -> tuple[bool, str]:
    return (termijn is None, last_instant(termijn.due).isoformat() if termijn else "")


def _case_row(request: Request, casus: Casus, nearest: Termijn | None) -> str:
    if _terms(request, casus) is None:
        return rows.lost_row(casus.code)
    return rows.case_row(casus.code, nearest, casus, request.now, request.team.kalender)


async def tijdlijn(request: Request) -> None:
    """Every term to come, what is done only counted."""
    _nothing_more(request, "tijdlijn CODE")
    casus = await request.casus()
    terms = request.team.termijnen(casus)
    to_come = [t for t in terms if t.staat is not Staat.VOLDAAN]
    kalender = request.team.kalender
    await request.reply(
        say.tijdlijn_casus,
        code=casus.code,
        regels=[rows.full_row(t, casus, whose(t, casus), request.now, kalender) for t in to_come],
        gedaan=len(terms) - len(to_come),
        brug=_bridge(request, to_come),
    )


async def termijnen(request: Request) -> None:
    """All open terms, of the cases and of the team, or those that `te laat`, `deze week` or `mijn` picks."""
    which = request.rest.lower()
    if which not in _WHICH:
        raise Refusal("vorm", vorm="termijnen [te laat|deze week|mijn]")
    owed = await _owed(request)
    picked = _picked(request, owed, which)
    late = [o for o in owed if o.termijn.is_late(request.now) and o not in picked]
    people = await request.work.deelnemers()
    await request.reply(
        say.termijnen_alle,
        welke=which,
        regels=[_line(request, o, people) for o in picked],
        zonder_termijn=_without_term(request, which),
        ongeregeld=list(request.team.convenant.ongeregeld) if not which else [],
        te_laat=len(late) if which == "deze week" else 0,
        brug=_bridge(request, [o.termijn for o in picked]),
    )


def _line(request: Request, owed: _Owed, people: Iterable[Deelnemer]) -> str:
    wie = whose(owed.termijn, owed.casus, people)
    line = rows.row(owed.termijn, owed.casus, wie, request.now, request.team.kalender)
    return f"{owed.casus.code} {line}" if owed.casus else f"team {line}"


async def _owed(request: Request) -> list[_Owed]:
    team = request.team
    found = [_Owed(t, casus) for casus in await _cases(request) for t in _terms(request, casus) or []]
    overleggen, people = await request.work.overleggen(), await request.work.deelnemers()
    facts = met_overleggen(await request.work.teamfeiten(), overleggen, team.convenant)
    found += [_Owed(t, None) for t in teamtermijnen(team.convenant, facts, people, team.kalender, request.today)]
    open_ones = [o for o in found if o.termijn.staat is Staat.OPEN]
    return sorted(open_ones, key=lambda o: (last_instant(o.termijn.due), o.casus.code if o.casus else ""))


def _picked(request: Request, owed: list[_Owed], which: str) -> list[_Owed]:
    if which == "te laat":
        return [o for o in owed if o.termijn.is_late(request.now)]
    if which == "deze week":
        first, last = _week(request.today)
        return [o for o in owed if first <= o.termijn.day <= last]
    if which == "mijn":
        return [o for o in owed if _is_mine(request, o)]
    return owed


def _is_mine(request: Request, owed: _Owed) -> bool:
    convenant = request.convenant(owed.casus) if owed.casus else request.team.convenant
    return is_own(owed.termijn, request.person, convenant, owed.casus)


def _week(today: date) -> tuple[date, date]:
    """Monday and Sunday."""
    monday = today - timedelta(days=today.weekday())
    return monday, monday + timedelta(days=6)


def _without_term(request: Request, which: str) -> list[str]:
    """The duties for which the covenant names no term, in the lists that are not about dates."""
    convenant = request.team.convenant
    duties = [p for p in convenant.plichten if p.actief and p.termijn.soort is Soort.GEEN]
    if which == "mijn":
        duties = [p for p in duties if roles(request.person, convenant) & set(p.wie)]
    return rows.without_term(duties) if which in {"", "mijn"} else []


def _terms(request: Request, casus: Casus) -> list[Termijn] | None:
    """None when the covenant under which it came in is gone: the other cases must still be listed."""
    try:
        return request.team.termijnen(casus)
    except Refusal:
        return None


async def _cases(request: Request) -> list[Casus]:
    return [casus for casus in await request.work.casussen() if may_see(request.person, casus)]


async def _mails(request: Request, casus: Casus) -> list[str]:
    posts = [row for row in await request.work.posts(code=casus.code) if row.post.channel is Channel.MAIL]
    labels = {f"deelnemer:{d.nummer}": d.label for d in await request.work.deelnemers()}
    owners = {row.post.to or "": str(row.post.args["owner"]) for row in posts if row.post.kind == AT_OLD_ADDRESS}
    return rows.mail_rows(posts, labels | {to: labels.get(owner, owner) for to, owner in owners.items()})


async def _asked(request: Request, casus: Casus) -> list[str]:
    """To whom a question about this case stands open."""
    members = [d.matrix_id for d in await request.work.deelnemers() if d.matrix_id]
    people = dict.fromkeys([*sorted(request.team.bekend), *members])
    found = [p for p in people for v in await request.work.questions(p) if v.code == casus.code]
    return [await _called(request, matrix_id) for matrix_id in dict.fromkeys(found)]


async def _called(request: Request, matrix_id: str) -> str:
    person = await person_of(matrix_id, request.work, request.team)
    if person.deelnemer:
        return person.deelnemer.label
    return f"de {names_of(person.rechten, request.team.convenant)[0]}"


def _bridge(request: Request, terms: Iterable[Termijn]) -> int | None:
    """The last year of which the equated days are known, when one of the terms ends later."""
    last = request.team.kalender.bridge_days_until
    return last if any(t.day.year > last for t in terms) else None


def _nothing_more(request: Request, usage: str) -> None:
    if request.rest:
        raise Refusal("te_veel", vorm=usage)


COMMANDS = (
    Command(
        "status",
        "status [CODE]",
        "Waar een casus staat en wat er nog moet; zonder code alle open casussen.",
        "overzicht",
        READERS,
        status,
        Code.OPTIONAL,
        reads=True,
    ),
    Command(
        "tijdlijn",
        "tijdlijn CODE",
        "Elke termijn die nog komt, met het artikel en de dag die haar verschoof.",
        "overzicht",
        READERS,
        tijdlijn,
        reads=True,
    ),
    Command(
        "termijnen",
        "termijnen [te laat|deze week|mijn]",
        "De open termijnen van alle casussen en van het team.",
        "overzicht",
        READERS,
        termijnen,
        Code.NONE,
        reads=True,
    ),
)
