"""Dutch: phrases by role, separated by `;`."""

from __future__ import annotations

from typing import Final

from qd_core.reading.line_items.language.tags import Tag

__all__ = ["PHRASES"]

PHRASES: Final = {
    Tag.ASK: (
        "ik heb er; wij hebben er; we hebben er; offerte; een offerte; offerte voor; prijsopgave; aanvraag; "
        "offerteaanvraag; nodig; "
        "hebben nodig; heb nodig; we zoeken; wij zoeken; zoeken; graag; willen graag; wil graag; wensen; "
        "bestellen; aanbieden; offreren; kunt u; kun je; kunnen jullie; stuur ons; ontvangen; "
        "graag ontvangen; aanbieding; behoefte aan; interesse in; hebben jullie; heeft u"
    ),
    Tag.PRICE: "prijs; prijzen; kosten; kost; wat kost; wat kosten; hoeveel kost; stukprijs; tarief",
    Tag.SELL: (
        "vraag nu uw; vraag vandaag nog uw; vraag uw gratis; wij bieden; wij verkopen; uitschrijven; afmelden; "
        "nieuwsbrief; aanbieding van de week"
    ),
    Tag.PAST: (
        "vorige keer; vorige maand; vorig jaar; vorige week; gekocht; besteld; geleverd; "
        "ontvangen hebben; hadden; was; waren; vorige bestelling; al hebben; defect; kapot; beschadigd*; "
        "ontbreekt; ontbreken; ontbrak*; gebroken; geplaatst; "
        "ter referentie; nog op voorraad; gemonteerd"
    ),
    Tag.NEGATE: (
        "niet nodig; hebben geen; geen; niet meer nodig; zonder; behalve; uitgezonderd; niet offreren; "
        "hoeven geen"
    ),
    Tag.DROP: (
        "vervalt; vervallen; schrappen; schrap; verwijderen; verwijder; annuleren; annuleer; vergeet; "
        "weglaten; niet meer nodig; niet langer nodig"
    ),
    Tag.CORRECT: (
        "maak van; maak er; maak daar; maak daarvan; "
        "correctie; wijzigen; wijzig; aanpassen; maak er; maak daar; moet zijn; moeten zijn; toch; "
        "liever; sorry; bedoelde; verhogen; verlagen; vergissing; nu; veranderen; graag wijzigen"
    ),
    Tag.INSTEAD: "in plaats van; i.p.v; ipv; niet; en niet; was",
    Tag.MORE: "extra; meer; toevoegen; nog; erbij; voeg toe; plus",
    Tag.JOINT: "bij; in; met; op; per; uit",
    Tag.EXACT: "alleen; precies; exact",
    Tag.APPROX: "ongeveer; circa; ca; rond de; zo'n; plusminus; rond; ong; naar schatting; bijna",
    Tag.AT_MOST: "maximaal; max; hoogstens; tot",
    Tag.AT_LEAST: "minimaal; minstens; min; ten minste; meer dan",
    Tag.VAGUE: (
        "enkele; een paar; enige; diverse; verschillende; naar behoefte; nog te bepalen; n.t.b; "
        "meerdere; wat; nader te bepalen; onbekend; een aantal; nog onbekend"
    ),
    Tag.BETWEEN: "tussen; van",
    Tag.TO: "tot; à; tot en met; t/m",
    Tag.AND: "en; alsmede; plus; evenals; ook; en ook; alsook; verder; daarnaast",
    Tag.OR: "of; dan wel",
    Tag.EACH: "elk; per stuk; van elk; ieder; elke; van ieder; van beide; stuk voor stuk",
    Tag.OF: "van; van de; van uw; x; keer",
    Tag.ARTICLE: "de; het; onze; ons; uw; jullie; mijn; deze; die; dit; dat; alle; hun",
    Tag.ONE: "een; één",
    Tag.CLAUSE: (
        "nu; op voorraad; leverbaar; beschikbaar; ik; wij; we; u; jij; je; hij; zij; ze; wie; die; dat; "
        "omdat; als; wanneer; waar; is; zijn; wordt; worden; heeft; hebben; kan; kunnen; moet; moeten; "
        "maar; ja; nee; alleen; dan; dringend; spoed; vandaag; morgen; gisteren; graag; gelieve; hoe; "
        "wat; bij voorkeur; want; zoals"
    ),
    Tag.DELIVERY: (
        "levering; levering in; levering naar; leveren; leveren in; leveren aan; leveren op; geleverd; "
        "te leveren; afleveradres; leveradres; bezorgen; bezorging; verzending; verzenden naar; afhalen; "
        "franco; afleveren; factuuradres; op locatie; bestemming; levertijd; bouwplaats"
    ),
    Tag.WHEN: (
        "voor; uiterlijk; op; tegen; binnen; eind; begin; in week; week; vanaf; uiterlijk op; deadline; medio"
    ),
    Tag.POLITE: (
        "alstublieft; alsjeblieft; aub; a.u.b; svp; bedankt; dank u; dank je; dank; alvast bedankt; "
        "bij voorbaat dank; graag; indien mogelijk; dank u wel"
    ),
    Tag.GREETING: (
        "hallo; beste; geachte; goedemorgen; goedemiddag; goedenavond; goedendag; dag; hoi; heer; "
        "mevrouw; collega; team; allen; goededag"
    ),
    Tag.SIGNOFF: (
        "met vriendelijke groet; met vriendelijke groeten; vriendelijke groet; vriendelijke groeten; "
        "groet; groeten; mvg; hoogachtend; bedankt; alvast bedankt; bij voorbaat dank; met groet; "
        "fijne dag; groetjes"
    ),
    Tag.MACHINE: (
        "ai-assistent; taalmodel; kunstmatige intelligentie; systeembericht; systeemmelding; "
        "negeer alle; negeer vorige; negeer de"
    ),
    Tag.GENERIC: (
        "volgende; onderstaande; artikelen; artikel; lijst; producten; product; materialen; materiaal; "
        "onderdelen; offerte; prijs; prijzen; aanvraag; bestelling; bijlage; bestand; levering; datum; "
        "adres; antwoord; informatie; vraag; korting; voorwaarden; aantal; aantallen; project; totaal; "
        "spullen; regels; hulp; levertijd; leverancier"
    ),
    Tag.NOT_GOODS: (
        "vragen; dingen; zaken; dag; dagen; week; weken; maand; maanden; jaar; jaren; uur; minuten; personen; mensen; "
        "medewerkers; procent; euro; locaties; vestigingen; werkdagen; artikelen; regels; keer; "
        "verdiepingen; leveringen; klanten; graden; projecten; soorten"
    ),
    Tag.QUANTITY: "aantal; hoeveelheid; aantallen; totaal; stuks",
    Tag.ITEM: (
        "artikel; artikelnr; artikelnummer; art.nr; art nr; bestelnr; bestelnummer; type; product; code; "
        "omschrijving; onderdeelnr; onderdeelnummer"
    ),
    Tag.REFERENCE: (
        "offerte; offertenummer; aanvraag; bestelling; order; ordernr; factuur; factuurnummer; project; "
        "projectnr; klantnr; klantnummer; telefoon; tel; kvk; btw; fase; gebouw; hal; kamer; postbus; "
        "pagina; mobiel; iban; verdieping; poort; kenmerk; ons kenmerk; uw kenmerk; bestek; tekening"
    ),
    Tag.LABEL: (
        "maat; maten; type; klasse; serie; model; norm; nen; en; iso; din; nr; nummer; ral; dn; "
        "diameter; kleur; niveau; dikte; breedte; lengte; hoogte; uitvoering; kwaliteit; categorie; "
        "korrel"
    ),
    Tag.MONTH: (
        "januari; februari; maart; april; mei; juni; juli; augustus; september; oktober; november; "
        "december; mrt; okt"
    ),
    Tag.WEEKDAY: "maandag; dinsdag; woensdag; donderdag; vrijdag; zaterdag; zondag",
    Tag.STREET: (
        "straat; laan; weg; plein; gracht; kade; dijk; singel; bedrijventerrein; industrieterrein; "
        "industrieweg"
    ),
    Tag.ORDINAL: "eerste; tweede; derde; vierde; laatste; vijfde",
    Tag.LINE: "regel; regels; positie; pos; artikel; punt; nummer; nr",
    Tag.SAME: "ervan; daarvan; van deze; van dezelfde; dezelfde; hetzelfde; van die",
    Tag.LADDER: "staffel; staffelprijzen; staffelprijs; bij afname van; bij aantallen van; staffels",
    Tag.PURPOSE: "voor; ten behoeve van; t.b.v; tbv; geschikt voor",
    Tag.TOWARDS: "naar; aan; t.a.v; tav",
    Tag.ATTACHED: (
        "bijgevoegd; bijlage; bijgaand; in de bijlage; als bijlage; bijgevoegde; bijgesloten; aangehecht"
    ),
    Tag.SUPPORT: (
        "factuur; facturen; herinnering; betaling; creditnota; klacht; retour; garantie; defect; "
        "orderbevestiging; pakbon; nieuwsbrief; uitschrijven; sollicitatie; cv; afwezig; afwezigheid; "
        "enquête; handleiding; wachtwoord; veiligheidsblad; bedankt voor uw offerte"
    ),
    Tag.HIRING: "mijn cv; mijn sollicitatie; open sollicitatie; solliciteren",
    Tag.OCCASION: ("enquête; vakantie; handleiding"),
}
