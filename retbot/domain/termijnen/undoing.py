"""Taking back what one person recorded in a case, also when others have recorded something else since."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias, TypeVar

from retbot.domain.casus.casus import ALTERNATIVE, MISLUKT, Aanmelding, Afspraak, Bespreking, Casus, Feit
from retbot.domain.casus.recording import must_carry_nothing
from retbot.domain.errors import Refusal

Part: TypeAlias = Aanmelding | Feit | Bespreking | Afspraak
P = TypeVar("P", Feit, Bespreking, Afspraak)


def take_back(now: Casus, before: Casus, after: Casus) -> Casus:
    """The case without what changed from `before` to `after`. Raises Refusal when one of these parts was changed since,
    or when something rests on it."""
    if now.gesloten and not after.gesloten:
        now.must_be_open()
    changed, current, made = changed_parts(before, after), _parts(now), _parts(after)
    if any(current.get(key) != made.get(key) for key in changed):
        raise Refusal("intussen_gewijzigd")
    if current == made:
        return before
    restored = replace(
        now,
        aanmelding=before.aanmelding if "aanmelding" in changed else now.aanmelding,
        feiten=_merge(now.feiten, before.feiten, changed),
        besprekingen=_merge(now.besprekingen, before.besprekingen, changed),
        afspraken=_merge(now.afspraken, before.afspraken, changed),
    )
    _must_rest_on_nothing(restored, before, after, changed)
    return restored


def changed_parts(before: Casus, after: Casus) -> Mapping[str, tuple[Part | None, Part | None]]:
    """The parts that differ, as they were and as they became; None for one that is not there."""
    old, new = _parts(before), _parts(after)
    return {key: (old.get(key), new.get(key)) for key in {**old, **new} if old.get(key) != new.get(key)}


def _parts(casus: Casus) -> Mapping[str, Part]:
    listed: list[Feit | Bespreking | Afspraak] = [*casus.feiten, *casus.besprekingen, *casus.afspraken]
    return {"aanmelding": casus.aanmelding, **{_key(one): one for one in listed}}


def _key(part: Feit | Bespreking | Afspraak) -> str:
    match part:
        case Feit():
            return f"feit {part.event} {part.ronde} {part.subject or ''}"
        case Bespreking():
            return f"bespreking {part.ronde}"
        case Afspraak():
            return f"afspraak {part.nummer}"


def _merge(now: Sequence[P], before: Sequence[P], changed: Collection[str]) -> tuple[P, ...]:
    """What was there `before` comes back to its place in the order, because of facts the last word counts."""
    merged = [one for one in now if _key(one) not in changed]
    for place, one in enumerate(before):
        if _key(one) in changed:
            merged.insert(place, one)
    return tuple(merged)


def _must_rest_on_nothing(restored: Casus, before: Casus, after: Casus, changed: Collection[str]) -> None:
    """Raises Refusal."""
    for feit in after.feiten:
        if _key(feit) in changed:
            must_carry_nothing(restored, feit)
    gone = {one.ronde for one in after.besprekingen} - {one.ronde for one in before.besprekingen}
    numbers = {one.nummer for one in after.afspraken} - {one.nummer for one in before.afspraken}
    later = any(one.nummer > min(numbers) for one in restored.afspraken) if numbers else False
    about = {str(number) for number in numbers}
    if later or any(
        f.ronde in gone or (f.event in {MISLUKT, ALTERNATIVE} and f.subject in about) for f in restored.feiten
    ):
        raise Refusal("intussen_verder")
