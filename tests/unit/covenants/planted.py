"""Mistakes to plant in a covenant file: each kind in every covenant that has the thing."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from retbot.covenants import convenant_files
from retbot.domain.convenant.convenant import Convenant

ID = "ZZ-1"
LATE = f"{ID}: deze termijn kan nooit beginnen: de voorwaarde `spoed` wordt pas gevraagd als het te laat is"
_TABLE = re.compile(r"(?m)^\[\[?\w+\]\]?$")


class Planted(NamedTuple):
    """A file with one mistake, and the beginning of what must be said about it."""

    text: str
    told: str


Plant = Callable[[str, Convenant], Iterator[Planted]]


def tables(text: str) -> list[str]:
    starts = [found.start() for found in _TABLE.finditer(text)]
    return [text[: starts[0]], *(text[at:to] for at, to in zip(starts, [*starts[1:], len(text)], strict=True))]


def changed(text: str, line: str, old: str, new: str) -> str:
    """The file with `old` replaced by `new` in the first table that has this line; the same file without either."""
    found = next((table for table in tables(text) if f"\n{line}\n" in f"{table}\n" and old in table), "")
    return text.replace(found, found.replace(old, new, 1), 1) if found else text


def without(text: str, *lines: str) -> str:
    """Without the tables that have one of these lines."""
    return "".join(table for table in tables(text) if not any(f"\n{line}\n" in f"{table}\n" for line in lines))


def duty(leads: str, termijn: str, vervuld: str | None = "gedaan", *more: str) -> str:
    lines = [f'id = "{ID}"', 'artikel = "1"', 'wat = "iets doen"', f'wie = ["{leads}"]', f'termijn = "{termijn}"']
    return "\n".join(["\n[[plicht]]", *lines, *([f'vervuld = "{vervuld}"'] if vervuld else []), *more, ""])


def added(termijn: str, told: str, vervuld: str | None = "gedaan", *more: str, besides: str = "") -> Plant:
    """A duty that no covenant has."""

    def plant(text: str, convenant: Convenant) -> Iterator[Planted]:
        yield Planted(text + besides + duty(convenant.voorzitter, termijn, vervuld, *more), told)

    return plant


def swapped(old: str, new: str, told: str) -> Plant:
    """Only in a covenant that has `old`."""

    def plant(text: str, _: Convenant) -> Iterator[Planted]:
        if old in text:
            yield Planted(text.replace(old, new, 1), told)

    return plant


def in_head(old: str, new: str, told: str) -> Plant:
    def plant(text: str, _: Convenant) -> Iterator[Planted]:
        if found := re.search(rf"(?ms)^{old}", text):
            yield Planted(text.replace(found[0], new, 1), told)

    return plant


def not_private(text: str, convenant: Convenant) -> Iterator[Planted]:
    for rol in convenant.rollen.values():
        if rol.prive:
            yield Planted(changed(text, f'naam = "{rol.naam}"', "prive = true\n", ""), f"{rol.naam}: dit is een privé")


def no_retention(text: str, _: Convenant) -> Iterator[Planted]:
    yield Planted(without(text, 'vervuld = "verwijderd"'), '[convenant]: geen plicht heeft `vervuld = "verwijderd"`')


def retention_too_early(text: str, convenant: Convenant) -> Iterator[Planted]:
    [kept] = [one for one in convenant.plichten if one.vervuld == "verwijderd"]
    for event in ("bespreking", "aanmelding"):
        told = f"{kept.id}: de bewaartermijn begint bij `{event}`"
        yield Planted(changed(text, f'id = "{kept.id}"', f"na {kept.termijn.event}", f"na {event}"), told)


def no_report(text: str, _: Convenant) -> Iterator[Planted]:
    yield Planted(
        without(text, 'termijn = "72 h na datalek"'),
        "[convenant]: het melden van een datalek bij de Autoriteit Persoonsgegevens ontbreekt",
    )


def late_report(text: str, convenant: Convenant) -> Iterator[Planted]:
    for one in convenant.plichten:
        if str(one.termijn.duur) == "72 h" and not one.gedekt_door:
            told = f"{one.id}: de wet geeft hiervoor hoogstens `72 h`"
            yield Planted(changed(text, f'id = "{one.id}"', "72 h na datalek", "96 h na datalek"), told)
            told = f"{one.id}: dit vraagt de wet"
            yield Planted(changed(text, f'id = "{one.id}"', 'bron = "wet"\n', ""), told)


def no_word_to_those_concerned(text: str, _: Convenant) -> Iterator[Planted]:
    told = "[convenant]: het inlichten van betrokkenen over een datalek ontbreekt"
    yield Planted(without(text, 'id = "AVG-34"', 'meldt = "betrokkenen"'), told)


def no_answer_to_a_request(text: str, _: Convenant) -> Iterator[Planted]:
    told = "[convenant]: het beantwoorden van een verzoek van een betrokkene ontbreekt"
    yield Planted(without(text, 'termijn = "1 m na verzoek"'), told)


def late_answer_to_a_request(text: str, convenant: Convenant) -> Iterator[Planted]:
    [one] = [one for one in convenant.plichten if one.termijn.event == "verzoek" and not one.gedekt_door]
    told = f"{one.id}: de wet geeft hiervoor hoogstens `1 m`"
    yield Planted(changed(text, f'id = "{one.id}"', "1 m na verzoek", "6 w na verzoek"), told)


def hole_in_consent(text: str, convenant: Convenant) -> Iterator[Planted]:
    for regel in convenant.regels.values():
        bands = regel.opties.get("wie") if regel.code != "verzoek_wie" else None
        for band in bands if isinstance(bands, dict) else ():
            if band != "22-23":
                line = f'id = "{regel.id}"'
                [own] = [table for table in tables(text) if f"\n{line}\n" in table]
                holed = re.sub(rf'"{band}" = \[[^]]*\],? ?', "", own).replace(", }", " }")
                yield Planted(text.replace(own, holed), f"{regel.id}: bij `wie` ontbreekt `{band}`")


def hole_in_ages(text: str, _: Convenant) -> Iterator[Planted]:
    for name in ("banden", "leeftijden"):
        if f"\n{name} = " in text:
            [line] = re.findall(rf"(?m)^{name} = .*$", text)
            yield Planted(text.replace(line, line.replace(' "12-15",', "")), "tussen de leeftijden ontbreekt `12-15`")


def a_person_as_party(text: str, convenant: Convenant) -> Iterator[Planted]:
    for naam in ("Jan de Vries", "mevrouw Bakker", "F. Yilmaz"):
        told = f"[convenant]: `{naam}` lijkt de naam van een mens"
        known = text if convenant.partijen else text.replace('\nversie = "1"\n', '\nversie = "1"\npartijen = []\n', 1)
        yield Planted(re.sub(r"(?m)^partijen = \[", f'partijen = ["{naam}", ', known), told)
    role = f'{text}\n[[rol]]\nnaam = "Anja Jansen"\n'
    yield Planted(role, "Anja Jansen: `Anja Jansen` lijkt de naam van een mens")


def one_for_all(text: str, convenant: Convenant) -> Iterator[Planted]:
    for one in convenant.plichten:
        if one.per == "afspraak":
            told = f"{one.id}: deze termijn kan nooit beginnen: een `eigen datum`"
        elif one.per == "partij":
            told = f"{one.id}: wie van `partij` het eerst klaar is"
        elif one.per and convenant.rollen[one.wie[0]].per_sector and len(one.wie) == 1:
            told = f"{one.id}: wie van `{one.wie[0]}` het eerst klaar is"
        else:
            continue
        yield Planted(changed(text, f'id = "{one.id}"', f'per = "{one.per}"\n', ""), told)


def paid_for_nothing(text: str, convenant: Convenant) -> Iterator[Planted]:
    for one in convenant.plichten:
        if one.vergoeding:
            role, line = one.vergoeding[0].voor, f'id = "{one.id}"'
            [own] = [table for table in tables(text) if f"\n{line}\n" in table]
            bare = re.sub(r"(?ms)^(vergoeding = \[.*?\]|lezing = [^\n]*)\n", "", own)
            bare = re.sub(r'termijn = "[^"]*"', 'termijn = "{}"', bare)
            pay = 'vergoeding = [{{ voor = "{}", minuten = 180{} }}]\n'
            weekly = bare.format("per bespreking") + pay.format(role, ", dagen = 7")
            yield Planted(text.replace(own, weekly), f"{one.id}: ")
            vague = bare.format("per periode") + pay.format(role, "")
            yield Planted(text.replace(own, vague), f"{one.id}: bij de vergoeding van {role} staat niet")


def no_way_in(text: str, convenant: Convenant) -> Iterator[Planted]:
    every = text
    for route in convenant.wegen:
        if not route.verwijs:
            every = changed(
                every, f'naam = "{route.naam}"', f'wie = "{route.wie}"', 'wie = "x"\nverwijs = "Ga elders."'
            )
    yield Planted(every, "[convenant]: langs geen enkele `[[weg]]` kan worden aangemeld")
    yield Planted("".join(t for t in tables(text) if not t.startswith("[[weg]]")), "[convenant]: er is geen [[weg]]")


def loose_chain(text: str, convenant: Convenant) -> Iterator[Planted]:
    for keten in convenant.namen_van_ketens:
        lines = (f'gemist = "{keten}"\n', f'keten = "{keten}"\n')
        loose = text.replace(lines[0], "")
        loose = "".join(t.replace(lines[1], "") if t.startswith("[[rol]]") else t for t in tables(loose))
        told = f"{convenant.keten(keten)[0].id}: geen termijn leidt naar keten `{keten}`"
        yield Planted(loose, told)


def chain_with_a_gap(text: str, convenant: Convenant) -> Iterator[Planted]:
    for trede in convenant.ketens:
        told = f"{trede.id}: in keten `{trede.keten}` ontbreekt stap "
        table = next(t for t in tables(text) if t.startswith("[[trede]]") and f'id = "{trede.id}"' in t)
        yield Planted(text.replace(table, table.replace(f"stap = {trede.stap}", "stap = 9")), told)


def twice(text: str, convenant: Convenant) -> Iterator[Planted]:
    first, second = convenant.plichten[0].id, convenant.plichten[1].id
    yield Planted(text.replace(f'id = "{second}"', f'id = "{first}"', 1), f"{first}: dit id staat er twee keer")


def endless(text: str, convenant: Convenant) -> Iterator[Planted]:
    if convenant.looptijd_einde is None:
        told = f"{ID}: deze termijn kan nooit beginnen: `looptijd_einde` staat niet in [convenant]"
        yield from added("2 wd na looptijd_einde", told)(text, convenant)


_ASKED = '\n[[voorwaarde]]\nnaam = "spoed"\ntekst = "spoed"\nvraag = "Is er spoed?"\n'
_LATER = _ASKED + duty("gemeente", "1 w na bespreking", "gedaan", 'voorwaarde = "spoed"').replace(ID, "ZZ-2")
SPOED = 'voorwaarde = "spoed"'
QUESTION = '\n[[regel]]\ncode = "eigen"\nid = "ZZ-3"\nartikel = "1"\nvraag = "Is dat zo?"\n{}\n'

NOT_FOUND_BEFORE: dict[str, Plant] = {
    "a condition asked too late for a term before the table": added(
        "2 d voor bespreking", LATE, "gedaan", SPOED, besides=_LATER
    ),
    "a condition asked too late for a term from the aanmelding": added(
        "2 wd na aanmelding", LATE, "gedaan", SPOED, besides=_LATER
    ),
    "who is private is not marked so": not_private,
    "no retention": no_retention,
    "retention from a day before closing": retention_too_early,
    "no report to the Autoriteit": no_report,
    "a report to the Autoriteit later than the law allows, or not as law": late_report,
    "no word to those concerned": no_word_to_those_concerned,
    "no answer to a request": no_answer_to_a_request,
    "an answer to a request later than the law allows": late_answer_to_a_request,
    "a hole in who consents": hole_in_consent,
    "a hole in the ages": hole_in_ages,
    "a term that is met as it begins": added("2 w na bespreking", f"{ID}: deze termijn", "bespreking"),
    "a reminder longer than the term": added(
        "1 w na bespreking", f"{ID}: de herinnering `2 m` vooraf komt voor het begin", "gedaan", 'vooraf = ["2 m"]'
    ),
    "a person as party": a_person_as_party,
    "one that is met by one of many": one_for_all,
    "pay without meetings": paid_for_nothing,
}
NEVER: dict[str, Plant] = {
    "a term without what fulfils it": added(
        "2 wd na aanmelding", f"{ID}: deze termijn kan nooit eindigen: `vervuld`", None
    ),
    "a term before what fulfils it": added(
        "2 d voor bespreking",
        f"{ID}: deze termijn kan nooit eindigen: `advies_verzonden` komt pas na",
        "advies_verzonden",
    ),
    "a term that ends by what no command records": added(
        "2 wd na aanmelding", f"{ID}: deze termijn kan nooit eindigen: `laatste_interventie`", "laatste_interventie"
    ),
    "a term from an end that is not set": endless,
    "a condition that is never asked": added(
        "1 w na aanmelding",
        f"{ID}: deze termijn kan nooit beginnen: de voorwaarde `spoed` wordt nooit gevraagd",
        "gedaan",
        SPOED,
        besides=_ASKED,
    ),
    "a condition that nothing depends on": added("1 w na aanmelding", "spoed: geen plicht hangt", besides=_ASKED),
    "a question that is never asked": added(
        "1 w na aanmelding",
        "ZZ-3: deze vraag wordt nooit gesteld",
        besides=_LATER + QUESTION.format('moment = "planning"\nals = "spoed"'),
    ),
    "nobody can bring in a case": no_way_in,
    "a chain that nothing leads to": loose_chain,
}
FOUND_BEFORE: dict[str, Plant] = {
    "an unknown role": added(
        "altijd", f"{ID}: de rol `burgemeester` staat niet bij de rollen", None, 'aan = ["burgemeester"]'
    ),
    "an unknown event": added("1 w na feest", f"{ID}: de gebeurtenis `feest` ken ik niet"),
    "an unknown fulfilment": added("1 w na bespreking", f"{ID}: `feest` kan een termijn niet vervullen", "feest"),
    "an unknown condition": added(
        "1 w na bespreking", f"{ID}: de voorwaarde `regen` staat niet", "gedaan", 'voorwaarde = "regen"'
    ),
    "an unknown chain": added("1 w na bespreking", f"{ID}: er is geen keten `zorg`", "gedaan", 'gemist = "zorg"'),
    "an unknown key": added("1 w na bespreking", f"{ID}: `kleur` ken ik niet", "gedaan", "kleur = 1"),
    "an unknown cover": added("1 w na bespreking", f"{ID}: er is geen plicht `ZZ-9`", "gedaan", 'gedekt_door = "ZZ-9"'),
    "a term that cannot be read": added("gauw", f"{ID}: de termijn `gauw` begrijp ik niet"),
    "a length that cannot be read": added("2 x na bespreking", f"{ID}: `2 x` is geen duur"),
    "a term without length": added("0 wd na bespreking", f"{ID}: een termijn van `0 wd` heeft geen lengte"),
    "hours that count back": added("72 h voor bespreking", f"{ID}: een termijn in uren telt alleen vooruit"),
    "an id that is there twice": twice,
    "no article": swapped('artikel = "AVG 33"', 'artikel = ""', "AVG-33: het artikel ontbreekt"),
    "no gemeenten": in_head(r"gemeenten = \[.*?\]\n", "", "[convenant]: `gemeenten` ontbreekt"),
    "no beginning of what recurs": in_head(r"cadans_vanaf = [^\n]*\n", "", "[convenant]: `cadans_vanaf` ontbreekt"),
    "a chain with a gap": chain_with_a_gap,
    "a code with a typing error": swapped('code = "quorum"', 'code = "quorm"', "de code `quorm` ken ik niet"),
    "an age that does not exist": swapped('"0-11"', '"0-12"', "de leeftijd `0-12` ken ik niet"),
}
KINDS = NOT_FOUND_BEFORE | NEVER | FOUND_BEFORE


def every_mistake(kind: str) -> Iterator[tuple[str, Planted]]:
    """The covenant in which it was planted, and the file."""
    for name in convenant_files.names():
        text = convenant_files.text_of(name)
        for planted in KINDS[kind](text, convenant_files.read(text)):
            assert planted.text != text, (kind, name)
            yield name, planted
