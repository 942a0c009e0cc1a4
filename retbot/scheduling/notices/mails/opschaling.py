"""Mails about what has no date: to the addressee of an escalation, and to who owes something without a term."""

from retbot.domain.casus.casus import Afspraak, Casus
from retbot.domain.casus.recording import step_mark
from retbot.domain.termijnen.duties_without_date import duties_without_date
from retbot.domain.termijnen.escalation import chain_of_afspraak
from retbot.ports import Mail
from retbot.scheduling.notices.mails.recipients import AUTOMATIC, CLOSING, Recipient, call, mail, recipient
from retbot.scheduling.occasion import Occasion, letter
from retbot.wording import terms
from retbot.wording.citing import cite, cited_article
from retbot.wording.dates import full_date


@letter("opschaling", called="Het bericht van de opschaling", must_arrive=True)
async def opschaling(turn: Occasion) -> Mail | None:
    casus = await turn.open_casus()
    made = casus.feit("escalatie", turn.number("ronde"), turn.text("stap")) if casus else None
    convenant = turn.convenant(casus)
    step = next((t for t in convenant.ketens if step_mark(t, convenant) == turn.text("stap")), None)
    to = await recipient(turn, casus)
    if casus is None or made is None or step is None or to is None:
        return None
    text = _letter(
        f"De {step.woord} van het {turn.team.name_in(convenant)} heeft een casus naar u opgeschaald, op "
        f"{full_date(made.day)} ({cited_article(step.artikel)}). De stap die nu volgt: {step.wat}.",
        _why(casus, turn, step.keten),
        f"Wilt u hierover contact opnemen met de {convenant.voorzitter}? {call(turn, f'de {convenant.voorzitter}')}",
        _code(turn, to),
        AUTOMATIC,
        f"Het {turn.team.name_in(convenant)}",
    )
    return mail(turn, to, "Opschaling", text, ": wilt u contact opnemen?")


@letter("zonder_termijn")
async def zonder_termijn(turn: Occasion) -> Mail | None:
    """None when it was done in the meantime."""
    casus = await turn.open_casus()
    to = await recipient(turn, casus)
    if casus is None or to is None:
        return None
    convenant, about = turn.convenant(casus), (turn.text("plicht"), turn.number("afspraak"))
    owed = duties_without_date(casus, convenant)
    duty = next((one for one in owed if (one.plicht.id, one.afspraak) == about), None)
    if duty is None:
        return None
    what = f"{duty.plicht.wat} (afspraak {duty.afspraak})" if duty.afspraak else duty.plicht.wat
    text = _letter(
        f"Dit is een herinnering van het {turn.team.name_in(convenant)}. U krijgt die als {to.name}.",
        f"Nog te doen sinds {full_date(duty.since)}: {what} ({cite(duty.plicht)}). Een dag staat er niet voor.",
        f"Is het gebeurd? Beantwoord dan deze mail. {call(turn)}",
        _code(turn, to),
        AUTOMATIC,
        f"Het {turn.team.name_in(convenant)}",
    )
    return mail(turn, to, "Herinnering", text, f": {what}")


def _why(casus: Casus, turn: Occasion, keten: str) -> str | None:
    """The facts: since when, and what is open of those whom this chain is about."""
    sent = casus.feit("advies_verzonden")
    convenant = turn.convenant(casus)

    def is_of_chain(one: Afspraak) -> bool:
        missed = one.datum < turn.today or casus.failure(one) is not None
        return missed and chain_of_afspraak(one.nummer, casus, convenant) == keten

    open_ones = casus.open_afspraken(is_of_chain)
    facts = [
        f"Het ~advies is verzonden op {full_date(sent.day)}." if sent else None,
        f"Open: {'; '.join(terms.afspraak(one, turn.today) for one in open_ones)}." if open_ones else None,
    ]
    return " ".join(fact for fact in facts if fact) or None


def _code(turn: Occasion, to: Recipient) -> str:
    about = f"Het gaat om {turn.post.code}. " if turn.post.code and not to.private else ""
    return f"{about}{CLOSING}"


def _letter(*parts: str | None) -> str:
    return "\n\n".join(["Goedendag,", *(part for part in parts if part)])
