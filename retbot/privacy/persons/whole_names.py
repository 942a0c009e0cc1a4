"""Whether the name of an organisation or a role is that of a person."""

from retbot.domain.convenant.convenant import Convenant
from retbot.privacy.lexicon import COMMON, Lexicon, group, shipped_lexicon
from retbot.privacy.persons.initials import initials


def people_in(convenant: Convenant) -> list[str]:
    """The partijen and roles of a covenant that are called like a person, unless retbot knows the organisation."""
    lexicon = shipped_lexicon()
    return [naam for naam in (*convenant.partijen, *convenant.rollen) if _is_person(naam, lexicon)]


def _is_person(naam: str, lexicon: Lexicon) -> bool:
    first, *others = naam.lower().replace(".", " ").split() or [""]
    no_person = lexicon.gemeenten | lexicon.kernen | group("tussenvoegsels")
    if naam in lexicon.allowed_phrases.get(first, ()) or first in no_person:
        return False
    if first in group("titels") or any(initials(naam)):
        return True
    if lexicon.given_names.weight(first) < COMMON or not naam[0].isupper():
        return False
    return lexicon.is_family(others[-1]) if others else not lexicon.is_word(first)
