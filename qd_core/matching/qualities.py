"""Colours, materials, sides and the like, in four languages: two different ones of a class contradict each other."""

from __future__ import annotations

from functools import cache

from qd_core.model.folding import fold_word

__all__ = ["groups_of", "quality_of", "quality_words"]

# Every line is one quality; its first word names it.
_QUALITIES: dict[str, str] = {
    "colour": """
        white whites weiß weiss weisse weisser weiße weißer weißes weißen weißem blanc blanche blanco blanca wit witte \
            bianco bianca bianchi bianche
        black schwarz schwarze schwarzer schwarzes schwarzen schwarzem noir noire negro negra zwart \
            zwarte nero nera neri nere blk
        red rot rote roter rotes roten rotem rouge rojo roja rood rode rosso rossa rossi rosse
        blue blues blau blaue blauer blaues blauen blauem bleu bleue bleus bleues azul azules blauw blauwe blu
        green grün grüne grüner grünes grünen grünem gruen vert verte verde groen groene verdi grn
        yellow gelb gelbe gelber gelbes gelben gelbem jaune amarillo amarilla geel gele giallo gialla gialli gialle ylw
        orange orangene orangenen naranja oranje arancione
        grey gray grau graue grauer graues grauen grauem gris grise grises grijs grijze grigio grigia grigi grigie
        brown braun braune brauner braunes braunen braunem brun brune marron marrón marrones bruin bruine
        purple violett violet lila morado púrpura paars
        pink rosa rose roze
        clear transparent klar klare klarer klares klaren klarem incolore incolores durchsichtig transparente glasklar
        silver silber silbern silberne silbernen argent plata zilver
        gold golden goldene goldenen dorado oro
        beige
        navy marineblau
        cyan
        magenta
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
        polystyrene polystyrol polystyrène ps
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
        hot heiß warm chaud chaude caliente cálido cálida warmweiß
        cold cool kalt froid froide fría frío kaltweiß
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
    "edition": """
        standard std
        professional pro professionell professionnel profesional
        deluxe dlx
        premium
        premier
        basic
        express
        ultimate
        enterprise
        corporate
        platinum
    """,
    "grade": """
        small klein petit pequeño
        medium mittel moyen mediano
        large grand grande
        xl xlarge extralarge
        xxl xxlarge
        xxxl xxxlarge
        xs xsmall
    """,
}


def groups_of(text: str) -> list[list[str]]:
    """The words of each line."""
    return [line.split() for line in text.strip().splitlines() if line.strip()]


def quality_words() -> list[list[str]]:
    """Every quality with all its words, the naming one first."""
    return [group for text in _QUALITIES.values() for group in groups_of(text)]


@cache
def _classes() -> dict[str, str]:
    return {fold_word(group[0]): kind for kind, text in _QUALITIES.items() for group in groups_of(text)}


def quality_of(name: str) -> str | None:
    """The class of qualities (colour, material, side, …) that a concept belongs to, or None."""
    return _classes().get(name)
