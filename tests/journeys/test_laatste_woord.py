"""Consent given, refused, withdrawn and corrected in any order: what is done never exceeds the last word."""

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from retbot.domain.casus.casus import Casus, Feit
from retbot.domain.casus.consent import is_anonymous, must_allow_form, must_allow_monitor
from retbot.domain.errors import Refusal
from retbot.domain.privacy.monitor import may_export
from retbot.domain.tijd import local_day
from retbot.handlers.chat import examples
from retbot.handlers.chat.limits import Limits
from retbot.wording.dates import short_date
from tests.world import World

OVERIJSSEL, GOOI = "overijssel-2022", "gooi-en-vechtstreek-2018"
ALWAYS = {"ijsselland-pilot-2018": True, "westfriesland-2023": False, "model-2024": False}
"""Whether a case is anonymous, whatever is recorded of consent."""
ANSWERS = st.sampled_from(("ja", "nee", "niet gevraagd"))
TOUCHES = {"": {"form", "monitor"}, "monitor": {"monitor"}, "formulier": {"form"}, "deelname": {"form", "monitor"}}
"""How a consent is named when it is withdrawn → what may change by it."""

Op = tuple[str, str, int]
"""What is said, of which consent, and how many days ago it was; -1 takes a fact away, 3 is before the aanmelding."""
OPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(("ja", "nee")), st.sampled_from(("", "formulier", "monitor")), st.integers(0, 3)),
        st.tuples(st.just("intrekken"), st.sampled_from(tuple(TOUCHES)), st.integers(0, 2)),
        st.tuples(
            st.sampled_from(("toestemming", "intrekking")),
            st.sampled_from(("", "formulier", "monitor")),
            st.integers(-1, 2),
        ),
        st.tuples(st.just("wacht"), st.just(""), st.integers(1, 2)),
    ),
    max_size=9,
)


@dataclass
class Play:
    """`form` and `monitor` is what the last word allows."""

    room: World
    form: bool
    monitor: bool

    async def play(self, op: Op) -> None:
        what, name, ago = op
        if what == "wacht":
            self.room.clock.instant += timedelta(days=ago)
            return
        before = await self.room.casus()
        day = short_date(local_day(self.room.clock.now()) - timedelta(days=max(ago, 0)))
        said = await self.taken(*typed(what, name, day if ago >= 0 else None))
        self.is_told(before, await self.room.casus(), said or "")
        if said is None:
            assert replace(await self.room.casus(), feiten=before.feiten) == before
            assert (await self.room.casus()).feiten == before.feiten
        elif what in {"ja", "nee"}:
            self.set({"monitor"} if name == "monitor" else {"form"}, allowed=what == "ja")
        elif what == "intrekken":
            self.set(TOUCHES[name], allowed=False)
        else:
            await self.corrected()

    def set(self, which: set[str], *, allowed: bool) -> None:
        self.form = allowed if "form" in which else self.form
        self.monitor = allowed if "monitor" in which else self.monitor

    async def corrected(self) -> None:
        """A correction may allow less than the last word; for more the question is asked."""
        casus, convenant = await self.room.casus(), self.room.team.convenant
        form = not is_anonymous(casus, convenant)
        monitor = convenant.naam == OVERIJSSEL and exported(casus, self.room)  # nowhere else is it asked for
        assert form <= self.form
        assert monitor <= self.monitor
        self.form, self.monitor = form, monitor

    def is_told(self, before: Casus, after: Casus, said: str) -> None:
        """Whoever makes a case anonymous, or ends that, reads it."""
        was, is_now = (is_anonymous(casus, self.room.team.convenant) for casus in (before, after))
        assert ("niet meer anoniem" in said) is (was and not is_now)
        assert was or not is_now or "anoniem" in said

    async def taken(self, *texts: str) -> str | None:
        """What was answered; None when it was refused."""
        audits, answers = len(self.room.storage.audits), ""
        for text in texts:
            self.room.intake = replace(self.room.intake, limits=Limits())
            answers += "".join(await self.room.say(text)).replace("*", "")
            assert "Er ging iets mis" not in answers
        is_refused = "geweigerd" in [one.what for one in self.room.storage.audits[audits:]]
        return None if is_refused else answers


def typed(what: str, name: str, day: str | None) -> list[str]:
    when = f"op {day}" if day else "weg"
    if what in {"ja", "nee"}:
        return [f"!ret noteer CODE toestemming {name} {when}", what]
    if what == "intrekken":
        return [f"!ret toestemming CODE intrekken {name} {when}"]
    return [f"!ret herstel CODE {what} {name} {day or 'weg'}"]


def exported(casus: Casus, room: World) -> bool:
    told = casus.with_feit(Feit("gedaan", casus.aanmelding.ontvangen, 0, "OV-B3.1"))
    return may_export(told, room.team.convenant)


def refused(check: object, *args: object) -> bool:
    try:
        check(*args)  # type: ignore[operator]
    except Refusal:
        return True
    return False


async def opened(profile: str, formulier: str = "ja", monitor: str = "ja") -> World:
    room = World(profile)
    line = examples.aanmelding(room.team.convenant)
    line = line.replace("formulier=ja", f"formulier={formulier}").replace("monitor=ja", f"monitor={monitor}")
    await room.say(f"!ret aanmelding {line}")
    room.clock.instant += timedelta(days=2)
    return room


async def agrees(play: Play) -> None:
    room, casus = play.room, await play.room.casus()
    convenant = room.team.convenant
    assert is_anonymous(casus, convenant) is not play.form
    assert refused(must_allow_form, casus, convenant) is not play.form
    shares = [t for t in room.team.termijnen(casus) if t.plicht.vervuld == "formulier_gedeeld"]
    assert play.form or not shares
    if convenant.naam == OVERIJSSEL:
        assert exported(casus, room) is play.monitor
        plicht = convenant.plicht("OV-8.20")
        assert plicht
        assert refused(must_allow_monitor, plicht, casus, convenant) is not play.monitor


@settings(max_examples=40)
@given(ANSWERS, ANSWERS, OPS)
@example("nee", "nee", [("ja", "", 0), ("intrekken", "formulier", 1)])
@example("nee", "nee", [("ja", "", 1), ("intrekken", "formulier", 0), ("ja", "", 0), ("intrekken", "deelname", 0)])
@example("ja", "ja", [("intrekken", "", 0), ("ja", "", 0), ("ja", "", 1)])
@example("ja", "nee", [("ja", "monitor", 0), ("intrekken", "", 0), ("intrekking", "", -1)])
@example("nee", "ja", [("ja", "", 2), ("intrekken", "formulier", 1), ("toestemming", "", 0)])
@example("ja", "ja", [("intrekken", "monitor", 0), ("intrekking", "monitor", -1)])
def test_of_form_and_monitor_each_goes_as_far_as_its_own_last_word(formulier: str, monitor: str, ops: list[Op]) -> None:
    async def run() -> None:
        play = Play(await opened(OVERIJSSEL, formulier, monitor), formulier == "ja", monitor == "ja")
        await agrees(play)
        for op in ops:
            await play.play(op)
            await agrees(play)

    asyncio.run(run())


@settings(max_examples=20)
@given(OPS)
@example([("ja", "", 2), ("intrekken", "", 1), ("toestemming", "", 0)])
@example([("ja", "", 1), ("intrekken", "", 0), ("intrekking", "", 2)])
def test_what_identifies_is_used_as_far_as_the_last_word(ops: list[Op]) -> None:
    async def run() -> None:
        play = Play(await opened(GOOI), form=False, monitor=True)
        for op in ops:
            await play.play(op)
            await agrees(play)

    asyncio.run(run())


@pytest.mark.parametrize("profile", ALWAYS)
@settings(max_examples=8)
@given(OPS)
def test_where_the_covenant_hangs_nothing_on_it_nothing_changes(profile: str, ops: list[Op]) -> None:
    async def run() -> None:
        room = await opened(profile)
        play = Play(room, form=not ALWAYS[profile], monitor=False)
        for op in ops:
            await play.play(op)
            assert is_anonymous(await room.casus(), room.team.convenant) is ALWAYS[profile]

    asyncio.run(run())
