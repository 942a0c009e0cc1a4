"""The questions of the covenant file itself, asked at their moment, one at a time."""

from retbot.domain.casus import Casus
from retbot.domain.nagaan import answered, is_good, next_question
from retbot.handlers.questions import Answer
from retbot.handlers.replies import nagaan as say
from retbot.handlers.request import Request
from retbot.handlers.velden import pick
from retbot.ports import Vraag


async def ask(request: Request, casus: Casus, moment: str) -> None:
    """The next one of this moment, when there is one."""
    regel = next_question(casus, request.convenant(casus), moment)
    if regel and regel.vraag:
        await request.ask("nagaan", {"regel": regel.code, "moment": moment})
        await request.answer(say.vraag_nagaan, vraag=regel.vraag, artikel=regel.artikel, keuzes=list(regel.keuzes))


async def answer(request: Request, vraag: Vraag, text: str) -> None:
    casus = await request.casus()
    convenant = request.convenant(casus)
    regel = convenant.regels[str(vraag.stand["regel"])]
    keuze = pick(regel.keuzes, text)
    casus = casus.must_be_open().with_feit(answered(regel.id, casus.ronde, keuze, request.today))
    await request.keep(casus)
    await request.work.close_question(vraag)
    await request.answer(
        say.nagegaan,
        keuze=keuze,
        artikel=regel.artikel,
        goed=is_good(regel, keuze),
        meer=next_question(casus, convenant, str(vraag.stand["moment"])) is not None,
    )
    await ask(request, casus, str(vraag.stand["moment"]))


QUESTIONS: dict[str, Answer] = {"nagaan": answer}
