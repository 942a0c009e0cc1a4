"""The questions of an aanmelding: how each is asked, and how its answer is read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from retbot.domain.casus import casecode
from retbot.domain.casus.casus import ANTWOORDEN, LEEFTIJDEN, Aanmelding
from retbot.domain.casus.covenant_questions import field_of, questions_at
from retbot.domain.convenant.convenant import Aanmeldweg, Convenant, Regel
from retbot.reading.arguments import past_day
from retbot.reading.choices import pick
from retbot.reading.grammar import Situation

_LEEFTIJD_WORDS = {"ouder": "24+"}
_AND = frozenset({"en", "&", "+"})


@dataclass(frozen=True, slots=True)
class Veld:
    """`name` is the name of the field in one line (`naam=…`). `read` returns the value to store, or raises Refusal.
    `is_asked` says whether it is relevant under this covenant, after these answers."""

    name: str
    read: Callable[[str, Situation], str]
    choices: Callable[[Convenant], Sequence[str]] = lambda _: ()
    regel: str | None = None
    """The id of the condition of the covenant for which it is asked."""
    is_asked: Callable[[Convenant, Mapping[str, str]], bool] = lambda _, __: True

    @property
    def is_consent(self) -> bool:
        return self.read is _consent


def _of(options: Callable[[Convenant], Sequence[str]]) -> Callable[[str, Situation], str]:
    return lambda text, situation: pick(options(situation.convenant), text)


def _many(options: Callable[[Convenant], Sequence[str]]) -> Callable[[str, Situation], str]:
    """Several options, separated by commas or spaces; `geen` for none."""

    def read(text: str, situation: Situation) -> str:
        if text.strip().lower() == "geen":
            return ""
        known = options(situation.convenant)
        words = [word for word in text.lower().replace(",", " ").split() if word not in _AND]
        return ",".join(dict.fromkeys(pick(known, word) for word in words or [text]))

    return read


def _leeftijd(text: str, situation: Situation) -> str:
    """An age band or its number. An exact age is refused, because it reveals more than needed."""
    word = text.strip().lower().replace(" ", "").removesuffix("jaar")
    return pick(_leeftijden(situation.convenant), _LEEFTIJD_WORDS.get(word, word))


def _leeftijden(convenant: Convenant) -> Sequence[str]:
    return convenant.leeftijden or LEEFTIJDEN


def _ontvangen(text: str, situation: Situation) -> str:
    return past_day(text, situation.now, situation.team.kalender).isoformat()


def _yes_no(text: str, _: Situation) -> str:
    return pick(("ja", "nee"), text)


def _consent(text: str, _: Situation) -> str:
    return pick(ANTWOORDEN, text)


def _gronden(convenant: Convenant) -> Sequence[str]:
    return [grond.naam for grond in convenant.gronden]


def _routes(convenant: Convenant) -> Sequence[str]:
    return [route.naam for route in convenant.wegen]


def _gemeenten(convenant: Convenant) -> Sequence[str]:
    return convenant.gemeenten


def _ja_nee(_: Convenant) -> Sequence[str]:
    return ("ja", "nee")


def _antwoorden(_: Convenant) -> Sequence[str]:
    return ANTWOORDEN


def _of_route(given: Mapping[str, str], convenant: Convenant) -> Aanmeldweg | None:
    return next((route for route in convenant.wegen if route.naam == given.get("via")), None)


def _with_toegang(convenant: Convenant, given: Mapping[str, str]) -> bool:
    """Whether the toegang takes part is asked only when it makes a difference: it must, or it may instead of an
    earlier contact."""
    found = _of_route(given, convenant)
    return found is not None and (found.met_toegang or (found.na_contact is not None and "contact" not in given))


def _after_contact(convenant: Convenant, given: Mapping[str, str]) -> bool:
    found = _of_route(given, convenant)
    return found is not None and found.na_contact is not None and given.get("toegang") != "ja"


def _when(code: str) -> Callable[[Convenant, Mapping[str, str]], bool]:
    return lambda convenant, _: code in convenant.regels


def _forms(convenant: Convenant) -> Sequence[str]:
    return [tafel.formulier for tafel in convenant.tafels if tafel.formulier]


def _with_form(convenant: Convenant, given: Mapping[str, str]) -> bool:
    """Some reporters use one form for every table."""
    regel = convenant.regels.get("tafels")
    own = regel.opties.get("formulieren") if regel else None
    return bool(_forms(convenant)) and not (isinstance(own, dict) and given.get("via") in own)


def _shares_form(convenant: Convenant, _: Mapping[str, str]) -> bool:
    return "toestemming_formulier" in convenant.regels


VELDEN = (
    Veld("ontvangen", _ontvangen),
    Veld("via", _of(_routes), _routes, "weg"),
    Veld("toegang", _yes_no, _ja_nee, is_asked=_with_toegang),
    Veld("contact", _yes_no, _ja_nee, "weg", _after_contact),
    Veld("besproken", _yes_no, _ja_nee, "besproken", _when("besproken")),
    Veld("leeftijd", _leeftijd, _leeftijden),
    Veld("gemeente", _of(_gemeenten), _gemeenten),
    Veld("gronden", _many(_gronden), _gronden, "lokaal_geprobeerd", lambda convenant, _: bool(convenant.gronden)),
    Veld("lokaal", _yes_no, _ja_nee, "lokaal_geprobeerd", _when("lokaal_geprobeerd")),
    Veld("aanvraag", _of(_forms), _forms, "tafels", _with_form),
    Veld("formulier", _consent, _antwoorden, "toestemming_formulier", _shares_form),
    Veld("monitor", _consent, _antwoorden, "monitor", _when("monitor")),
)


def velden(convenant: Convenant) -> list[Veld]:
    """The questions of the aanmelding under this covenant: the bot's own, and those of the covenant file."""
    own = [_own(regel) for regel in questions_at("aanmelding", convenant)]
    asked = [veld for veld in VELDEN if veld.name in {"toegang", "contact"} or veld.is_asked(convenant, {})]
    return [*asked, *own]


def next_veld(state: Mapping[str, str], convenant: Convenant) -> Veld | None:
    """The first question without an answer."""
    wanting = (veld for veld in velden(convenant) if veld.name not in state)
    return next((veld for veld in wanting if veld.is_asked(convenant, state)), None)


def _own(regel: Regel) -> Veld:
    ways = regel.opties.get("wegen")
    return Veld(
        field_of(regel),
        _of(lambda _: regel.keuzes),
        lambda _: regel.keuzes,
        regel.code,
        lambda _, given: not isinstance(ways, list) or given.get("via") in ways,
    )


def asked_as(veld: Veld, regel: Regel | None) -> str:
    """The question in the words of the covenant file; empty when the bot has its own."""
    if regel is None:
        return ""
    if veld.name not in {known.name for known in VELDEN}:
        return regel.vraag or ""
    words = regel.opties.get("vragen")
    return str(words.get(veld.name, "")) if isinstance(words, dict) else ""


def answers_in(state: Mapping[str, str], convenant: Convenant) -> dict[str, str]:
    """The answers to the questions of the covenant file, by the id of their condition."""
    fields = {field_of(regel): regel.id for regel in questions_at("aanmelding", convenant)}
    for name, code in (("contact", "weg"), ("aanvraag", "tafels")):
        if code in convenant.regels:
            fields.setdefault(name, convenant.regels[code].id)
    route = _of_route(state, convenant)
    together = route is not None and route.na_contact is not None and state.get("toegang") == "ja"
    known = {**state, "contact": "ja"} if together else state
    return {id_: known[name] for name, id_ in fields.items() if name in known}


def aanmelding_of(state: Mapping[str, str]) -> Aanmelding:
    """From the answers as they are stored; what the covenant does not ask gets a value that claims nothing."""
    return Aanmelding(
        ontvangen=date.fromisoformat(state["ontvangen"]),
        route=state["via"],
        met_toegang=state.get("toegang", "ja") == "ja",
        besproken=state.get("besproken") == "ja",
        leeftijd=state["leeftijd"],
        gemeente=state["gemeente"],
        gronden=tuple(grond for grond in state.get("gronden", "").split(",") if grond),
        lokaal=state.get("lokaal") == "ja",
        formulier=state.get("formulier", ANTWOORDEN[-1]),
        monitor=state.get("monitor", ANTWOORDEN[-1]),
        vervolg_op=casecode.read(state["vervolg"]) if "vervolg" in state else None,
    )
