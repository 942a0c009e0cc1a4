"""What somebody probably meant who typed no command: by the names of the commands, and by other words for them."""

from collections.abc import Mapping, Sequence

from retbot.domain.casus import casecode
from retbot.domain.casus.casecode import Casecode, resembles
from retbot.domain.convenant.convenant import Convenant
from retbot.domain.errors import LikelyMeaning, Refusal
from retbot.domain.privacy.visibility import Visibility
from retbot.handlers.chat.command import Command, Effect
from retbot.handlers.chat.request import Request
from retbot.reading.arguments import replace_codes
from retbot.reading.choices import nearest

SYNONYMS: Mapping[str, Sequence[str]] = {
    "mijn": ("wat is er te doen", "wat moet ik doen", "wat moet er gebeuren", "te doen", "taken", "mijn taken", "todo"),
    "ongedaan": ("undo", "terugdraaien", "draai terug", "maak ongedaan", "terugnemen", "neem terug"),
    "herstel": ("corrigeren", "herstellen", "verbeter", "wijzig"),
    "help": ("hulp", "uitleg", "commando's", "menu", "wat kun je", "wat kan je", "start", "begin"),
    "vandaag": ("wat is er vandaag", "vandaag te doen", "deze dag"),
    "overzicht": ("stand van zaken", "alles", "alle casussen", "casussen", "lijst", "dashboard", "bord"),
    "agenda": ("kalender", "planning", "wanneer", "afspraken"),
    "termijnen": ("deadlines", "te laat", "deze week"),
    "deelnemers": ("leden", "experts", "wie zit erin"),
    "aanmelding": ("aanmelden", "nieuwe casus", "nieuw", "meld aan", "casus"),
    "plan": ("inplannen", "plan in", "bespreking plannen", "afspraak plannen"),
    "verzet": ("verplaats", "verschuif", "verzetten", "andere dag", "andere tijd"),
    "annuleer": ("afzeggen", "zeg af", "annuleren", "cancel", "gaat niet door"),
    "uitnodigen": ("nodig uit", "uitnodiging", "invite"),
    "sluit": ("afsluiten", "sluiten", "afronden", "close"),
    "escaleer": ("opschalen", "escaleren"),
    "compleet": ("formulier compleet", "volledig"),
    "bespreking gehouden": ("bespreking geweest", "bespreking is geweest", "bespreking was"),
    "advies verzonden": ("advies verstuurd", "advies is verstuurd", "advies gestuurd"),
    "noteer": ("vastleggen", "leg vast", "notitie"),
    "afwezig": ("vakantie", "vrij", "ziek", "ik ben er niet"),
    "export monitor": ("export", "exporteren", "monitor"),
    "cijfers": ("statistiek", "halfjaarverslag", "aantallen"),
}
"""Name of a command → other words for it. Of words that stand for several, the first command that exists counts."""
_BY_OTHER_WORDS = frozenset({"ongedaan"})
"""Carried out by other words for them, though they do not only look: they say themselves what they do."""
_UNSEEN = Visibility.NOTHING_OF_IT
_BEGINNING, _ELSEWHERE, _WITHOUT_PREFIX = 0.5, 0.7, 0.8
"""How alike two names must be: a name that begins with the same word, any other, and one that was typed without
`!ret`."""
_LONG_NAME = 6
"""Shorter words resemble too many that people say."""


def find_nearest(text: str, commands: Sequence[Command]) -> Command | None:
    """The command that was probably meant; None when nothing is near."""
    typed, by_name = text.lower().split(), {one.name: one for one in reversed(commands)}
    known = {word: by_name[name] for name, words in SYNONYMS.items() if name in by_name for word in reversed(words)}
    for size in range(len(typed), 0, -1):
        if (words := " ".join(typed[:size])) in known:
            return known[words]
    same = {name: one for name, one in by_name.items() if name.split()[0] in typed[:1]}
    if same:
        found = nearest(" ".join(typed[:2]), same, _BEGINNING) if len(typed) > 1 else None
        return same[found] if found else next(iter(same.values())) if len(same) == 1 else None
    harmless = {word: one for word, one in {**by_name, **known}.items() if may_be_proposed(one)}
    for size in (3, 2, 1):
        if len(typed) >= size and (found := nearest(" ".join(typed[:size]), harmless, _ELSEWHERE)):
            return harmless[found]
    return None


def is_misspelt(line: str, commands: Sequence[Command]) -> bool:
    """Whether the line is nothing but the name of a command with a typing error, or other words for a name that begin
    with the same word."""
    typed = line.lower()
    for name in {one.name for one in commands}:
        first = name.split()[0]
        if typed in SYNONYMS.get(name, ()) and typed.split()[0] == first and " " in name:
            return True
    names = [one.name for one in commands if len(one.name) >= _LONG_NAME]
    return len(typed) >= _LONG_NAME and nearest(typed, dict.fromkeys(names), _WITHOUT_PREFIX) is not None


def may_be_proposed(command: Command) -> bool:
    """A typing error must not lead to something of consequence."""
    return command.effect is not Effect.ACT


def by_other_words(text: str, commands: Sequence[Command]) -> tuple[Command, str] | None:
    """The command that these words stand for, and the words after them, when that may be carried out without asking."""
    typed, by_name = text.split(), {one.name: one for one in reversed(commands)}
    for size in range(len(typed), 0, -1):
        words = " ".join(typed[:size]).lower()
        found = next((by_name[name] for name, others in SYNONYMS.items() if words in others and name in by_name), None)
        if found:
            at_once = found.effect is Effect.LOOK or found.name in _BY_OTHER_WORDS
            return (found, " ".join(typed[size:])) if at_once else None
    return None


def unknown(request: Request, text: str, commands: Sequence[Command]) -> Refusal:
    """The refusal of a text that is no command. A command that only looks or records is carried out after `ja`."""
    convenant = request.team.convenant
    own = [one for one in commands if request.may(*one.rights) and one.is_known(convenant)]
    first = text.lower().split()[:1]
    alike = list(dict.fromkeys(one.name for one in own if one.name.split()[0] in first))
    meant = find_nearest(text, own)
    if meant is None and alike:
        return Refusal("welk_commando", namen=alike)
    if meant is None:
        return Refusal("onbekend", bedoeld=None, vorm=None)
    return _proposal(meant, text, convenant)


async def with_known_codes(request: Request, text: str) -> str:
    """The text with each code as the bot writes it: it may lack RET-, or hold one symbol that is easily mistaken, when
    that fits only one case that this person may see."""
    text = replace_codes(text, casecode.read_symbols)
    if replace_codes(text, _is_unread) == text:
        return text
    people, cases = await request.people(), await request.work.cases.find(open_only=False)
    seen = [one.code for one in cases if request.team.visibility(request.person, one, people) is not _UNSEEN]

    def code_for(six: str) -> Casecode | None:
        found = [code for code in seen if resembles(six, code)]
        return casecode.read_symbols(six) or (found[0] if len(found) == 1 else None)

    return replace_codes(text, code_for)


def _is_unread(six: str) -> Casecode | None:
    """Something else in place of what is no code as it stands."""
    return None if casecode.read_symbols(six) else Casecode("")


def _proposal(meant: Command, text: str, convenant: Convenant) -> Refusal:
    typed = _typed_name(text, meant)
    vorm, bedoeld = meant.form(convenant), meant.name
    if not may_be_proposed(meant) or not typed:
        return Refusal("onbekend", bedoeld=bedoeld, vorm=vorm)
    return LikelyMeaning("onbekend", {typed: meant.name}, bedoeld=bedoeld, vorm=vorm, ja=True)


def _typed_name(text: str, meant: Command) -> str:
    """The words of the text that stand for the name; empty when that is not certain."""
    words = text.split()
    others = SYNONYMS.get(meant.name, ())
    for size in range(min(len(words), 6), 0, -1):
        typed = " ".join(words[:size])
        if typed.lower() in others or nearest(typed, [meant.name], _ELSEWHERE):
            return typed
    return ""
