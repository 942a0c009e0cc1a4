"""Who replaces whom, in any list."""

from hypothesis import given, settings
from hypothesis import strategies as st

from retbot.domain.deelnemers.roles import Deelnemer
from retbot.domain.deelnemers.substitutes import seat_holders
from tests.unit.domain.invitations.test_substitution import AWAY, DAY


@st.composite
def lists(draw: st.DrawFn) -> list[Deelnemer]:
    members = draw(st.lists(st.booleans(), min_size=1, max_size=5))
    found = [Deelnemer(number, f"rol {number}", afwezig=AWAY * away) for number, away in enumerate(members, 1)]
    for number in range(len(found) + 1, len(found) + 1 + draw(st.integers(0, 4))):
        of = draw(st.sampled_from([one for one in found if one.vervangt is None]))
        found.append(Deelnemer(number, of.rol, afwezig=AWAY * draw(st.booleans()), vervangt=of.nummer))
    return found


@given(lists())
@settings(max_examples=60)
def test_each_role_keeps_its_one_seat_and_a_stand_in_sits_only_for_who_is_away(people: list[Deelnemer]) -> None:
    seats = seat_holders(people, DAY)
    members = {one.nummer: one for one in people if one.vervangt is None}
    assert [one.rol for one in seats] == [one.rol for one in members.values()]
    for one in seats:
        assert one.vervangt is None or (members[one.vervangt].is_absent(DAY) and not one.is_absent(DAY))
