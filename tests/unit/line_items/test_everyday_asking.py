"""Everyday ways of asking for several things at once: none of them may be lost on the way."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Line = tuple[str, str, str | None]

CASES: list[tuple[str, str, list[Line]]] = [
    # a wish that holds for a whole list
    (
        "cleaning",
        "Could I please get 10 floor cleaners and a case of BL-75L-BK",
        [("floor cleaners", "10", None), ("BL-75L-BK", "1", "case")],
    ),
    (
        "welding",
        "We will be needing the following: 100 contact tips M6; 24 GLV-MIG-10",
        [("contact tips M6", "100", None), ("GLV-MIG-10", "24", None)],
    ),
    ("welding", "Hi, we are after 100 contact tips M6", [("contact tips M6", "100", None)]),
    # one quantity for each of several names
    (
        "cleaning",
        "Quote on 5 cases each: HT-2PLY-24, bleach 5 l, floor cleaner 5 litre",
        [("HT-2PLY-24", "5", "cases"), ("bleach 5 l", "5", "cases"), ("floor cleaner 5 litre", "5", "cases")],
    ),
    # sizes before the goods that they are sizes of
    (
        "cleaning",
        "1 case each of 5 l and 10 l floor cleaner please quote",
        [("5 l floor cleaner", "1", "case"), ("10 l floor cleaner", "1", "case")],
    ),
    (
        "welding",
        "25 each of 0.6, 0.8 and 1.0 mm contact tips",
        [("0.6 mm contact tips", "25", "each"), ("0.8 mm contact tips", "25", "each"), ("1.0 mm contact tips", "25", "each")],
    ),
    (
        "cleaning",
        "bin liners 50 l, 75 l x 25 rolls each",
        [("bin liners 50 l", "25", "rolls"), ("bin liners 75 l", "25", "rolls")],
    ),
    (
        "cleaning",
        "Need 10 bin liners 50 and 75 l",
        [("bin liners 50 l", "vague", None), ("bin liners 75 l", "vague", None)],
    ),
    (
        "cleaning",
        "Can you send me prices for bin liners 50, 60 and 75 l? 20 of each.",
        [("bin liners 50 l", "20", None), ("bin liners 60 l", "20", None), ("bin liners 75 l", "20", None)],
    ),
    ("welding", "Need 10 contact tips M6, 1.0 mm", [("contact tips M6, 1.0 mm", "10", None)]),
    # counts of each size
    (
        "workwear",
        "Poloshirt grau - 5 x M, 5 x L, 2 x XL bitte anbieten",
        [("Poloshirt grau M", "5", None), ("Poloshirt grau L", "5", None), ("Poloshirt grau XL", "2", None)],
    ),
    (
        "workwear",
        "Please quote 12 Warnwesten orange (8 L, 4 XL) and 5 GS-42",
        [("GS-42", "5", None), ("Warnwesten orange L", "8", None), ("Warnwesten orange XL", "4", None)],
    ),
    (
        "workwear",
        "Please quote 20 Warnwesten orange (8 L, 4 XL)",
        [("Warnwesten orange L", "vague", None), ("Warnwesten orange XL", "vague", None)],
    ),
    (
        "workwear",
        "Poloshirt, grau:\nM 4\nXL 2",
        [("Poloshirt grau M", "4", None), ("Poloshirt grau XL", "2", None)],
    ),
    (
        "workwear",
        "Gummistiefel S5 grün - 1 x 42, 3 x 43",
        [("Gummistiefel S5 grün 42", "1", None), ("Gummistiefel S5 grün 43", "3", None)],
    ),
    # a number of all together is no line of its own
    (
        "cleaning",
        "12 bin liners, 8 of the 50 l and 4 of the 75 l",
        [("bin liners 50 l", "8", None), ("bin liners 75 l", "4", None)],
    ),
    # positions of a table whose columns were lost
    (
        "fasteners",
        "Line Item Qty UOM\n10 Hex bolt DIN933-M8X40-A2 500 EA\n20 DIN933-M8X50-A2 1000 EA\n30 wall plugs 10 mm 20 EA",
        [("DIN933-M8X40-A2", "500", "EA"), ("DIN933-M8X50-A2", "1000", "EA"), ("wall plugs 10 mm", "20", "EA")],
    ),
    ("fasteners", "please quote\n10 DIN933-M8X40-A2 500 EA", [("DIN933-M8X40-A2", "vague", None)]),
    # a count, a dash, a size
    ("plumbing", "Please quote\n4 - 8\" copper elbows", [("8\" copper elbows", "4", None)]),
    ("cleaning", "bleach 5 l - 12 cans please", [("bleach 5 l", "12", "cans")]),
    # goods that the catalog does not know, in a list of others
    ("cleaning", "scourers x 3, EtOH 70% 5l x 2", [("scourers", "3", None), ("EtOH 70% 5l", "2", None)]),
    # a word that stresses the number behind it
    (
        "packaging",
        "Wir bräuchten 8-10 Rollen ST-500-23 und fix 20 PAL-EUR sowie definitiv 5 BW-1000.",
        [("ST-500-23", "range", "Rollen"), ("PAL-EUR", "20", None), ("BW-1000", "5", None)],
    ),
    # what the writer would take, an adverb inside the phrase or not
    *(
        ("cleaning", f"How much are the MOP-400? {wish} 6 BL-75L-BK", [("MOP-400", "missing", None), ("BL-75L-BK", "6", None)])
        for wish in (
            "We would also take", "We'd probably go for", "I will then order", "We are also looking at", "Our order would be"
        )
    ),
    (
        "packaging",
        "Was kostet die PAL-EUR? Wir würden dazu auch noch 12 ENV-C4 nehmen.",
        [("PAL-EUR", "missing", None), ("ENV-C4", "12", None)],
    ),
    ("cleaning", "Please price up 45 mop heads (MOP-400)", [("MOP-400", "45", None)]),
    ("cleaning", "please quote 10 packs of scourers for our project", [("scourers", "10", "packs")]),
    (
        "packaging",
        "Bonjour,\n\nMerci pour votre retour rapide. Notre liste définitive :\n\n60 PAL-EUR\n12 rouleaux film étirable 500 mm",
        [("PAL-EUR", "60", None), ("film étirable 500 mm", "12", "rouleaux")],
    ),
    ("packaging", "Nous aimerions avoir 20 PAL-EUR.", [("PAL-EUR", "20", None)]),
    # a word that joins, although the catalog has it in a name
    ("workwear", "Bitte Offerte für 4 GS-42 und 6 PS-GR-M.", [("GS-42", "4", None), ("PS-GR-M", "6", None)]),
    # a length or an area of goods that are sold by the piece, none of them in that size
    ("packaging", "Bitte Angebot für 250 m Stretchfolie 500 mm", [("Stretchfolie 500 mm", "250", "m")]),
    ("timber", "please quote 30 m2 birch plywood 18 mm", [("birch plywood 18 mm", "30", "m2")]),
    ("timber", "Birch plywood 18 mm, 30 m2", [("Birch plywood 18 mm", "30", "m2")]),
    ("packaging", "Bitte Angebot für 66 m Packing tape 48 mm", [("66 m Packing tape 48 mm", "missing", None)]),
    # what the reader is to do stands at the end
    ("packaging", "Können Sie uns für 8 Rollen Stretchfolie 500 mm ein Angebot machen?", [("Stretchfolie 500 mm", "8", "Rollen")]),
    (
        "steel",
        "Bitte offerieren Sie: Rechteckrohr 50x30x3, 8 Stk, und Quadratrohr 40x40x3, 4 Stk.",
        [("Rechteckrohr 50x30x3", "8", "Stk"), ("Quadratrohr 40x40x3", "4", "Stk")],
    ),
    # a size in other digits than the catalog's
    ("fasteners", "please quote 40 wood screw 5.0 x 60", [("wood screw 5.0 x 60", "40", None)]),
    # an article that says some, and the count behind
    ("packaging", "Je cherche des PAL-EUR, 20 pièces, et des enveloppes à bulles C4.", [("PAL-EUR", "20", "pièces"), ("enveloppes à bulles C4", "vague", None)]),
    ("food", "Nous cherchons des assiettes plates 27, 40 pièces.", [("assiettes plates 27", "40", "pièces")]),
    # the same of goods that nobody knows, in metres run
    ("timber", "Please quote:\n40 m facade trim\n12 JH-47", [("facade trim", "40", "m"), ("JH-47", "12", None)]),
    ("timber", "Bitte Angebot für 40 m' Fassadenprofil und 12 JH-47", [("Fassadenprofil", "40", "m'"), ("JH-47", "12", None)]),
    ("timber", "Bitte Angebot für 40 m1 Fassadenprofil", [("Fassadenprofil", "40", "m1")]),
    # counts behind, and one in front at the end
    (
        "cleaning",
        "please quote MOP-400, 60 pcs and 300 GLV-NIT-M, plus SPG-10, 4 packs and 20 bin liners 75 l",
        [("MOP-400", "60", "pcs"), ("GLV-NIT-M", "300", None), ("SPG-10", "4", "packs"), ("bin liners 75 l", "20", None)],
    ),
    ("cleaning", "please quote 60 pcs or 300 MOP-400", [("MOP-400", "ladder", None)]),
    # the day comes first
    ("cleaning", "We need by Friday 20 mop heads and 4 bin liners 75 l", [("mop heads", "20", None), ("bin liners 75 l", "4", None)]),
    ("workwear", "Ich brauche bis zum 12.4. 20 Poloshirts grau M", [("Poloshirts grau M", "20", None)]),
    ("food", "J'ai besoin pour samedi de 20 assiettes plates 27 cm", [("assiettes plates 27 cm", "20", None)]),
    # a product of two counts
    ("cleaning", "please quote 2 x 25 MOP-400", [("MOP-400", "vague", None)]),
    # a verb that nobody knows before the first count
    (
        "food",
        "Nous désirons réassortir 20 assiettes plates 27 cm et 12 verres à vin 35 cl.",
        [("assiettes plates 27 cm", "20", None), ("verres à vin 35 cl", "12", None)],
    ),
    ("food", "Merci d'établir une offre comprenant 20 assiettes plates 27 cm", [("assiettes plates 27 cm", "20", None)]),
    ("food", "Pourriez-vous me faire un prix sur 20 assiettes plates 27 cm ?", [("assiettes plates 27 cm", "20", None)]),
    ("food", "Combien coûteraient 20 assiettes plates 27 cm ?", [("assiettes plates 27 cm", "20", None)]),
    ("workwear", "Gesucht werden 20 Poloshirts grau M.", [("Poloshirts grau M", "20", None)]),
    # the verb that asks comes last
    ("workwear", "Für die Baustelle werden 20 Poloshirts grau M und 4 GS-42 benötigt.", [("Poloshirts grau M", "20", None), ("GS-42", "4", None)]),
    ("workwear", "Die 20 Poloshirts grau M werden nicht mehr benötigt.", []),
    # half of a package
    ("cleaning", "please quote half a pallet of HT-2PLY-24", [("HT-2PLY-24", "0.5", "pallet")]),
    ("cleaning", "please quote a half-dozen MOP-400", [("MOP-400", "0.5", "dozen")]),
    (
        "packaging",
        "Bonjour, il nous faut une demi-douzaine de PAL-EUR et une demi-palette de CB-400300200.",
        [("PAL-EUR", "0.5", "douzaine"), ("CB-400300200", "0.5", "palette")],
    ),
    # a count in a column of its own, without any ruling
    (
        "cleaning",
        "Please send a quote for:\n\nCleaner, floor, 5l     20\nSponge, scouring        4\nBleach                  6 cans",
        [("Cleaner, floor, 5l", "20", None), ("Sponge, scouring", "4", None), ("Bleach", "6", "cans")],
    ),
    # a price is asked, no number named
    ("cleaning", "how much is floor cleaner now? we get through 5 cans a week", [("floor cleaner", "missing", None)]),
    # a number without a name of its own is a step, not a line
    ("electrical", "How much would 100, 250 and 500 LED spots be?", [("LED spots", "ladder", None)]),
    ("electrical", "Please quote 100 and 500 junction boxes", [("junction boxes", "ladder", None)]),
    # a count that reads like a year
    ("electrical", "please quote JB-100 x 2000", [("JB-100", "2000", None)]),
    # `lg` is large where it describes goods, and liebe Grüße where it ends a letter
    (
        "cleaning",
        "please quote\n- nitrile gloves lg: 4\n- bleach: 12\n- scourers: 3",
        [("nitrile gloves lg", "4", None), ("bleach", "12", None), ("scourers", "3", None)],
    ),
    ("workwear", "Bitte 5 PS-GR-M anbieten\nLG Anna\n3 Warnwesten im Lager", [("PS-GR-M", "5", None)]),
    # goods that a question is about are counted by the next sentence
    (
        "welding",
        "Do you guys carry contact tips M6? Need 6 of em.",
        [("contact tips M6", "6", None)],
    ),
    # dotted leaders, and a list whose numbers go on from an earlier mail
    (
        "cleaning",
        "Prices please\n2) bleach 5 l ......... 12\n3) scourers .. 3\n4) mop head 400 g... 4",
        [("bleach 5 l", "12", None), ("scourers", "3", None), ("mop head 400 g", "4", None)],
    ),
    # a bulleted wish that the catalog does not know is a wish still
    (
        "cleaning",
        "Anfrage\n- Bleach 5 l: 12\n- Motorsense FS 55: 1",
        [("Bleach 5 l", "12", None), ("Motorsense FS 55", "1", None)],
    ),
    # German for the size, and the date of an earlier order
    (
        "workwear",
        "Was kosten 12 Gummistiefel S5 grün Größe 42 und 6 von den 43ern?",
        [("Gummistiefel S5 grün Größe 42", "12", None), ("Gummistiefel S5 grün 43", "6", None)],
    ),
    ("workwear", "Wir haben am 3.10. 10 Warnwesten bestellt, wann kommen die?", []),
    # of two sizes the one that is taken back goes
    (
        "cleaning",
        "please quote\n- nitrile gloves med: 8\n- nitrile gloves lg: 4\nScratch the large gloves, found some.",
        [("nitrile gloves med", "8", None)],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("trade", "text", "expected"), CASES)
def test_all_of_it_is_read(
    trade: str, text: str, expected: list[Line], lines_of: Callable[[str, str], list[Line]]
) -> None:
    assert lines_of(text, trade) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("50 ea: PEN-BL-M; RB-A4-50; TNR-85A please quote", [("PEN-BL-M", "50"), ("RB-A4-50", "50"), ("TNR-85A", "50")]),
        ("12 PEN-BL-M, 2 RB-A4-50 and a TNR-85A please, what's the cost?", [("PEN-BL-M", "12"), ("RB-A4-50", "2"), ("TNR-85A", "1")]),
        ("12 rooms: need 24 PEN-BL-M and 12 CHR-ERGO, price please", [("PEN-BL-M", "24"), ("CHR-ERGO", "12")]),
    ],
)  # fmt: skip
def test_one_count_for_all_and_what_goods_are_for(
    lines_of: Callable[..., list[Line]], text: str, expected: list[tuple[str, str]]
) -> None:
    assert [line[:2] for line in lines_of(text, "office")] == expected
