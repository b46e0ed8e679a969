"""What the columns of a table mean: by their headings in six languages, else by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from qd_core.model.folding import clean, strip_accents, words_apart
from qd_core.model.uom import UnitKind, unit_word

__all__ = ["Column", "Role", "exact_heading", "is_header", "read_heading", "roles_of"]


class Role(StrEnum):
    """What a column holds."""

    POSITION = "position"
    SKU = "sku"
    """A part number of ours or of the buyer."""
    NAME = "name"
    """What the thing is called."""
    ATTRIBUTE = "attribute"
    """A size, colour or material: belongs to the name."""
    QUANTITY = "quantity"
    UNIT = "unit"
    NOTE = "note"
    FOREIGN = "foreign"
    """The buyer's or maker's own number: tells nothing where ours stands beside it."""
    OTHER = "other"
    """Prices, dates, totals: no part of what is asked."""


_HEADINGS: Final = {
    Role.POSITION: (
        "pos; position; line; line no; line #; ln; #; no; nr; n; s/n; sr; sr no; sl no; sl; row; lfd nr; "
        "lfd; lfd. nr; pos nr; n°; nº; num; línea; linea; ligne; poste; partida; rang; regel; riga; idx; "
        "index; seq; oz; os; ordnungszahl; lp; renglón"
    ),
    Role.SKU: (
        "sku; part; part no; part number; part #; part num; part nr; p/n; pn; item; item number; item code; "
        "item id; code; product code; stock code; stock no; article; article no; article number; article nr; "
        "catalog no; catalogue no; catalog number; catalog #; cat no; cat #; cat. no; model; model no; "
        "model number; material; material no; material number; your part no; your part number; your item; "
        "your code; your ref; your sku; supplier part; supplier part no; supplier code; vendor part; "
        "vendor part no; vendor part number; vendor sku; order code; order no; ordering code; artikel; "
        "artikelnummer; artikel-nr; artikelnr; artikel nr; art.-nr; art-nr; art nr; artnr; art.nr; art. nr; "
        "bestellnummer; bestell-nr; best.-nr; best-nr; teilenummer; teile-nr; sachnummer; materialnummer; "
        "material-nr; ihre artikelnummer; ihre art.-nr; typ; produktnummer; produkt; réf; ref; référence; "
        "reference; réf.; code article; n° article; article n°; référence article; votre référence; "
        "votre réf; code produit; produit; referencia; código; codigo; cód; ítem; artículo; articulo; "
        "código de artículo; nº de artículo; núm. de parte; número de parte; no. de parte; parte; "
        "su referencia; modelo; producto; clave; artikelcode; bestelnr; bestelnummer; uw artikelnr; codice; "
        "codice articolo; cod; cod. articolo; articolo; rif; vs codice; vostro codice; product; product no; "
        "product id; product number; part or description; product/sku; sku/part; item/part no; part/sku"
    ),
    Role.NAME: (
        "description; desc; item description; product description; product name; name; details; item name; "
        "goods; designation; what; text; title; article description; material description; part description; "
        "description of goods; requirement; goods description; bezeichnung; beschreibung; beschrieb; "
        "artikelbezeichnung; benennung; produktbezeichnung; artikelbeschreibung; kurztext; langtext; "
        "artikelbeschrieb; leistung; kurzbezeichnung; warenbezeichnung; materialbezeichnung; materialkurztext; "
        "artikeltext; positionstext; was; désignation; description article; libellé; intitulé; nom; dénomination; "
        "désignation article; descripción; descripcion; denominación; concepto; nombre; detalle; "
        "descripción del artículo; omschrijving; productomschrijving; naam; benaming; descrizione; "
        "denominazione; descrizione articolo; nome; specification; specifications; spec; "
        "product / description; item / description; what we need; item(s); items; products; articles; "
        "things; bauteil; komponente; component; components; equipment; article / designation"
    ),
    Role.ATTRIBUTE: (
        "size; sizes; colour; color; material type; finish; type; grade; length; width; height; diameter; "
        "thickness; dimension; dimensions; dims; variant; style; pack type; rating; voltage; thread; "
        "schedule; class; gauge; größe; groesse; grösse; farbe; ausführung; abmessung; abmessungen; maße; "
        "masse; länge; breite; höhe; durchmesser; stärke; werkstoff; variante; norm; güte; taille; couleur; "
        "coloris; matière; dimensions (mm); longueur; largeur; hauteur; diamètre; épaisseur; finition; "
        "talla; tamaño; medida; medidas; largo; ancho; alto; diámetro; espesor; acabado; maat; kleur; "
        "uitvoering; afmeting; afmetingen; lengte; taglia; misura; colore; dimensioni; lunghezza; spessore; "
        "materiale; bore; flavour; flavor; scent; shape; side; hand; pressure; capacity; volume; "
        "weight class; strength; size/colour"
    ),
    Role.QUANTITY: (
        "qty; quantity; quantities; qtty; qnty; qty required; quantity required; qty req; req qty; "
        "required qty; required; required quantity; order qty; order quantity; qty needed; quantity needed; "
        "needed; how many; amount; count; number; no. of units; no off; no. off; off; qty ordered; "
        "total qty; total quantity; number required; no required; ordered; to quote; units required; "
        "pieces required; quant; pcs; pieces; units; menge; anzahl; stückzahl; bestellmenge; bedarf; "
        "bedarfsmenge; stück; stk; mengen; gesamtmenge; benötigte menge; anfragemenge; qté; qte; quantité; "
        "quantite; quantités; nombre; nb; nbre; qté demandée; quantité demandée; quantité souhaitée; besoin; "
        "cantidad; cant; cantidades; ctd; cdad; unidades; piezas; cantidad requerida; cantidad solicitada; "
        "uds; aantal; hoeveelheid; stuks; te bestellen; quantità; qtà; q.tà; qta; q.ta; pezzi; numero pezzi; "
        "quantita; qnt; q'ty; qty.; eau; annual qty; annual usage; estimated annual usage; yearly qty; "
        "moq request; outstanding; outstanding qty; offen; offene menge; restmenge; rückstand; reliquat; "
        "pendiente; nos; no's; req'd; reqd; qty reqd; reqd qty; to order; qty to order; "
        "pcs ordered; qty wanted; wanted; anz; stck; bestellen; zu bestellen; bestell-menge; auftragsmenge; "
        "sollmenge; wunschmenge; bestellte menge; gewünschte menge; à commander; a commander; "
        "qté à commander; pièces; pcs commandées; a pedir; por pedir; cantidad a pedir; "
        "cant. pedida; pzas; pza; pzs; unid; unids; uds pedidas; da ordinare; quantità da ordinare"
    ),
    Role.UNIT: (
        "uom; u/m; um; unit; unit of measure; units of measure; measure; per; packaging; pack; package; "
        "sales unit; order unit; unit type; einheit; me; mengeneinheit; eh; meh; vpe; einh; bme; gebinde; "
        "verpackungseinheit; unité; unite; u; conditionnement; cond; cdt; unidad; u.m; ud; udm; embalaje; "
        "eenheid; ehd; unità; unità di misura; u.d.m; confezione; udc; uni"
    ),
    Role.NOTE: (
        "note; notes; remark; remarks; comment; comments; comment(s); info; additional info; use; usage; "
        "application; where used; purpose; location; area; site; for; project; special instructions; "
        "instructions; bemerkung; bemerkungen; anmerkung; anmerkungen; hinweis; hinweise; kommentar; zusatz; "
        "verwendung; einsatzort; kostenstelle; remarque; remarques; commentaire; commentaires; observation; "
        "observations; nota; notas; observaciones; comentario; comentarios; opmerking; opmerkingen; "
        "osservazioni; annotazioni; commento; uso; utilisation; room; building; department; dept; "
        "cost centre; cost center; machine; asset; system; drawing; rev"
    ),
    Role.FOREIGN: (
        "our part no; our part number; our ref; our code; our item; our sku; internal no; internal ref; "
        "internal part no; our part; customer part no; customer part number; customer part; buyer part no; "
        "unsere artikelnummer; unsere art.-nr; unsere material-nr; kundenartikelnummer; kundenmaterial; "
        "notre référence; notre réf; référence interne; nuestra referencia; nuestro código; onze artikelnr; "
        "nostro codice; ns codice; mpn; mfr part no; mfr part number; manufacturer part number; "
        "manufacturer part no; mfg part no; mfr part; mfr; manufacturer; brand; make; hersteller; fabrikat; "
        "marke; fabricant; marque; fabricante; marca; merk; fabrikant; produttore; ean; gtin; upc; barcode; "
        "hersteller-nr; herstellernummer; hs code; tariff code; rfq no; rfq; po; po number; oem; oem no; "
        "oem part no"
    ),
    Role.OTHER: (
        "price; unit price; unit cost; list price; target price; target; target cost; net price; cost; "
        "total; total price; amount (usd); line total; ext price; extended price; extension; extended; "
        "subtotal; discount; disc; vat; tax; currency; preis; einzelpreis; gesamtpreis; ep; gp; e-preis; "
        "g-preis; zielpreis; stückpreis; gesamt; summe; betrag; rabatt; mwst; währung; nettopreis; "
        "lieferzeit; liefertermin; termin; wunschtermin; datum; prix; prix unitaire; p.u; pu; prix total; "
        "total ht; montant; remise; devise; délai; date; date de livraison; livraison; pu ht; precio; "
        "precio unitario; p. unitario; importe; descuento; moneda; plazo; fecha; fecha de entrega; "
        "needed by; need by; need date; required by; required date; due; due date; delivery date; delivery; "
        "lead time; lead; eta; ship date; date required; date needed; your price; quoted price; offer; "
        "your offer; availability; stock; available; moq; prijs; stukprijs; totaal; levertijd; leverdatum; "
        "prezzo; prezzo unitario; totale; importo; sconto; consegna; weight; gewicht; poids; peso; "
        "last price; previous price; budget; priority; status; angebot; angebotspreis; on hand; in stock; "
        "bestand; lagerbestand; par; par level; par stock; bin; last ordered; last order; last qty; "
        "previous qty; stock on hand; "
        "qty on hand; min; max; reorder point; quote; suma; current stock; stock actuel; stock mini; "
        "mindestbestand; meldebestand; existencias; voorraad; giacenza"
    ),
}
_TOTALS: Final = frozenset("total gesamt totale overall insgesamt summe sum suma totaal".split())
_MONEY: Final = frozenset(
    "price preis prix precio prezzo prijs cost usd eur gbp date termin montant betrag importe "
    "last previous hand stock bestand lagerbestand existencias voorraad giacenza delivered received shipped invoiced "
    "geliefert gelieferte erhalten livre livree livrees recu recue entregado entregada geleverd consegnata".split()
)
_FORMER: Final = frozenset(
    "old former alt alte bisher bisherige ancien ancienne antigua antiguo anterior oud oude vecchia vecchio".split()
)
_NEWER: Final = frozenset(
    "new revised neu neue nouveau nouvelle nueva nuevo revisada nieuw nieuwe nuova nuovo".split()
)
_YEARLY: Final = frozenset("annual yearly usage eau jahresbedarf jahresmenge annuel annuelle anual".split())
_STOCK: Final = frozenset(
    "stock bestand lagerbestand mindestbestand hand inventory existencias voorraad giacenza".split()
)
_PAR: Final = frozenset({"par", "par level"})
"""What there should be: not a French `par`, which goes on."""
_ORDERS: Final = frozenset(
    "order reorder bestellung nachbestellung commande commander pedido pedir bestellen ordine ordinare".split()
)
_PRICE: Final = frozenset("price preis einzelpreis listenpreis prix precio prezzo prijs".split())
_ASKED_PRICE: Final = frozenset("target your ziel ihr cible votre objetivo su quoted budget offer".split())
_HOLDS: Final = frozenset(
    "pack package vpe gebinde verpackungseinheit verpackung conditionnement cond cdt embalaje confezione inhalt "
    "contenance".split()
)
_EACH: Final = frozenset("per pro je par por".split())
_PER: Final = _EACH | {"pack", "vpe", "moq"}
"""`Qty per box` is no quantity asked for."""
_BRACKETED = re.compile(
    r"\(([^()]{1,30})\)|\[([^\[\]]{1,30})\]|/\s*([^\W\d_]{1,12})$|\bin\s+([^\W\d_]{1,12})$"
)
_ALONE: Final = frozenset({"nos", "no's", "wanted", "offen", "outstanding", "pendiente", "bestellen"})
"""Headings of quantities that say so alone: `Part nos` are no quantities."""
_ANSWERED = re.compile(r":\s*\w")
"""A label with what belongs to it: `Item 1: A-10`."""
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Column:
    """What one column is for; ``unit`` is the unit that its heading names (`Menge (Paar)`), ``total`` a sum."""

    role: Role
    unit: str = ""
    total: bool = False
    heading: str = ""
    holds: bool = False
    """Whether it tells how many a package holds."""
    decimals: bool = False
    """Whether its counts have three decimals each."""

    @property
    def sums(self) -> bool:
        """Whether its heading is that of a sum."""
        return bool(_TOTALS & self._words)

    @property
    def is_former(self) -> bool:
        """Whether it tells what was asked for before."""
        return bool(_FORMER & self._words)

    @property
    def is_newer(self) -> bool:
        """Whether it tells what is asked for now, beside what was."""
        return bool(_NEWER & self._words)

    @property
    def is_yearly(self) -> bool:
        """Whether it tells what a year takes."""
        return bool(_YEARLY & self._words)

    @property
    def counts(self) -> bool:
        """Whether a word of its heading is one of quantities, whatever the others say."""
        return any(exact_heading(word) is Role.QUANTITY for word in self._words)

    @property
    def may_count(self) -> bool:
        """Whether its heading is a name's in one language and a quantity's in another: `Nombre`."""
        return self.role is Role.NAME and _key(self.heading) in _counts()

    @property
    def is_stock(self) -> bool:
        """Whether it tells what the buyer holds."""
        return self.role is Role.OTHER and (bool(_STOCK & self._words) or _key(self.heading) in _PAR)

    @property
    def orders(self) -> bool:
        """Whether numbers under it may be those to be ordered, beside others of a list of what there is."""
        return self.role is Role.OTHER and bool(_ORDERS & self._words)

    @property
    def is_price(self) -> bool:
        """Whether it tells what things cost, not what the buyer would pay or asks to be filled in."""
        return self.role is Role.OTHER and bool(_PRICE & self._words) and not _ASKED_PRICE & self._words

    @property
    def may_hold(self) -> bool:
        """Whether numbers under it may be those that a package holds: `VPE`, `Pack size`."""
        role = self.role in {Role.OTHER, Role.UNIT, Role.ATTRIBUTE}
        words = self._words
        packed = bool(_EACH & words) and any(_is_package(word) for word in words)  # pcs per box
        return role and (packed or bool(_HOLDS & words)) and not (_MONEY | _PRICE) & words

    @property
    def _words(self) -> frozenset[str]:
        return frozenset(_key(self.heading).replace("/", " ").replace("(", " ").replace(")", " ").split())


@cache
def _table() -> dict[str, Role]:
    table: dict[str, Role] = {}
    for role, text in _HEADINGS.items():
        for heading in text.split(";"):
            table.setdefault(_key(heading), role)
    return table


@cache
def _counts() -> frozenset[str]:
    return frozenset(_key(heading) for heading in _HEADINGS[Role.QUANTITY].split(";"))


def _key(text: str) -> str:
    folded = strip_accents(words_apart(clean(text)).casefold()).replace("ß", "ss")
    return _SPACE.sub(" ", folded).strip(" .:*#?_-") or folded.strip()


def _is_package(word: str) -> bool:
    unit = unit_word(word)
    return unit is not None and unit.kind is UnitKind.PACKAGE


def exact_heading(text: str) -> Role | None:
    """The meaning of a heading that is known as it stands, word for word."""
    return _table().get(_key(text))


def read_heading(text: str) -> Column | None:
    """The meaning of a heading, or None when it is none that is known."""
    key = _key(text)
    if not key or len(key) > 60 or _ANSWERED.search(text):
        return None
    role = _table().get(key)
    if role is not None:
        return Column(role, total=role is Role.QUANTITY and bool(_TOTALS & set(key.split())), heading=text)
    match = _BRACKETED.search(text)
    if match is not None:
        inner = next(group for group in match.groups() if group)
        outer = _table().get(_key(text[: match.start()] + text[match.end() :]))
        if outer is not None:
            unit = inner.strip() if unit_word(inner) is not None and outer is Role.QUANTITY else ""
            return Column(outer, unit=unit, heading=text)
    return _by_words(text, key)


def _by_words(text: str, key: str) -> Column | None:
    """A heading of several words by the words in it: `Total qty Leeds`, `Qty site A`, `Unit price (EUR)`."""
    words = key.replace("/", " ").replace("(", " ").replace(")", " ").split()
    if not 1 < len(words) <= 6:
        return None
    roles = [None if word in _ALONE else _table().get(word) for word in words]
    if any(word.isdigit() for word in words) and Role.QUANTITY not in roles:
        return None
    if _MONEY & set(words) or (Role.QUANTITY in roles and _PER & set(words)):
        return Column(Role.OTHER, heading=text)
    if Role.QUANTITY in roles:
        return Column(Role.QUANTITY, total=bool(_TOTALS & set(words)), heading=text)
    for role in (Role.NAME, Role.SKU, Role.NOTE):
        if (role in roles and roles[0] is role) or roles[-1] is role:
            return Column(role, heading=text)
    return None


def is_header(cells: Sequence[str]) -> bool:
    """Whether a row of cells is a heading: most of its cells are known headings, and one is an item or a quantity."""
    filled = [cell for cell in cells if cell.strip()]
    if not filled:
        return False
    columns = [read_heading(cell) for cell in filled]
    known = [column for column in columns if column is not None]
    useful = any(column.role in {Role.QUANTITY, Role.SKU, Role.NAME} for column in known)
    return useful and len(known) * 2 >= len(filled) and len(known) >= min(2, len(filled))


def roles_of(cells: Sequence[str]) -> list[Column | None]:
    """The meaning of every cell of a header row."""
    return [read_heading(cell) if cell.strip() else None for cell in cells]
