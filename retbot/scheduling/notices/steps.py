"""Proposals to escalate, and what the digest asks about a case: how its bespreking went, and what comes next."""

from datetime import date

from retbot.domain.casus.casus import Afspraak, Bespreking, Casus
from retbot.domain.casus.next_step import NextStep, step_to_take
from retbot.domain.casus.next_step import next_step as step_after
from retbot.domain.termijnen.casustermijnen import Termijn
from retbot.domain.termijnen.duties_without_date import answers_to_follow, duties_without_date
from retbot.domain.termijnen.escalation import EscalationProposal, as_typed, voorstel
from retbot.domain.tijd import local_day
from retbot.scheduling.notices.terms import late_note
from retbot.scheduling.occasion import LATER, Occasion, Speech, notice
from retbot.wording import forms
from retbot.wording import terms as words
from retbot.wording.citing import cite, cited_article
from retbot.wording.dates import join, long_date, short_date
from retbot.wording.paging import fit

_MOST = 4
"""How many duties without a date are named; the status of the case shows the others."""
_ROOM = 1_500
"""Bytes for the list of afspraken; the status of the case shows the others."""


@notice("opschalen")
async def opschalen(turn: Occasion) -> Speech | None:
    """Art. 7 and 13 of overijssel-2022: the facts, and who decides."""
    casus = await turn.open_casus()
    if casus is None:
        return None
    terms = turn.team.termijnen(casus)
    keten = str(turn.post.args["keten"]) if "keten" in turn.post.args else None
    offer = voorstel(casus, turn.convenant(casus), terms, turn.team.kalender, turn.now, keten)
    if offer is None:
        return None
    text = words.lines(
        " ".join([*missed_terms(offer, casus, turn), *_open(offer, casus, turn.today)]),
        _decision(offer, casus, turn),
        words.dot_separated(_choices(offer, casus, turn)),
        late_note(turn),
    )
    return Speech(text, reactions=(LATER,) if turn.post.about else ())


def missed_terms(offer: EscalationProposal, casus: Casus, turn: Occasion) -> list[str]:
    """What should have been done by when, and what was tried since."""
    told = []
    if offer.geen_oplossing:
        told.append(
            f"Bij de ~bespreking van {long_date(offer.geen_oplossing)} over **{casus.code}** kwam geen oplossing."
        )
    if offer.mislukt:
        told.append(f"Over **{casus.code}** lukt een afspraak niet, en een alternatief is er nog niet.")
    sent = casus.feit("advies_verzonden")
    of_advies = [t for t in offer.open if t.plicht.per != "afspraak"]
    if of_advies:
        first = of_advies[0]
        since = f", verzonden op {long_date(sent.day, turn.today)}," if sent else ""
        due = words.near_day(first.day, turn.today)
        told.append(
            f"Het ~advies over **{casus.code}**{since} zou uiterlijk {due} opgevolgd zijn "
            f"({words.source(first, turn.team.kalender)})."
        )
    elif offer.open and not offer.mislukt:
        told.append(f"Over **{casus.code}** is een afspraak nog niet nagekomen ({cite(offer.open[0].plicht)}).")
    if offer.stap:
        told.append(
            f"Sinds stap {offer.stap.subject} van {long_date(offer.stap.day, turn.today)} is dat niet veranderd."
        )
    return told


def _open(offer: EscalationProposal, casus: Casus, today: date) -> list[str]:
    """`Open: afspraak 2, Accare, intake (was vrijdag 22 mei).`"""
    shown = [words.afspraak(one, today) for one in open_afspraken(offer, casus)]
    with_one = {one.partij for one in open_afspraken(offer, casus)}
    shown += [t.subject for t in offer.open if t.plicht.per == "partij" and t.subject and t.subject not in with_one]
    return [f"Open: {'; '.join(fit(shown, _ROOM))}."] if shown else []


def open_afspraken(offer: EscalationProposal, casus: Casus) -> list[Afspraak]:
    """Afspraken that are overdue themselves, and those of a party that did not follow the advies."""
    parties = {t.subject for t in offer.open if t.plicht.per == "partij"}
    numbers = {t.subject for t in offer.open if t.plicht.per == "afspraak"} | {str(n) for n in offer.mislukt}
    return casus.open_afspraken(lambda one: one.partij in parties or str(one.nummer) in numbers)


def _decision(offer: EscalationProposal, casus: Casus, turn: Occasion) -> str:
    step = offer.trede
    article = cited_article(step.artikel)
    if offer.geen_oplossing and not offer.stap and step.woord == turn.convenant(casus).voorzitter:
        return f"Dan wordt er opgeschaald ({article}): {step.wat}. Leg het vast zodra u dat doet."
    if step.woord == turn.convenant(casus).voorzitter:
        return f"U kunt {step.wat} ({article}). U besluit."
    return (
        f"Over de volgende stap beslist de {step.woord}: {step.wat} ({article}). Is dat besluit er, leg het dan vast."
    )


def _choices(offer: EscalationProposal, casus: Casus, turn: Occasion) -> list[str | None]:
    step = offer.trede
    which = as_typed(step, turn.convenant(casus), short_date(turn.today))
    later = f"{LATER} {words.next_day(turn.today, turn.team.kalender)} opnieuw" if turn.post.about else None
    return [f"`!ret escaleer {casus.code}{which}`", later, _how_to_settle(offer.open, casus, turn)]


def _how_to_settle(terms: tuple[Termijn, ...], casus: Casus, turn: Occasion) -> str | None:
    commands = [words.command(t, casus, turn.team, turn.today) for t in terms[:2]]
    typed = join([c for c in commands if c], "of")
    return f"{typed} als het intussen geregeld is" if typed else None


def outcome(casus: Casus, planned: Bespreking, turn: Occasion) -> str:
    """The time of the bespreking has passed, and nobody recorded how it went."""
    day = words.near_day(local_day(planned.start), turn.today)
    return f"hoe ging de ~bespreking van {day}? `!ret bespreking gehouden {casus.code}` of `!ret annuleer {casus.code}`"


def next_step(casus: Casus, turn: Occasion) -> str:
    """No term is running and nothing is planned. Names the command for the next step and the one that closes it."""
    convenant = turn.convenant(casus)
    step = step_after(casus, convenant)
    steps = [step] if step else []
    if step is not NextStep.CLOSE and (casus.feit("advies_verzonden") or casus.feit("oplossing_verzonden")):
        steps.append(NextStep.CLOSE)
    day, trede = forms.example_day(turn.team, turn.today, casus), step_to_take(casus, convenant)
    up = as_typed(trede, convenant, short_date(turn.today)) if trede else ""
    typed = [forms.step(one, convenant, casus.code, day, up if one is NextStep.ESCALATE else "") for one in steps]
    return f"wat is de volgende stap? {words.dot_separated([f'`!ret {one}`' for one in typed])}".rstrip()


def without_date(casus: Casus, turn: Occasion) -> str:
    """What the case still owes without a date of its own, once a week; empty when there is nothing."""
    convenant = turn.convenant(casus)
    owed = [
        f"{duty.plicht.wat}{f' voor afspraak {duty.afspraak}' if duty.afspraak else ''} ({cite(duty.plicht)})"
        for duty in duties_without_date(casus, convenant)
        if duty.since < turn.today
    ]
    owed += [
        f"{regel.opties['anders']} ({cited_article(regel.artikel)})" for regel in answers_to_follow(casus, convenant)
    ]
    shown = "; ".join(dict.fromkeys(owed[:_MOST]))
    return f"nog te doen, zonder termijn: {shown} → `!ret status {casus.code}`" if shown else ""
