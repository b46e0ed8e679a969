"""Words of the trades: what means the same in four languages, what tells two products apart, what says nothing."""

from __future__ import annotations

from functools import cache

from qd_core.model.folding import fold_word

__all__ = ["concept", "loose_concepts", "quality_of", "says_little", "says_nothing", "stem", "translations"]

_LONG = 7

# Every group is one thing; the first word names it. Colours, materials and finishes are qualities: two different
# ones of a class contradict each other.
_QUALITIES: dict[str, str] = {
    "colour": """
        white weiß weiss weisse weisser weiße weißer weißes blanc blanche blanco blanca wit bianco
        black schwarz schwarze schwarzer schwarzes noir noire negro negra zwart nero blk
        red rot rote roter rotes rouge rojo roja rood rosso
        blue blau blaue blauer blaues bleu bleue azul blauw blu
        green grün grüne grüner grünes gruen vert verte verde groen grn
        yellow gelb gelbe gelber gelbes jaune amarillo amarilla geel giallo ylw
        orange naranja oranje arancione
        grey gray grau graue grauer graues gris grise grijs grigio
        brown braun braune brun brune marron marrón bruin
        purple violett violet lila morado púrpura paars
        pink rosa rose roze
        clear transparent klar klare klares incolore incolores durchsichtig transparente glasklar
        silver silber silbern argent plata zilver
        gold golden dorado oro
        beige
        navy marineblau
    """,
    "material": """
        steel stahl acier acero staal acciaio
        stainless edelstahl inox inoxydable inoxidable rvs v2a nirosta stnls ss
        brass messing laiton latón latone
        copper kupfer cuivre cobre koper rame
        bronze rotguss bronce
        aluminium aluminum alu aluminio alluminio
        plastic kunststoff plastique plástico
        rubber gummi caoutchouc goma
        nitrile nitril nitrilo nbr buna
        viton fkm fpm
        neoprene neopren néoprène neopreno
        epdm
        silicone silikon silicona
        leather leder cuir cuero leer
        cotton baumwolle coton algodón katoen
        latex
        vinyl
        wood holz bois madera hout legno
        glass glas verre vidrio
        paper papier papel
        cardboard karton carton cartón
        nylon polyamide polyamid polyamida pa6 pa66
        ptfe teflon
        polyester
        polyethylene polyethylen polyéthylène pe
        polypropylene polypropylen polypropylène pp
        pvc upvc
        cpvc
        pex
        abs
        iron eisen fer hierro ijzer
        galvanized galvanised galvanisé galvanizado galv gegalvaniseerd
        titanium titan titane titanio
        ceramic keramik céramique cerámica
        oak eiche chêne roble
        pine kiefer pino
        foam schaum mousse espuma
    """,
    "side": """
        left links linke linker gauche izquierda izquierdo lh
        right rechts rechte rechter droite droit derecha derecho rh
    """,
    "gender": """
        male mâle macho
        female femelle hembra
        mens herren hommes hombres
        womens damen ladies femmes mujeres
    """,
    "place": """
        internal innen intern interne interno interior indoor
        external außen aussen extern externe externo exterior outdoor
        upper obere oberer supérieur
        lower untere unterer inférieur
        front
        rear
    """,
    "count": """
        single einfach einfache einzel simple
        double doppelt doppel double doble twin dual
        triple dreifach
    """,
    "temperature": """
        hot heiß warm chaud caliente
        cold kalt froid fría frío
    """,
    "form": """
        round rund ronde rond redondo redonda
        square vierkant quadratisch carré cuadrado
        hexagonal sechskant hex hexagon hexagonale
        oval
        flat flach plano plana
    """,
    "sterility": """
        sterile steril stérile estéril
        nonsterile unsteril
    """,
    "grade": """
        small klein petit pequeño
        medium mittel moyen mediano
        large groß gross grand grande
    """,
}
# One word, spelt or shortened in several ways; and words that name a property.
_SAME = """
    schedule sch sched
    size größe groesse taille talla grootte sz gr taglia
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
    the of for with and or to by at as is are be on from our your we need please each per any all some this that these those
    ones one kind sort such same like off
    der die das den dem des ein eine einen einem einer und oder mit für fuer von vom zum zur im am auf aus je pro bitte zu
    le la les de du des un une et ou avec pour par au aux en sur svp
    el los las del con para por y o e u un una unos unas al
    het een en van voor met di da il lo gli per
"""
_LITTLE = """
    size type typ style model mod no nr number item art article ref product quality standard pattern pcs pc piece stück stk
    new nominal nom approx ca circa overall total class klasse grade code series serie serien länge length long lang wide
    width breite height high hoch höhe thick dia diameter bore od id
    lang longueur largeur ancho largo version ausführung form
"""


def _groups(text: str) -> list[list[str]]:
    return [line.split() for line in text.strip().splitlines() if line.strip()]


@cache
def _concepts() -> dict[str, str]:
    table: dict[str, str] = {}
    for text in (*_QUALITIES.values(), _SAME):
        for first, *others in _groups(text):
            name = stem(first)
            for word in (first, *others):
                table.setdefault(stem(word), name)
    return table


@cache
def _qualities() -> dict[str, str]:
    return {stem(group[0]): kind for kind, text in _QUALITIES.items() for group in _groups(text)}


@cache
def _little() -> frozenset[str]:
    return frozenset(concept(stem(word)) for word in _LITTLE.split())


@cache
def _nothing() -> frozenset[str]:
    return frozenset(_NOTHING.split()) | frozenset(stem(word) for word in _NOTHING.split())


def concept(word: str) -> str:
    """The one name of what a folded ``word`` means: ``rot`` and ``rouge`` are ``red``; unknown words name themselves."""
    return _concepts().get(word, word)


def stem(word: str) -> str:
    """``fold_word`` and, in a long word, the plural endings that short words cannot spare (Schutzhelme, Muttern)."""
    word = fold_word(word)
    if len(word) >= _LONG and (word.endswith(("rn", "ln")) or (word[-1] == "e" and word[-2] not in "aeiou")):
        return word[:-1]
    return word


def loose_concepts(word: str) -> tuple[str, ...]:
    """Concepts that a stem may also stand for, without being the same."""
    return _LOOSE.get(word, ())


@cache
def _abroad() -> dict[str, str]:
    return {stem(word): stem(group[0]) for group in _groups(_ABROAD) for word in group}


def translations(word: str) -> tuple[str, ...]:
    """The stems of other languages' words for what the stem ``word`` names."""
    return _translations().get(_abroad().get(word, ""), ())


@cache
def _translations() -> dict[str, tuple[str, ...]]:
    return {stem(group[0]): tuple(dict.fromkeys(stem(word) for word in group)) for group in _groups(_ABROAD)}


_LOOSE: dict[str, tuple[str, ...]] = {
    "small": ("s",), "medium": ("m",), "large": ("l",), "s": ("small",), "m": ("medium",), "l": ("large",),
    "verzinkt": ("zinc", "galvanized"), "zinc": ("galvanized",), "plated": ("zinc",), "zincplated": ("zinc",),
}  # fmt: skip


def quality_of(name: str) -> str | None:
    """The class of qualities (colour, material, side, …) that a concept belongs to, or None."""
    return _qualities().get(name)


def says_nothing(word: str) -> bool:
    """Whether a folded word only joins others."""
    return word in _nothing()


def says_little(name: str) -> bool:
    """Whether a concept names a property without its value (``size``, ``length``)."""
    return name in _little()
