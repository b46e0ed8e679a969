"""Words of the trades in four languages: which are one word, which translate each other, which say nothing."""

from __future__ import annotations

from functools import cache

from qd_core.matching.qualities import groups_of, quality_words
from qd_core.model.folding import fold_word

__all__ = ["concept", "loose_concepts", "says_little", "says_nothing", "stem", "translations"]

_LONG = 7

# One word, spelt or shortened in several ways; and words that name a property.
_SAME = """
    schedule sch sched
    size größe groesse taille talla grootte sz gr taglia tg
    degree deg grad grado degre
    diameter dia diam durchmesser diamètre diámetro ø
    adapter adaptor
    connector conn
    coupling cplg cpl couplg
    elbow ell elb
    assembly assy
    package pkg
    heavy hvy
    thread thd
    threaded thrd
    temperature temp
    washer wshr
    screw scr
    valve vlv
    bracket brkt
    bearing brg
    stainless stnls
    mounted mtd
    insulated insul
    square sq
    flange flg
    reducer rdcr
    internal int
    external ext
    long lang longue largo
    wide breit ancho
    short kurz court corto
    thick dick épais grueso
    aufputz ap
    unterputz up
    minus moins menos
    upgrade upg upgrd upgrad
    academic acad edu educational education
    macintosh mac
    windows win
    licence license lic
    user usr
    visibility vis viz
"""
# Another language's word for a thing: it may mean more or less than its translation, so it counts less.
_ABROAD = """
    adapter adaptateur adaptador
    connector stecker connecteur conector
    coupling muffe manchon
    elbow bogen coude codo
    thread gewinde filetage rosca
    pressure druck pression presión
    washer unterlegscheibe scheibe rondelle arandela
    screw schraube vis tornillo
    nut mutter écrou tuerca
    bolt bolzen boulon perno
    glove handschuh gant guante
    helmet helm casque casco
    valve ventil vanne válvula
    pipe rohr tubería
    cable kabel câble
    bearing lager kugellager roulement rodamiento
    seal dichtung junta
    filter filtre filtro
    lamp lampe lámpara
    label etikett étiquette etiqueta
    bucket eimer seau cubo
    brush bürste brosse cepillo
    hammer marteau martillo
    hose schlauch tuyau manguera
    tape klebeband band ruban cinta
    chain kette chaîne cadena
    rope seil corde cuerda
    door tür porte puerta
    lock schloss serrure cerradura
    mask maske masque máscara
    shoe schuh chaussure zapato
    boot stiefel botte bota
    jacket jacke veste chaqueta
    vest weste gilet chaleco
    trouser pantalon pantalón
    glasses brille lunette gafas
    cup becher gobelet vaso
    knife messer couteau cuchillo
    spoon löffel cuillère cuchara
    fork gabel fourchette tenedor
    lid deckel couvercle tapa
    bottle flasche bouteille botella
    needle nadel aiguille aguja
    syringe spritze seringue jeringa
    battery batterie batería
    switch schalter interrupteur interruptor
    socket steckdose prise enchufe
    pump pumpe pompe bomba
    spring feder ressort muelle
    wheel rad roue rueda
    belt riemen courroie correa
    ring anneau anillo
    flange flansch bride brida
    nipple nippel
    reducer reduzierung réduction
    bag beutel sac bolsa
    box schachtel boîte caja
    sheet blech tôle chapa
    angle winkel cornière
    beam träger poutre viga
    sign schild panneau señal
    paint farbe peinture pintura
    board platte planche tablero
    bowl schale schüssel bol
    plate teller assiette plato
    glass becherglas verre
"""
_NOTHING = """
    the of for with and or to by at as is are be on from our your we need please each per any all some
    in dans nella nei nelle dei degli delle della bei nach
    this that these those ones one kind sort such same like off der die das den dem des ein eine einen
    einem einer und oder mit für fuer von vom zum zur im am auf aus je pro bitte zu le la les de du des
    un une et ou avec pour par au aux en sur svp el los las del con para por y o e u un una unos unas al
    het een en van voor met di da il lo gli per nach gemäß laut selon según segun secondo volgens
"""
_LITTLE = """
    size type typ style model mod no nr number item art article ref product quality standard pattern pcs
    pc piece stück stk new nominal nom approx ca circa overall total class klasse grade code series
    calidad qualité qualität kwaliteit qualità
    flavor flavour flavored flavoured colored coloured scented
    serie serien länge length long lang wide width breite height high hoch höhe thick dia diameter bore
    od id lang longueur largeur ancho largo version ausführung form please quote priced sold price
    prices pricing offer need want require looking order supply kindly good quality some our your
    following bitte angebot preis benötigen brauchen gewünscht devis prix besoin souhaite precio oferta
    necesito
    matching suitable corresponding passend passende passenden passender zugehörig zugehörige zugehörigen
    dazugehörig dazugehörige dazugehörigen entsprechend entsprechende entsprechenden assorti assortie
    assortis assorties correspondant correspondante correspondants correspondantes bijpassend bijpassende
    bijbehorend bijbehorende adecuado adecuada correspondiente correspondientes abbinato abbinati relativo
"""
_LOOSE: dict[str, tuple[str, ...]] = {
    "small": ("s",), "medium": ("m",), "large": ("l",), "s": ("small",), "m": ("medium",), "l": ("large",),
    "sm": ("small", "s"), "sml": ("small", "s"), "med": ("medium", "m"), "lg": ("large", "l"), "lge": ("large", "l"),
    "lrg": ("large", "l"), "t": ("size",), "lead": ("cable",), "cord": ("cable",),
    "verzinkt": ("zinc", "galvanized"), "zinc": ("galvanized",), "plated": ("zinc",), "zincplated": ("zinc",),
}  # fmt: skip


def stem(word: str) -> str:
    """``fold_word`` and, in a long word, the plural endings that short words cannot spare (Schutzhelme, Muttern,
    tuyaux, postaux)."""
    word = fold_word(word)
    if len(word) >= _LONG and word.endswith("aux"):
        return word[:-1] if word[-4] in "ey" else word[:-2] + "l"
    if len(word) >= _LONG and (word.endswith(("rn", "ln")) or (word[-1] == "e" and word[-2] not in "aeiou")):
        return word[:-1]
    return word


@cache
def _concepts() -> dict[str, str]:
    table: dict[str, str] = {}
    for first, *others in (*quality_words(), *groups_of(_SAME)):
        name = fold_word(first)
        for word in (first, *others):
            table.setdefault(stem(word), name)
    return table


def concept(word: str) -> str:
    """The one name of what a stem means: ``rot`` and ``rouge`` are ``red``; an unknown word names itself."""
    return _concepts().get(word, word)


def loose_concepts(name: str) -> tuple[str, ...]:
    """Concepts that a concept may also stand for, without being the same."""
    return _LOOSE.get(name, ())


@cache
def _translations() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for group in groups_of(_ABROAD):
        words = tuple(dict.fromkeys(stem(word) for word in group))
        for word in words:
            table[word] = (*table.get(word, ()), *words)
    return table


def translations(word: str) -> tuple[str, ...]:
    """The stems of other languages' words for what the stem ``word`` names."""
    return _translations().get(word, ())


@cache
def _little() -> frozenset[str]:
    return frozenset(concept(stem(word)) for word in _LITTLE.split())


def says_little(name: str) -> bool:
    """Whether a concept names a property without its value (``size``, ``length``)."""
    return name in _little()


@cache
def _nothing() -> frozenset[str]:
    return frozenset(_NOTHING.split()) | frozenset(fold_word(word) for word in _NOTHING.split())


def says_nothing(word: str) -> bool:
    """Whether a word only joins others."""
    return word in _nothing()
