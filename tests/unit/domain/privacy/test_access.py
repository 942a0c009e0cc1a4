"""What a covenant calls people, and whose a term is."""

from datetime import date

from retbot.domain.casus.casus import Afspraak
from retbot.domain.deelnemers.roles import Deelnemer, Right, TeamPerson
from retbot.domain.invitations.inviting import group_labels
from retbot.domain.privacy.access import is_own, names_of, roles, whose
from tests.unit.domain.casus.cases import GOOI, MODEL, OVERIJSSEL, WESTFRIESLAND, casus, convenant, held, terms

DAY = date(2026, 4, 30)
LEADS = TeamPerson("@v:x", frozenset({Right.VOORZITTER}))


def test_rights_are_said_with_the_roles_of_the_covenant() -> None:
    who = {Right.VOORZITTER, Right.SECRETARIS, Right.EXPERT}
    assert names_of(who, convenant(OVERIJSSEL)) == ["voorzitter", "secretaris", "expert"]
    assert names_of(who, convenant(GOOI)) == ["voorzitter", "projectsecretaris", "C&A team"]
    assert names_of(who, convenant(WESTFRIESLAND)) == ["procesregisseur", "secretaris", "voorzitter", "kernteamlid"]


def test_who_leads_acts_for_what_falls_back_on_him() -> None:
    assert roles(LEADS, convenant(WESTFRIESLAND)) == {"procesregisseur", "voorzitter", "RET"}


def test_an_afspraak_is_of_its_partij_or_of_who_sees_to_it() -> None:
    consulent = TeamPerson("@c:x", frozenset({Right.DEELNEMER}), Deelnemer(1, "consulent"))
    for name, owner in ((GOOI, "consulent"), (MODEL, "school")):
        one = held(casus(name), 1, DAY).with_afspraak(Afspraak(1, 1, "school", DAY, "intake"))
        (term,) = (t for t in terms(one).values() if t.plicht.per == "afspraak")
        assert whose(term, one) == owner
        assert is_own(term, consulent, convenant(name), one) == (name == GOOI)


def test_several_of_one_role_are_counted() -> None:
    labels = ["kernteamlid GGZ", "kernteamlid LVB (Parlan)", "inbrenger"]
    assert group_labels(labels, convenant(WESTFRIESLAND).rollen) == ["inbrenger", "2 kernteamleden"]
    assert group_labels(labels[1:], convenant(WESTFRIESLAND).rollen) == labels[1:]
