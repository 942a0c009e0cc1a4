"""What the bot may say after any command."""

from collections.abc import Sequence
from datetime import date

from retbot.domain.errors import Arg
from retbot.wording.dates import full_date, join, long_date
from retbot.wording.replies.chat.verwijderd import fate
from retbot.wording.sentences import SENTENCES, sentence

NOTHING = "Er is niets gewijzigd."


@sentence("onbekend")
def onbekend(bedoeld: str | None, vorm: str | None, ja: bool = False) -> str:
    """`ja`: it is carried out after yes."""
    if bedoeld is None:
        return f"Dat commando ken ik niet. Typ `!ret help` voor alles wat ik kan. {NOTHING}"
    if ja:
        return f"Dat commando ken ik niet. Bedoelt u **{bedoeld}**? ja · of typ `!ret {vorm}`. {NOTHING}"
    return f"Dat commando ken ik niet. Bedoelt u **{bedoeld}**? Zo schrijft u het: `!ret {vorm}`. {NOTHING}"


@sentence("welk_commando")
def welk_commando(namen: Sequence[str]) -> str:
    """`namen` are the commands that begin with the word that was typed."""
    return f"Welk commando bedoelt u? {join([f'`{naam}`' for naam in namen], 'of')}. {NOTHING}"


@sentence("bedoelt_u")
def bedoelt_u(bedoeld: str) -> str:
    return f"Bedoelt u **{bedoeld}**? ja · nee. {NOTHING}"


@sentence("niet_bevoegd")
def niet_bevoegd(commando: str, wie: list[str]) -> str:
    return f"**{commando}** is voor {join([f'de {w}' for w in wie], 'of')}. {NOTHING}"


@sentence("convenant_kent_niet")
def convenant_kent_niet(commando: str, convenant: str) -> str:
    """`convenant` is its title."""
    return f"`{commando}` is hier niet nodig, want het ~convenant van {convenant} kent het niet. {NOTHING}"


@sentence("alleen_prive")
def alleen_prive(commando: str, verwijdering: str = "") -> str:
    return (
        f"**{commando}** hoort in ons privégesprek, niet in deze kamer. {fate(verwijdering)} Er is niets "
        f"opgeslagen. Open een gesprek met mij en stuur het daar."
    )


@sentence("code_onleesbaar")
def code_onleesbaar() -> str:
    return f"Die casuscode kan ik niet lezen. Een code ziet er zo uit: `RET-7KH-4T3`. {NOTHING}"


@sentence("code_tikfout")
def code_tikfout() -> str:
    return f"In die casuscode zit een tikfout: het controleteken klopt niet. {NOTHING}"


@sentence("casus_onbekend")
def casus_onbekend() -> str:
    return f"Die casus ken ik niet. {NOTHING}"


@sentence("code_ontbreekt")
def code_ontbreekt() -> str:
    return f"Over welke casus gaat het? Schrijf de code erbij, bijvoorbeeld `RET-7KH-4T3`. {NOTHING}"


@sentence("code_ontbreekt_vorm")
def code_ontbreekt_vorm(vorm: str) -> str:
    return f"Over welke casus gaat het? Typ alleen de code, de rest weet ik nog. Voluit is het `!ret {vorm}`. {NOTHING}"


@sentence("datum_gevraagd")
def datum_gevraagd(vraag: str, vorm: str = "") -> str:
    form = f" Het hele commando: `!ret {vorm}`." if vorm else ""
    return f"{vraag}{form} {NOTHING}"


@sentence("jaar_gevraagd")
def jaar_gevraagd(op: date) -> str:
    return f"Bedoelt u {full_date(op)}? Schrijf dan het jaar erbij. {NOTHING}"


@sentence("alleen_dag")
def alleen_dag(op: date) -> str:
    return f"Hiervan bewaar ik alleen de dag, geen tijd. Schrijf de dag zonder tijd, {long_date(op)}. {NOTHING}"


@sentence("tijd_ontbreekt")
def tijd_ontbreekt(op: date) -> str:
    return f"Hoe laat op {long_date(op)}? Schrijf er een tijd bij, bijvoorbeeld `14:00`. {NOTHING}"


@sentence("vorm")
def vorm(vorm: str, voorbeeld: str = "", anders: Sequence[str] = ()) -> str:
    """`anders` are the other forms of the same command."""
    example = f", bijvoorbeeld `!ret {voorbeeld}`" if voorbeeld else ""
    return f"Zo schrijft u het: `!ret {vorm}`{example}.{_other_forms(anders)} {NOTHING}"


def _other_forms(forms: Sequence[str]) -> str:
    return f" Of {join([f'`!ret {form}`' for form in forms], 'of')}." if forms else ""


@sentence("dag_met_op")
def dag_met_op(vorm: str) -> str:
    return f"Is dat de dag waarop het was? ja · of typ `!ret {vorm}`. {NOTHING}"


@sentence("dubbel")
def dubbel(velden: Sequence[str]) -> str:
    """`velden` are the bot's own words, never what was typed; empty when it does not know the field."""
    what = join([f"`{veld}=`" for veld in velden]) if velden else "hetzelfde"
    return f"U schreef {what} meer dan één keer, en ik weet niet wat geldt. Schrijf elk onderdeel één keer. {NOTHING}"


@sentence("te_veel")
def te_veel(woorden: Sequence[str], aantal: int, achteraan: bool, vorm: str, anders: Sequence[str] = ()) -> str:
    """`woorden` are the bot's own words; other typed words are only counted."""
    one = aantal == 1
    if woorden:
        which = f"{'Het woord' if one else 'De woorden'} **{' '.join(woorden)}** begrijp ik hier niet"
    elif achteraan:
        which = f"{'Het laatste woord' if one else f'De laatste {aantal} woorden'} begrijp ik niet"
    else:
        which = f"{'Eén woord' if one else f'{aantal} woorden'} daarin begrijp ik niet"
    return f"{which}. Zo schrijft u het: `!ret {vorm}`.{_other_forms(anders)} {NOTHING}"


@sentence("herkenbaar")
def herkenbaar(soorten: list[str], vorm: str | None, verwijdering: str) -> str:
    """Names the kinds of identifying details in the message; never its text."""
    instead = f"Schrijf bijvoorbeeld: `!ret {vorm}`" if vorm else "Stuur het opnieuw zonder."
    return f"In uw bericht {_list_types(soorten)}. {fate(verwijdering)} Er is niets opgeslagen.\n{instead}"


def _list_types(soorten: list[str]) -> str:
    kinds = [f"**{s}**" if s == "initialen" else f"een **{s}**" for s in soorten]
    plural = len(kinds) > 1 or soorten == ["initialen"]
    return f"{'staan' if plural else 'staat'} {join(kinds)}"


@sentence("bericht_te_lang")
def bericht_te_lang(hoogstens: int, verwijdering: str = "") -> str:
    limit = f"{hoogstens:,}".replace(",", ".")
    return (
        f"Dat bericht is te lang: ik lees hoogstens {limit} tekens. {fate(verwijdering)} {NOTHING} "
        "Stuur het korter, of verdeel het over meer berichten."
    )


@sentence("te_snel")
def te_snel() -> str:
    return (
        "Dat zijn te veel commando's achter elkaar. Ik voer er even geen meer van u uit; wat ik oversla, haal ik niet "
        "in. Wacht een minuut, kijk met `!ret agenda` wat is vastgelegd, en typ de rest opnieuw."
    )


@sentence("te_veel_codes")
def te_veel_codes() -> str:
    return (
        "U noemde in het afgelopen uur tien casuscodes die ik niet ken. Een uur lang voer ik niets uit waarin u een "
        f"code noemt. Kijk de code na op het formulier, of vraag hem aan de SECRETARIS. {NOTHING}"
    )


@sentence("laat_zo")
def laat_zo() -> str:
    """After `nee` to whether a command is really meant."""
    return "Goed, dan doe ik het niet."


@sentence("onverwacht")
def onverwacht(kenmerk: str) -> str:
    return f"Er ging iets mis aan mijn kant (kenmerk {kenmerk}). {NOTHING} Geef het kenmerk door aan de beheerder."


@sentence("bewerkt")
def bewerkt() -> str:
    return (
        "Een bewerkt bericht voer ik niet opnieuw uit. Stuur een nieuw bericht; een feit verbetert u met "
        "`!ret herstel CODE FEIT DATUM`."
    )


@sentence("convenant_weg")
def convenant_weg(convenant: str, versie: str) -> str:
    return f"Deze casus kwam binnen onder {convenant}, versie {versie}, en dat bestand is er niet meer. {NOTHING}"


@sentence("casus_gesloten")
def casus_gesloten(op: date) -> str:
    return f"Deze casus is gesloten op {full_date(op)}. {NOTHING} Weer openen: `!ret herstel CODE afgesloten weg`."


@sentence("verder_in_draad")
def verder_in_draad(casus: str, minuten: int) -> str:
    """`casus` is empty when the thread is a new one, under the message itself."""
    where = f"de draad van **{casus}**" if casus else "de draad onder uw bericht"
    return f"Ik ga verder in {where}. Antwoord daar, of de komende {minuten} minuten hier."


@sentence("in_het_kort")
def in_het_kort(zin: str, **args: Arg) -> str:
    """The first line of another sentence."""
    first = SENTENCES[zin](**args).partition("\n")[0]
    return f"{first[:-1]}." if first.endswith(":") else first


@sentence("over_casus")
def over_casus(casus: str) -> str:
    """Introduces an answer about a case that is given outside its thread."""
    return f"Over {casus}:"


@sentence("tekst_herkenbaar")
def tekst_herkenbaar(soorten: list[str], verwijdering: str = "") -> str:
    """Names the kinds of identifying details in a text; never the text itself."""
    return (
        f"In die tekst {_list_types(soorten)}. {fate(verwijdering)} {NOTHING}\n"
        "Schrijf het zonder: een rol, een partij, een gemeente of de casuscode zegt genoeg. Een organisatie of "
        "vakwoord dat ik niet ken, kan de beheerder toestaan."
    )


@sentence("tekst_tikfout")
def tekst_tikfout(bedoeld: list[str]) -> str:
    """Shows what was probably meant; never what was typed."""
    words = join([f"*{word}*" for word in bedoeld])
    return f"Bedoelt u {words}? Antwoord `ja`, of schrijf het anders. Tot dan bewaar ik niets van die tekst."


@sentence("tekst_te_lang")
def tekst_te_lang(hoogstens: int) -> str:
    return f"Die tekst is te lang: hoogstens {hoogstens} tekens. {NOTHING}"


@sentence("tekst_leeg")
def tekst_leeg() -> str:
    return f"Er staat geen tekst. {NOTHING}"


@sentence("regel_past_niet")
def regel_past_niet(regel: int) -> str:
    """Of a message with an answer on each line."""
    return f"Regel {regel} past niet bij de vraag die dan komt. Stuur de antwoorden opnieuw, of één voor één. {NOTHING}"


@sentence("regel_apart")
def regel_apart() -> str:
    """Of a message with an address on each line."""
    return f"Naar een van deze adressen gaat meteen een uitnodiging. Stuur dat adres apart. {NOTHING}"
