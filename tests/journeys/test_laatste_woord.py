"""Consent given, refused, withdrawn and corrected in any order, at any age: nothing exceeds the last word."""

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from retbot.domain.casus.casus import Casus, Feit
from retbot.domain.casus.consent import (
    consent,
    is_anonymous,
    mail_allowed,
    must_allow_case,
    must_allow_form,
    must_allow_monitor,
)
from retbot.domain.casus.consent_rules import ConsentType
from retbot.domain.errors import Refusal
from retbot.domain.privacy.monitor import may_export
from retbot.domain.tijd import local_day
from retbot.handlers.chat import examples
from retbot.handlers.chat.limits import Limits
from retbot.wording.dates import short_date
from retbot.wording.invitation import invitations_say
from tests.world import World

OVERIJSSEL, GOOI, MODEL = "overijssel-2022", "gooi-en-vechtstreek-2018", "model-2024"
IJSSELLAND, WESTFRIESLAND = "ijsselland-pilot-2018", "westfriesland-2023"
ASKED = {
    OVERIJSSEL: {"deelname", "formulier", "monitor", "verslag", "derden"},
    GOOI: {"deelname"},
    MODEL: {"deelname", "verslag", "gezondheid", "derden"},
    IJSSELLAND: set(),
    WESTFRIESLAND: set(),
}
"""What each text asks consent for, beside mail to somebody private."""
BANDS = ("0-11", "12-15", "16-17", "18-21")
_HEALTH = ("ouders", "jeugdige ouders", "jeugdige", "jeugdige")
HOLDERS = {
    OVERIJSSEL: {one: dict(zip(BANDS, _HEALTH, strict=True)) for one in ASKED[OVERIJSSEL]},
    GOOI: {"deelname": dict(zip(BANDS, ("ouder", "ouder", "ouder jeugdige", "jeugdige"), strict=True))},
    MODEL: {"gezondheid": dict(zip(BANDS, _HEALTH, strict=True))},
}
"""Whose a consent is at which age: art. 8, voetnoot 4; 2.6; 8.7, voetnoot with 19.4."""
PARENT = {OVERIJSSEL: "ouders", GOOI: "gezaghebbende ouder", MODEL: "ouders", IJSSELLAND: "ouders"}
ANSWERS = st.sampled_from(("ja", "nee", "niet gevraagd"))

Op = tuple[str, str, int]
"""What is said, of what, and how many days ago it was; -1 takes a fact away, 3 is before the aanmelding."""
NAMES = st.sampled_from(("", "formulier", "monitor", "verslag", "gezondheid", "derden"))
OPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(("ja", "nee", "weigering")), NAMES, st.integers(0, 3)),
        st.tuples(st.just("intrekken"), st.one_of(NAMES, st.sampled_from(("deelname", "mail"))), st.integers(0, 2)),
        st.tuples(st.just("mail"), st.sampled_from(("aan toestemming=ja", "uit")), st.just(0)),
        st.tuples(st.just("leeftijd"), st.sampled_from(BANDS), st.just(0)),
        st.tuples(
            st.sampled_from(("toestemming", "weigering", "intrekking", "vervallen")), NAMES, st.integers(-1, 2)
        ).map(lambda op: (f"herstel {op[0]}", op[1], op[2])),
        st.tuples(st.just("wacht"), st.just(""), st.integers(1, 2)),
    ),
    max_size=9,
)


@dataclass
class Play:
    """`allowed` is what the last word allows, at `band`."""

    room: World
    allowed: set[str]
    band: str = "12-15"

    async def play(self, op: Op) -> None:
        what, name, ago = op
        if what == "wacht":
            self.room.clock.instant += timedelta(days=ago)
            return
        before = await self.room.casus()
        day = short_date(local_day(self.room.clock.now()) - timedelta(days=max(ago, 0)))
        said = await self.taken(*typed(what, name, day if ago >= 0 else None, PARENT.get(self.room.profile, "inwoner")))
        self.is_told(before, await self.room.casus(), said or "")
        if said is None:
            assert await self.room.casus() == before
            assert (await self.room.casus()).feiten == before.feiten
        elif what.startswith("herstel"):
            await self.corrected()
        else:
            self.follow(what, name)

    def follow(self, what: str, name: str) -> None:
        asked = ASKED[self.room.profile]
        main = "formulier" if "formulier" in asked else "deelname"
        about = main if name in {"", "formulier"} else name
        if what == "leeftijd":
            self.allowed -= self.asked_again(name)
            self.band = name
        elif what == "mail":
            self.allowed = self.allowed | {"mail"} if name.startswith("aan") else self.allowed - {"mail"}
        elif what == "ja":
            self.allowed |= {about, "deelname"} if about == main else {about}
        elif (what == "intrekken" and name in {"", "deelname"}) or (about == "deelname" and about in self.allowed):
            self.allowed = set()  # who no longer takes part allows nothing
        elif what == "weigering" and about == main and main not in self.allowed:
            self.allowed -= {"deelname"}
        else:
            self.allowed -= {about}

    def asked_again(self, band: str) -> set[str]:
        """What is now also of somebody who did not give it."""
        holders = HOLDERS.get(self.room.profile, {})
        return {one for one, by in holders.items() if not set(by[band].split()) <= set(by[self.band].split())}

    async def corrected(self) -> None:
        """A correction may allow less than the last word; for more the question is asked."""
        found = await self.found()
        assert found <= self.allowed
        self.allowed = found

    async def found(self) -> set[str]:
        casus, convenant = await self.room.casus(), self.room.team.convenant
        mail = {"mail"} if any(mail_allowed(casus, rol) for rol in convenant.rollen) else set()
        return {str(one) for one in ConsentType if consent(one, casus, convenant).allows} & ASKED[
            self.room.profile
        ] | mail

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


def typed(what: str, name: str, day: str | None, parent: str) -> list[str]:
    when = f"op {day}" if day else "weg"
    if what in {"ja", "nee"}:
        return [f"!ret noteer CODE toestemming {name} {when}", what]
    if what == "weigering":
        return [f"!ret noteer CODE weigering {name} {when}"]
    if what == "intrekken":
        return [f"!ret toestemming CODE intrekken {name} {when}"]
    if what == "mail":
        return [f"!ret mail CODE {parent} {name}"]
    if what == "leeftijd":
        return [f"!ret corrigeer CODE leeftijd={name}"]
    return [f"!ret {what.replace('herstel', 'herstel CODE')} {name} {day or 'weg'}"]


def refused(check: object, *args: object) -> bool:
    try:
        check(*args)  # type: ignore[operator]
    except Refusal:
        return True
    return False


async def opened(profile: str, formulier: str = "ja", monitor: str = "ja") -> Play:
    """A case whose bespreking was held yesterday, with the verslag for everybody."""
    room = World(profile)
    line = examples.aanmelding(room.team.convenant)
    line = line.replace("formulier=ja", f"formulier={formulier}").replace("monitor=ja", f"monitor={monitor}")
    await room.say(f"!ret aanmelding {line}")
    casus, day = await room.casus(), local_day(room.clock.now())
    await room.keep(casus.with_feit(Feit("bespreking", day, 0)).with_feit(Feit("verslag", day, 0, value="ja")))
    room.clock.instant += timedelta(days=2)
    given_first = {"formulier": formulier == "ja", "deelname": formulier == "ja", "monitor": monitor == "ja"}
    first = {OVERIJSSEL: {one for one, yes in given_first.items() if yes} | {"verslag"}}
    return Play(room, first.get(profile, ASKED[MODEL] - {"derden"} if profile == MODEL else set()))


async def agrees(play: Play) -> None:
    """What is asked of the case is what the last word allows."""
    room, casus = play.room, await play.room.casus()
    convenant, asked = room.team.convenant, ASKED[play.room.profile]
    assert await play.found() == play.allowed
    assert casus.leeftijd == play.band
    if room.profile in {OVERIJSSEL, GOOI}:
        may_identify = ("formulier" if room.profile == OVERIJSSEL else "deelname") in play.allowed
        assert is_anonymous(casus, convenant) is not may_identify
        assert refused(must_allow_form, casus, convenant) is not may_identify
        assert may_identify or not [t for t in room.team.termijnen(casus) if t.plicht.vervuld == "formulier_gedeeld"]
    assert refused(must_allow_case, casus, convenant) is (room.profile == MODEL and "deelname" not in play.allowed)
    if "monitor" in asked:
        told = casus.with_feit(Feit("gedaan", casus.aanmelding.ontvangen, 0, "OV-B3.1"))
        assert may_export(told, convenant) is ("monitor" in play.allowed)
        plicht = convenant.plicht("OV-8.20")
        assert plicht
        assert refused(must_allow_monitor, plicht, casus, convenant) is ("monitor" not in play.allowed)
    if "gezondheid" in asked:
        says_so = any("gezondheidsgegevens" in line for line in invitations_say(casus, convenant))
        assert says_so is ("gezondheid" not in play.allowed)


@pytest.mark.parametrize("profile", ASKED)
@settings(max_examples=12)
@given(ANSWERS, ANSWERS, OPS)
@example("nee", "nee", [("ja", "", 0), ("intrekken", "formulier", 1)])
@example("nee", "nee", [("ja", "", 1), ("intrekken", "formulier", 0), ("ja", "", 0), ("intrekken", "deelname", 0)])
@example("ja", "ja", [("intrekken", "", 0), ("ja", "", 0), ("ja", "", 1)])
@example("ja", "nee", [("ja", "monitor", 0), ("intrekken", "", 0), ("herstel intrekking", "", -1)])
@example("nee", "ja", [("ja", "", 2), ("intrekken", "formulier", 1), ("herstel toestemming", "", 0)])
@example("ja", "ja", [("intrekken", "monitor", 0), ("herstel intrekking", "monitor", -1)])
@example("ja", "ja", [("leeftijd", "0-11", 0), ("leeftijd", "12-15", 0), ("herstel vervallen", "", -1), ("ja", "", 0)])
@example("ja", "ja", [("ja", "", 0), ("leeftijd", "16-17", 0), ("leeftijd", "12-15", 0), ("ja", "", 1)])
@example("ja", "ja", [("intrekken", "verslag", 0), ("ja", "verslag", 1), ("ja", "verslag", 0), ("nee", "verslag", 0)])
@example("ja", "ja", [("mail", "aan toestemming=ja", 0), ("intrekken", "mail", 0), ("weigering", "gezondheid", 0)])
def test_nothing_is_allowed_that_the_last_word_does_not_allow(
    profile: str, formulier: str, monitor: str, ops: list[Op]
) -> None:
    async def run() -> None:
        play = await opened(profile, formulier, monitor)
        await agrees(play)
        for op in ops:
            await play.play(op)
            await agrees(play)

    asyncio.run(run())
