"""The questions of an aanmelding: how each is asked, and how its answer is read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from retbot.domain.casus import ANTWOORDEN, LEEFTIJDEN
from retbot.domain.convenant import Convenant
from retbot.domain.errors import Refusal
from retbot.handlers.arguments import past_day
from retbot.handlers.request import Request

_LEEFTIJD_WORDS = {"ouder": "24+"}


@dataclass(frozen=True, slots=True)
class Veld:
    """`name` is how it is written in one line (`naam=…`); `read` gives the value as it is kept, and raises Refusal."""

    name: str
    read: Callable[[str, Request], str]
    choices: Callable[[Convenant], Sequence[str]] = lambda _: ()


def pick(options: Sequence[str], text: str) -> str:
    """The option that is meant, by its name, its number, or a beginning that fits one only. Raises Refusal."""
    word = text.strip().lower()
    if word.isdigit() and 1 <= int(word) <= len(options):
        return options[int(word) - 1]
    exact = [option for option in options if option.lower() == word]
    fitting = exact or [option for option in options if len(word) > 1 and option.lower().startswith(word)]
    if len(fitting) != 1:
        raise Refusal("antwoord_onbegrepen", keuzes=list(options)[:30])
    return fitting[0]


def _of(options: Callable[[Convenant], Sequence[str]]) -> Callable[[str, Request], str]:
    return lambda text, request: pick(options(request.team.convenant), text)


def _many(options: Callable[[Convenant], Sequence[str]]) -> Callable[[str, Request], str]:
    """Several options, by comma or space; `geen` for none."""

    def read(text: str, request: Request) -> str:
        if text.strip().lower() == "geen":
            return ""
        known = options(request.team.convenant)
        return ",".join(dict.fromkeys(pick(known, word) for word in text.replace(",", " ").split()))

    return read


def _leeftijd(text: str, _: Request) -> str:
    word = text.strip().lower().replace(" ", "").removesuffix("jaar")
    return _LEEFTIJD_WORDS.get(word) or _band(word)


def _band(word: str) -> str:
    """A band itself; a single age is not taken, for it says more than is needed."""
    if word not in LEEFTIJDEN:
        raise Refusal("antwoord_onbegrepen", keuzes=list(LEEFTIJDEN))
    return word


def _ontvangen(text: str, request: Request) -> str:
    return past_day(text, request.now, request.team.kalender).isoformat()


def _yes_no(text: str, _: Request) -> str:
    return pick(("ja", "nee"), text)


def _consent(text: str, _: Request) -> str:
    return pick(ANTWOORDEN, text)


def _gronden(convenant: Convenant) -> Sequence[str]:
    return [grond.naam for grond in convenant.gronden]


def _wegen(convenant: Convenant) -> Sequence[str]:
    return [weg.naam for weg in convenant.wegen]


def _ja_nee(_: Convenant) -> Sequence[str]:
    return ("ja", "nee")


def _antwoorden(_: Convenant) -> Sequence[str]:
    return ANTWOORDEN


VELDEN = (
    Veld("ontvangen", _ontvangen),
    Veld("via", _of(_wegen), _wegen),
    Veld("toegang", _yes_no, _ja_nee),
    Veld("besproken", _yes_no, _ja_nee),
    Veld("leeftijd", _leeftijd, lambda _: LEEFTIJDEN),
    Veld("gemeente", _of(lambda convenant: convenant.gemeenten)),
    Veld("gronden", _many(_gronden), _gronden),
    Veld("lokaal", _yes_no, _ja_nee),
    Veld("formulier", _consent, _antwoorden),
    Veld("monitor", _consent, _antwoorden),
)


def next_veld(stand: Mapping[str, str], convenant: Convenant) -> Veld | None:
    """The first question that is still open. Whether the toegang takes part is asked only of whom it matters."""
    for veld in VELDEN:
        if veld.name in stand:
            continue
        if veld.name == "toegang" and not _needs_toegang(stand.get("via"), convenant):
            continue
        return veld
    return None


def _needs_toegang(via: str | None, convenant: Convenant) -> bool:
    return any(weg.naam == via and weg.met_toegang for weg in convenant.wegen)
