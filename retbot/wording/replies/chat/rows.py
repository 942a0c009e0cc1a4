"""The lines of overviews, built from values of the domain only, never from typed text."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from retbot.domain.calendar.working_days import Calendar
from retbot.domain.casus.casus import Afspraak, Bespreking, BesprekingState, Casus
from retbot.domain.casus.consent import is_anonymous
from retbot.domain.casus.recording import step_mark
from retbot.domain.convenant.convenant import Convenant, Plicht, Regel
from retbot.domain.termijnen.casustermijnen import Termijn, TermijnState
from retbot.domain.termijnen.completion import is_markable
from retbot.domain.termijnen.duties_without_date import DutyWithoutDate
from retbot.domain.tijd import local, local_day
from retbot.ports import PostRow, PostState
from retbot.wording import forms
from retbot.wording.citing import cite, cited_article, moving_days
from retbot.wording.dates import clock_time, full_date, join, long_date, lower_first, short_date
from retbot.wording.replies.bespreking.plannen import span
from retbot.wording.replies.vastleggen.noteren import EVENTS
from retbot.wording.vocabulary import as_typed

_FAR = 275
_OWN_CHOICE = "¹"
_MAILS = {
    "uitnodiging": "Uitnodiging",
    "afzegging": "Afzegging",
    "afzegging_oud_adres": "Afzegging op een oud adres",
    "opschaling": "Mail over opschalen",
}
_FATES = {PostState.SENT: "verzonden", PostState.OPEN: "wacht", PostState.REFUSED: "geweigerd"}
_MILESTONES = (
    "opvolging_2",
    "opvolging_1",
    "oplossing_verzonden",
    "advies_verzonden",
    "advies_vastgesteld",
    "bespreking",
)


def row(termijn: Termijn, casus: Casus | None, wie: str, now: datetime, kalender: Calendar) -> str:
    """`**wo 6 mei**: de casus op de agenda zetten (art. 8.4), secretaris`"""
    return f"{_when(termijn, now, kalender)}: {what(termijn, casus)} ({source(termijn.plicht)}), {wie}"


def short_row(termijn: Termijn, casus: Casus | None, wie: str, now: datetime, kalender: Calendar) -> str:
    """Like `row`, with the article alone as its source; it does not count the days, so that it stays true tomorrow."""
    is_late = termijn.is_late(now)
    when = f"**te laat** (was {day(termijn.day, local_day(now))})" if is_late else _when(termijn, now, kalender)
    return f"{when}: {what(termijn, casus)} ({cite(termijn.plicht)}), {wie}"


def full_row(termijn: Termijn, casus: Casus, wie: str, now: datetime, kalender: Calendar) -> str:
    """Like `row`, plus the days that moved the end and whether the covenant text is ambiguous."""
    reading = "zoals wij het lezen" if termijn.plicht.lezing else ""
    why = "; ".join(filter(None, [source(termijn.plicht), moving_days(termijn, kalender), reading]))
    return f"{_when(termijn, now, kalender)}: {what(termijn, casus)} ({why}), {wie}"


def case_row(
    code: str, termijn: Termijn | None, casus: Casus, now: datetime, kalender: Calendar, *, own: bool = False
) -> str:
    """`own`: the term is the nearest one of the person who asks."""
    if termijn is None:
        return f"**{code}** geen open termijn{' voor u' if own else ''}"
    return f"**{code}** {_when(termijn, now, kalender)}, {what(termijn, casus)} ({source(termijn.plicht)})"


def lost_row(code: str) -> str:
    return f"**{code}**: het ~convenant waaronder deze casus binnenkwam is er niet meer"


def what(termijn: Termijn, casus: Casus | None) -> str:
    if casus and termijn.plicht.per == "afspraak" and termijn.subject:
        return f"afspraak {termijn.subject} nakomen ({casus.afspraak(int(termijn.subject)).soort})"
    return termijn.plicht.wat


def source(plicht: Plicht) -> str:
    """The article; with a mark for a term that the source does not name, which footnotes() explains."""
    return f"{cite(plicht)}{_OWN_CHOICE}" if plicht.keuze_team else cite(plicht)


def footnotes(lines: Iterable[str]) -> list[str]:
    """Once under a list with marked terms."""
    marked = any(_OWN_CHOICE in line for line in lines)
    return [f"{_OWN_CHOICE} Deze termijn is een eigen afspraak van het team."] if marked else []


def _when(termijn: Termijn, now: datetime, kalender: Calendar) -> str:
    today = local_day(now)
    on = day(termijn.day, today)
    if isinstance(termijn.due, datetime):
        on += f", {clock_time(local(termijn.due).time())}"
    if termijn.is_over(now):
        return f"voorbij (was {on})"
    if termijn.is_late(now):
        return f"**{late(termijn, today, kalender)}** (was {on})"
    if termijn.voor_event:
        return f"**vóór {on}**"
    return f"verwacht **{on}**" if termijn.staat is TermijnState.EXPECTED else f"**{on}**"


def late(termijn: Termijn, today: date, kalender: Calendar) -> str:
    """`2 werkdagen te laat`; on free days directly after the end just `te laat`."""
    count = kalender.count(termijn.day, today)
    return f"{count} {'werkdag' if count == 1 else 'werkdagen'} te laat" if count else "te laat"


def day(on: date, today: date) -> str:
    return full_date(on) if abs((on - today).days) > _FAR else short_date(on)


def header(casus: Casus, convenant: Convenant, today: date) -> str:
    intake = casus.aanmelding
    age = f"{casus.leeftijd.replace('-', '–')} jaar"
    parts = [f"aangemeld {long_date(intake.ontvangen, today)}", f"gemeente {intake.gemeente}", age]
    if intake.vervolg_op:
        again = next((p for p in convenant.plichten if p.actief and p.vervuld == "aanmelding"), None)
        parts.append(f"vervolg op {intake.vervolg_op}" + (f" ({cite(again)})" if again else ""))
    if is_anonymous(casus, convenant):
        parts.append(f"anoniem te bespreken ({cited_article(convenant.regels['anoniem'].artikel)})")
    return ", ".join(parts)


def latest_state(casus: Casus, today: date) -> str:
    """The latest event, or the planned bespreking."""
    closed = casus.feit("afgesloten")
    if closed:
        return f"gesloten op {full_date(closed.day)} ({closed.value})"
    planned = casus.bespreking
    if planned and planned.state is BesprekingState.PLANNED:
        return f"{_meeting(casus, planned)} gepland, **{moment(planned, today)}**"
    reached = [feit for event in _MILESTONES if (feit := casus.feit(event))]
    feit = max(reached, key=lambda one: one.ronde, default=casus.feit("triage") or casus.feit("compleet"))
    return (
        f"{lower_first(EVENTS[feit.event])} op {long_date(feit.day, today)}" if feit else "aangemeld, nog niet gepland"
    )


def steps_up(casus: Casus, convenant: Convenant, today: date) -> list[str]:
    """One line for each step of a chain that was taken in this round."""
    taken = [(t, casus.feit("escalatie", casus.ronde, step_mark(t, convenant))) for t in convenant.ketens]
    return [f"{t.wat}, {long_date(f.day, today)} ({cited_article(t.artikel)})" for t, f in taken if f]


def _meeting(casus: Casus, bespreking: Bespreking) -> str:
    """A bespreking that was cancelled does not make the next one a follow-up."""
    return "~vervolggesprek" if any(one.ronde < bespreking.ronde for one in casus.rondes) else "~bespreking"


def moment(bespreking: Bespreking, today: date) -> str:
    return f"{long_date(local_day(bespreking.start), today)}, {span(bespreking.start, bespreking.minuten)}"


def meeting_row(casus: Casus, bespreking: Bespreking, now: datetime, plekken: Mapping[str, str]) -> str:
    parts = [f"**{moment(bespreking, local_day(now))}** ({bespreking.minuten} minuten)"]
    if bespreking.plek:
        parts.append(plekken.get(bespreking.plek, bespreking.plek))
    parts.append(f"{_meeting(casus, bespreking)} **{casus.code}**")
    if bespreking.start < now:
        parts.append(f"al geweest? → `!ret bespreking gehouden {casus.code}`")
    return ", ".join(parts)


def afspraak_rows(casus: Casus, today: date, of: str | None = None) -> list[str]:
    """Those of the partij `of`, or all of them."""
    return [
        f"{a.nummer} {a.partij}, {a.soort}: {_fate(a, casus, today)}{_description(a)}"
        for a in casus.afspraken
        if of in {None, a.partij}
    ]


def _fate(afspraak: Afspraak, casus: Casus, today: date) -> str:
    if afspraak.klaar or casus.failure(afspraak) is None:
        return _afspraak_stand(afspraak.datum, afspraak.klaar, today)
    found = casus.replacement(afspraak)
    if found is None:
        return "lukt niet, nog geen alternatief"
    by = found.value or ""
    return f"lukt niet, vervangen door {by}" if by.startswith("afspraak") else f"lukt niet, {by or 'een alternatief'}"


def duty_row(duty: DutyWithoutDate, code: str) -> str:
    """`jeugdige en ouders informeren over de landelijke monitor (art. bijl. 3) → …`"""
    plicht = duty.plicht
    about = f" voor afspraak {duty.afspraak}" if duty.afspraak else ""
    filling = forms.Filling(code, plicht=plicht.id)
    typed = forms.ending("gedaan" if is_markable(plicht) else plicht.vervuld or "", filling)
    return f"{plicht.wat}{about} ({cite(plicht)}){f' → `!ret {typed}`' if typed else ''}"


def to_follow_row(regel: Regel, code: str) -> str:
    """What an answer left to do."""
    return f"{regel.opties['anders']} ({cited_article(regel.artikel)}) → `!ret nagaan {code} {regel.id}`"


def _description(afspraak: Afspraak) -> str:
    return f" ({as_typed(str(afspraak.omschrijving))})" if afspraak.omschrijving else ""


def _afspraak_stand(datum: date, klaar: date | None, today: date) -> str:
    if klaar:
        return f"klaar, {day(klaar, today)}"
    return f"was {day(datum, today)}, nog open" if datum < today else f"uiterlijk {day(datum, today)}"


def mail_rows(posts: Iterable[PostRow], labels: Mapping[str, str]) -> list[str]:
    """`Uitnodiging: verzonden aan voorzitter; geweigerd: school`; for several mails to one person only the last one
    counts."""
    latest = {(p.post.sentence, p.post.to): p for p in posts if p.post.to and p.state in _FATES}
    kinds = list(dict.fromkeys(sentence for sentence, _ in latest))
    return [f"{_MAILS.get(sentence, 'Mail')}: {_fates(sentence, latest.values(), labels)}" for sentence in kinds]


def _fates(sentence: str, posts: Iterable[PostRow], labels: Mapping[str, str]) -> str:
    mails = [p for p in posts if p.post.sentence == sentence]
    parts = []
    for state, word in _FATES.items():
        people = [_label(p.post.to or "", labels) for p in mails if p.state is state]
        if people:
            parts.append(
                f"{word}{' aan' if state is PostState.SENT else ' voor' if word == 'wacht' else ':'} {join(people)}"
            )
    return "; ".join(parts)


def _label(owner: str, labels: Mapping[str, str]) -> str:
    return labels.get(owner, owner.replace(":", " "))


def without_term(plicht: Plicht, code: str, who: str = "") -> str:
    return f"{code} {plicht.wat} ({cite(plicht)}), {who or plicht.wie_tekst}"
