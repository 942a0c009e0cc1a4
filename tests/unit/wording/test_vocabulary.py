"""What the bot says is said in the words of the covenant, and what somebody typed stays as it is."""

from dataclasses import replace

import pytest

from retbot.covenants import convenant_files
from retbot.domain.convenant.convenant import Convenant, Woorden
from retbot.wording.vocabulary import as_typed, in_words_of

GOOI, WEST, PILOT, MODEL = (
    convenant_files.load(name)
    for name in ("gooi-en-vechtstreek-2018", "westfriesland-2023", "ijsselland-pilot-2018", "model-2024")
)


OVERLEG = replace(GOOI, woorden=Woorden(bespreking="het overleg", besprekingen="overleggen"))


@pytest.mark.parametrize(
    ("convenant", "general", "own"),
    [
        (OVERLEG, "De ~bespreking van 7 mei is verzet.", "Het overleg van 7 mei is verzet."),
        (OVERLEG, "Wordt deze ~bespreking, of die ~bespreking, verzet?", "Wordt dit overleg, of dat overleg, verzet?"),
        (OVERLEG, "een volgende ~bespreking plannen", "een volgend overleg plannen"),
        (OVERLEG, "Na de volgende ~bespreking", "Na het volgende overleg"),
        (OVERLEG, "2 ~besprekingen", "2 overleggen"),
        (GOOI, "~Advies verzonden. Het ~advies is er.", "Zwaarwegend advies verzonden. Het zwaarwegend advies is er."),
        (GOOI, "een ~bespreking plannen", "een casusbespreking plannen"),
        (GOOI, "De C&A team is gemaild.", "Het C&A-team is gemaild."),
        (GOOI, "zet de ~experts op de lijst", "zet de leden van het C&A-team op de lijst"),
        (PILOT, "een nieuwe ~bespreking, het ~vervolggesprek", "een nieuwe bijeenkomst, de vervolgbijeenkomst"),
        (PILOT, "Het ~convenant noemt geen termijn.", "Het pilotdocument noemt geen termijn."),
        (
            WEST,
            "(art. 2.3 en bijl. 3), art. 1.6 van het ~convenant",
            "(par. 2.3 en bijl. 3), par. 1.6 van het handboek",
        ),
        (WEST, "De VOORZITTER of de SECRETARIS", "De procesregisseur of de secretaris"),
        (MODEL, "Ik heb van de SWV geen adres.", "Ik heb van het SWV geen adres."),
        (MODEL, "De ~bespreking (art. 8.5) en het ~advies", "De bespreking (art. 8.5) en het advies"),
    ],
)
def test_a_marked_noun_is_that_of_the_covenant_and_the_sentence_agrees_with_it(
    convenant: Convenant, general: str, own: str
) -> None:
    assert in_words_of(convenant, general) == own
    assert in_words_of(convenant, own) == own


@pytest.mark.parametrize("convenant", [OVERLEG, GOOI, WEST, PILOT, MODEL])
def test_what_is_not_marked_stays(convenant: Convenant) -> None:
    for text in (
        "`!ret bespreking gehouden` `de ~bespreking` `art. 8`",
        "Goedendag, ik ben retbot; de bespreking, het advies en het convenant",
        "@secretaris:RET.test, @de:ret.test, https://ret.test/de/ret?ben=1, ben@swv.test",
    ):
        assert in_words_of(convenant, text) == text
    assert in_words_of(convenant, as_typed("de ~bespreking, art. 8, de RET")) == "de ~bespreking, art. 8, de RET"


def test_a_noun_with_the_other_article_agrees_both_ways() -> None:
    other = replace(GOOI, woorden=Woorden(advies="de uitspraak", vervolggesprek="de tweede ronde"))
    assert in_words_of(other, "Dit ~advies, een nieuw ~advies, elk ~advies") == (
        "Deze uitspraak, een nieuwe uitspraak, elke uitspraak"
    )
    assert in_words_of(other, "~Vervolggesprek gepland") == "Tweede ronde gepland"
