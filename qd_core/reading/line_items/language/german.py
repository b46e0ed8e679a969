"""German: phrases by role, separated by `;`."""

from __future__ import annotations

from typing import Final

from qd_core.reading.line_items.language.tags import Tag

__all__ = ["PHRASES"]

_WISHES: Final = "; ".join(
    f"{paper} {verb}"
    for paper in ("angebot", "ein angebot", "offerte", "eine offerte", "preis", "einen preis", "preise")
    for verb in (
        *(
            "machen",
            "erstellen",
            "zukommen lassen",
            "zusenden",
            "senden",
            "schicken",
            "abgeben",
            "unterbreiten",
        ),
        *("geben", "nennen", "mitteilen", "ausarbeiten"),
    )
)
"""What the reader is to do, at the end of the sentence."""

PHRASES: Final = {
    Tag.ASK: (
        f"{_WISHES}; offerieren; offeriere; offeriert; gewünscht; gesucht; gebraucht; "
        "wir wollen; ich will; wollen wir; "
        "interessiere mich für; interessieren uns für; interesse an; habt ihr; hast du; führt ihr; macht mir; "
        "wie immer; wie gehabt; wie üblich; das übliche; würden gerne; würden gern; würde gerne; würde gern; "
        "nehmen wir; nehme ich; wir nehmen; ich nehme; wir würden; ich würde; würden wir; würde ich; "
        "wir würden gerne; wir würden gern; ich würde gerne; ich würde gern; nehmen; mitnehmen; dazunehmen; "
        "wie letztes mal; wie letzte woche; wie letzten monat; wie beim letzten mal; wie zuletzt; "
        "macht uns; wir planen; wir planen die anschaffung; anschaffung von; beschaffung von; "
        "mach mir; mach uns; machen sie mir; machen sie uns; was nehmt ihr für; wir sind auf der suche nach; "
        "bin auf der suche nach; auf der suche nach; "
        "können sie liefern; liefern können; lieferbar sind; dafür noch; dazu noch; zusätzlich noch; "
        "können sie uns; könnten sie uns; könnt ihr; "
        "können sie mir; benötig*; brauch*; bräucht*; wünsch*; angebot; ein angebot; ihr angebot; "
        "angebot über; angebot für; um ein angebot; angebote; anbieten; bieten sie; bieten; offerte; "
        "offert; ein offert; um ein offert; um offert; "
        "anfrage; anfrage über; wir fragen an; ich frage an; anfragen; angefragt; benötigen; benötige; "
        "benötigt; wir benötigen; brauchen; brauche; wir brauchen; bräuchten; bräuchte; suchen; suche; "
        "wir suchen; hätten gerne; hätte gerne; hätten gern; hätte gern; möchten; möchte; bestellen; "
        "wir hätten gern; wir hätten gerne; hätten wir gern; hätten wir gerne; wir hätten interesse an; "
        "wir hätten bedarf an; hätten wir interesse an; hätten wir bedarf an; "
        "kaufen; bedarf; bedarf an; unser bedarf; wünschen; erbitten; bitten um; bitte um; "
        "senden sie uns; schicken sie uns; senden sie mir; kalkulieren; kostenvoranschlag; preisanfrage; "
        "interesse an; interessieren uns; interessiert an; haben sie; führen sie; liefern sie; "
        "könnten sie; nachbestellen; ordern; wird benötigt; werden benötigt; unterbreiten"
    ),
    Tag.PRICE: (
        "was würden; was würde; wie sieht es aus; preis; preise; preisauskunft; kosten; kostet; "
        "wie teuer wären; wie teuer wäre; "
        "was kostet; was kosten; wie teuer; stückpreis; einzelpreis; konditionen; preise für; preis für; "
        "wie viel kostet; wieviel kostet; nettopreis"
    ),
    Tag.SELL: (
        "fordern sie ihr; fordern sie jetzt; fordern sie noch heute; holen sie sich; sichern sie sich; "
        "jetzt angebot anfordern; "
        "führender hersteller; hersteller von; unser bestpreis; kostenlose muster; gratis muster; "
        "dürfen wir ihnen; möchten uns vorstellen; stellen wir uns vor; unsere preisliste anbei; "
        "wir bieten an; wir bieten ihnen; bieten wir; wir verkaufen; wir liefern ihnen; "
        "wir sind hersteller; newsletter abbestellen; abmelden; sonderangebot; unser sortiment; "
        "wir sind spezialisiert; jetzt sparen; rabattaktion"
    ),
    Tag.PAST: (
        "abgelaufen; ausgelaufen; ungültig; letztes mal; letzten monat; letzte woche; letztes jahr; "
        "letzten jahr; im letzten jahr; beim letzten mal; voriges jahr; vorige woche; vorigen monat; "
        "vor einem jahr; gekauft; bestellt hatten; bestellt haben; hatten wir; wir hatten; erhalten; "
        "bekommen haben; verbaut; eingebaut; montiert; geliefert haben; geliefert wurden; "
        "wurden geliefert; wurde geliefert; haben wir bestellt; haben wir gekauft; damals; bereits; "
        "defekt; kaputt; beschädigt*; zerbrochen*; gebrochen*; defekte; defekten; kaputte; kaputten; fehlt; "
        "fehlen; fehlten; war; waren; wurde; wurden; zuletzt; zur info; zum vergleich; noch auf lager; "
        "schon bestellt; schon vorhanden; noch genug; alte angebot; altes angebot; ihr angebot vom; "
        "schon länger; haben noch; im einsatz"
    ),
    Tag.NEGATE: (
        "nicht anbieten; brauchen wir nicht; benötigen wir nicht; nicht benötigt; nicht mehr benötigt; "
        "keine; kein; keinen; nicht mehr; ausser; ausgenommen; ohne; brauchen wir keine; brauchen keine; "
        "benötigen keine; nicht nötig; nicht erforderlich; bitte nicht; eventuell später; falls wir; "
        "vielleicht später; möglicherweise später"
    ),
    Tag.DROP: (
        "entfällt; entfallen; streichen; gestrichen; streichen sie; bitte streichen; weglassen; "
        "stornieren; löschen; vergessen sie; nicht mehr; brauchen wir nicht mehr; "
        "wird nicht mehr benötigt; werden nicht mehr benötigt; fällt weg; fallen weg; herausnehmen; "
        "rausnehmen; doch nicht; hinfällig; lassen wir weg; lassen sie weg; lassen wir bitte weg; "
        "lassen sie bitte weg; lasst weg; können weg; kann weg; nehmen wir raus; nehmen wir heraus; "
        "nehmen sie raus; nehmen sie heraus; nehmen sie bitte raus; nehmen sie bitte heraus; streichen wir"
    ),
    Tag.CORRECT: (
        "doch nur; nur noch; korrektur; korrigiere; korrigieren; ändern; änderung; geändert; "
        "bitte ändern; doch; doch lieber; lieber; nun doch; jetzt; sorry; entschuldigung; versehen; "
        "tippfehler; gemeint; ich meinte; meinte; sondern; muss heissen; müssen es; sollen es; "
        "sollten es; soll heissen; richtig ist; richtig; besser; erhöhen; erhöhen auf; reduzieren; "
        "reduzieren auf; machen sie daraus; es sind; berichtigung; statt dessen; stattdessen; auf; "
        "aktualisieren; anpassen; abändern"
    ),
    Tag.INSTEAD: (
        "statt; anstatt; anstelle von; anstelle; nicht; und nicht; bisher; vorher; von; statt der; statt den"
    ),
    Tag.MORE: (
        "zusätzlich; weitere; mehr; noch; dazu; extra; noch einmal; nochmals; weiterer; weiteren; "
        "hinzufügen; ergänzen; plus; zuzüglich; nebst"
    ),
    Tag.JOINT: "bei; in; mit; aus; ab; im; inkl; inklusive; vom; pro; beim; zu",
    Tag.EXACT: "nur; genau; exakt; insgesamt; gleich; fix; definitiv; fest",
    Tag.APPROX: (
        "ca; circa; etwa; ungefähr; rund; zirka; in etwa; an die; schätzungsweise; voraussichtlich; gut; "
        "knapp; so um die; vermutlich; wahrscheinlich; ungef; cirka; fast; oder so"
    ),
    Tag.AT_MOST: "bis zu; maximal; max; höchstens; nicht mehr als; unter",
    Tag.AT_LEAST: "mindestens; mind; min; wenigstens; über; mehr als; nicht weniger als",
    Tag.VAGUE: (
        "einige; ein paar; mehrere; etliche; diverse; verschiedene; manche; nach bedarf; bei bedarf; "
        "offen; unbekannt; noch offen; noch unklar; einen posten; eine handvoll; viele; wenige; "
        "ein wenig; menge offen; menge unbekannt; t.b.d; weiss nicht; noch nicht bekannt; "
        "einen satz neuer"
    ),
    Tag.BETWEEN: "zwischen; irgendwo zwischen; von",
    Tag.TO: "bis; bis zu",
    Tag.AND: (
        "auch; und; sowie; plus; als auch; zudem; ausserdem; ferner; dazu; und zwar; und dazu; "
        "dagegen; hingegen; weiterhin; des weiteren; inklusive; u; zuzüglich; nebst"
    ),
    Tag.OR: "oder; bzw; beziehungsweise; alternativ; respektive",
    Tag.EACH: (
        "jeweils; je; à; jedes; pro sorte; pro artikel; von jedem; von beiden; von jeder; je artikel; "
        "je sorte; je typ; je weils"
    ),
    Tag.OF: "von; von den; vom; von der; der; des; vom typ; mal; x; à; von ihren; von ihrem",
    Tag.ARTICLE: (
        "der; die; das; den; dem; des; unser; unsere; unseren; unserer; unserem; ihr; ihre; ihren; "
        "ihrer; ihrem; mein; meine; diese; dieser; dieses; diesen; alle; beide; aller"
    ),
    Tag.ONE: "ein; eine; einen; einem; einer; eines; nen; ne",
    Tag.CLAUSE: (
        "du; dir; dich; kannst; kannst du; könntest; könntest du; "
        "jetzt; nun; nunmehr; inzwischen; mittlerweile; diesmal; "
        "als; auf lager; ab lager; lieferbar; verfügbar; vorrätig; ich; wir; sie; er; es; ihr; "
        "man; die wir; das wir; den wir; weil; denn; dass; daß; da; wenn; falls; ob; wie; was; wo; wann; "
        "ist; sind; wird; werden; wurde; hat; haben; hatte; hatten; kann; können; soll; sollte; muss; "
        "müssen; darf; aber; jedoch; ja; nein; nur; so; dann; uns; mir; mich; ihnen; welche; welcher; "
        "welches; möglichst; dringend; eilig; sofort; heute; morgen; gestern; aktuell; bald; "
        "bitte prüfen; mitteilen; teilen; nennen; angeben; nochmal; gerne; gern; wie folgt; "
        "wie besprochen; sodass; damit; nämlich; derzeit; zurzeit; hierzu; hierfür; dafür; beachten; "
        "abhängig"
    ),
    Tag.DELIVERY: (
        "lieferung; lieferung an; lieferung nach; lieferung bis; lieferung frei; lieferadresse; "
        "lieferanschrift; lieferort; liefern; liefern an; geliefert; zu liefern; versand; versand nach; "
        "versand an; frei haus; frei baustelle; frachtfrei; abholung; wir holen; selbstabholer; "
        "selbstabholung; anlieferung; anlieferung an; anlieferung bis; versandadresse; empfänger; "
        "rechnungsadresse; rechnungsanschrift; rechnung an; frei bordsteinkante; ab werk; lieferzeit; "
        "liefertermin; zustellung; zur lieferung; an unser; an unsere; in unser; baustelle; bauvorhaben"
    ),
    Tag.WHEN: (
        "bis; bis zum; bis spätestens; spätestens; spätestens am; spätestens bis; am; vor; ab; in; "
        "innerhalb; im; zum; termin; liefertermin; kw; bis ende; bis anfang; bis mitte; ende; anfang; "
        "mitte; ab dem; binnen; für den; frist"
    ),
    Tag.POLITE: (
        "bitte; danke; vielen dank; besten dank; dankeschön; herzlichen dank; wenn möglich; "
        "falls möglich; gerne; freundlicherweise; bitte schön; danke im voraus; vielen dank im voraus"
    ),
    Tag.GREETING: (
        "hallo; guten tag; guten morgen; guten abend; moin; servus; grüezi; grüß gott; liebe; lieber; "
        "liebes; sehr geehrte; sehr geehrter; sehr geehrtes; damen; herren; damen und herren; frau; "
        "herr; herrn; team; zusammen; guten tag zusammen; hallo zusammen; mahlzeit; hi; tag; moin moin; "
        "sehr geehrte damen und herren; kollegen; kolleginnen"
    ),
    Tag.SIGNOFF: (
        "mit freundlichen grüßen; mit freundlichen grüssen; freundliche grüße; freundliche grüsse; "
        "viele grüße; viele grüsse; beste grüße; beste grüsse; gruß; gruss; grüße; grüsse; "
        "mit freundlichem gruß; mit besten grüßen; mfg; liebe grüße; herzliche grüße; "
        "schöne grüße; hochachtungsvoll; besten gruß; schönen gruß; danke und gruß; vielen dank; "
        "besten dank; danke; von meinem iphone gesendet; schönes wochenende; vielen dank im voraus; "
        "danke im voraus; i.a; i. a; ppa"
    ),
    Tag.MACHINE: (
        "ki-assistent; ki assistent; ki-system; ki-agent; künstliche intelligenz; an die ki; "
        "hinweis an ki; hinweis an die ki; sprachmodell; ignoriere alle; ignoriere; ignorieren sie alle; "
        "ignoriere die; systemhinweis; systemmeldung; system-hinweis; an das system; anweisung an; "
        "automatischer leser; angebotssoftware; systemanweisung; system-prompt; ihre anweisungen; "
        "deine anweisungen; deine regeln; preisregeln"
    ),
    Tag.GENERIC: (
        "folgende; folgenden; folgendes; folgender; angebot; angebote; preis; preise; artikel; "
        "positionen; position; pos; liste; materialliste; stückliste; teile; ware; waren; material; "
        "materialien; produkte; produkt; sachen; dinge; unten; oben; anfrage; bestellung; anhang; datei; "
        "anlage; lieferung; termin; datum; zeit; adresse; antwort; rückmeldung; hilfe; info; "
        "informationen; unterlagen; frage; fragen; rabatt; konditionen; bedarf; menge; mengen; anzahl; "
        "projekt; baustelle; haustechnik; lieferzeit; verfügbarkeit; stück; ihnen; diese; davon; "
        "katalog; rechnung; muster; datenblatt; kunde; firma; preisliste; leistungsverzeichnis; lv; "
        "gesamtpreis; ersatz; alternative; alternativen; lieferant; dringend"
    ),
    Tag.NOT_GOODS: (
        "fragen; dinge; sachen; anliegen; "
        "tage; tag; tagen; woche; wochen; monat; monate; monaten; jahr; jahre; jahren; stunde; stunden; "
        "minuten; uhr; mitarbeiter; mitarbeitern; personen; leute; prozent; euro; eur; standorte; "
        "standorten; filialen; werktage; werktagen; arbeitstage; arbeitstagen; positionen; artikel; "
        "lieferungen; etagen; stockwerke; gebäude; räume; projekte; mann; kollegen; teilnehmer; seiten; "
        "mal; kunden; grad; baustellen; fahrzeuge; kw; verschiedene; arten; angebote"
    ),
    Tag.QUANTITY: (
        "menge; anzahl; mengen; stückzahl; bedarf; bestellmenge; gesamtmenge; insgesamt; gesamt; zusammen"
    ),
    Tag.ITEM: (
        "artikel; artikelnummer; artikel-nr; artikelnr; artikel nr; art.-nr; art-nr; art nr; artnr; art; "
        "bestellnummer; bestell-nr; best.-nr; best-nr; best nr; typ; sachnummer; teilenummer; teile-nr; "
        "produkt; produktnummer; modell; material-nr; materialnummer; mat-nr; ref; ihre artikelnummer"
    ),
    Tag.REFERENCE: (
        "angebot; angebotsnummer; angebots-nr; anfrage; anfragenummer; anfrage-nr; bestellung; auftrag; "
        "auftrags-nr; auftragsnummer; rechnung; rechnungs-nr; projekt; projekt-nr; projektnummer; "
        "vorgang; kundennummer; kunden-nr; kundennr; vorgangsnummer; telefon; tel; fax; mobil; handy; "
        "durchwahl; station; halle; gebäude; raum; etage; bauabschnitt; los; seite; rev; version; bv; "
        "kommission; ust-id; hrb; hausnummer; postfach; werk; tor; abteilung; zeichen; unser zeichen; "
        "ihr zeichen; objekt; lv; kostenstelle; beleg; vom; kw; haus; filiale; lager; iban; blz; konto; "
        "zeichnung; zeichnungs-nr; ausschreibung; vertrag; nr; strasse; straße; plz"
    ),
    Tag.LABEL: (
        "größe; groesse; gr; größen; typ; klasse; stärke; serie; modell; din; en; iso; nr; nummer; ral; "
        "dn; pn; sw; schlüsselweite; stufe; level; grad; ausführung; form; kategorie; kat; ø; "
        "durchmesser; breite; länge; höhe; dicke; körnung; festigkeit; güte; farbe; format; version; "
        "snr; ip; art; vde; nym; nyy; cat; teil; norm; eu; volt; watt; gewinde; blatt; qualität"
    ),
    Tag.MONTH: (
        "januar; februar; märz; maerz; april; mai; juni; juli; august; september; oktober; november; "
        "dezember; jänner; jan; feb; mrz; apr; jun; jul; aug; sep; sept; okt; nov; dez"
    ),
    Tag.WEEKDAY: (
        "montag; dienstag; mittwoch; donnerstag; freitag; samstag; sonntag; sonnabend; mo; di; mi; do; fr; sa"
    ),
    Tag.STREET: (
        "straße; strasse; str; weg; allee; platz; gasse; ring; damm; ufer; chaussee; hof; "
        "industriegebiet; gewerbepark; gewerbegebiet; steig; markt"
    ),
    Tag.ORDINAL: (
        "erste; ersten; erster; zweite; zweiten; dritte; dritten; vierte; vierten; letzte; letzten; "
        "letzter; fünfte; fünften"
    ),
    Tag.LINE: "position; positionen; pos; zeile; punkt; artikel; nummer; nr; posten",
    Tag.SAME: (
        "davon; von diesen; vom selben; derselben; dieselben; desselben; die gleichen; der gleichen; "
        "vom gleichen; hiervon; nochmal dasselbe; von denen"
    ),
    Tag.LADDER: (
        "falls günstiger; wenn günstiger; falls billiger; wenn billiger; "
        "staffel; staffelpreise; staffelpreise für; staffelung; mengenstaffel; staffelpreis; "
        "preisstaffel; bei abnahme von; bei mengen von; abnahmemengen; staffeln; staffelmengen"
    ),
    Tag.PURPOSE: "für; für den; zur; zum; passend für; passend zu; geeignet für; zum einbau in",
    Tag.TOWARDS: "nach; an; z.hd; zhd; c/o; z. hd",
    Tag.ATTACHED: (
        "anbei; im anhang; anhang; anlage; in der anlage; beigefügt; angehängt; hängt an; angehängte; "
        "angehängten; beigefügte; beigefügten; beiliegend; als anhang; als anlage; anhängend"
    ),
    Tag.SUPPORT: (
        "liefertermin bestätigen; den liefertermin bestätigen; lieferung bestätigen; liefertermin der bestellung; "
        "zahlungserinnerung; noch offen; überweisen; begleichen; fällig; rechnung; rechnungen; mahnung; "
        "zahlung; überweisung; gutschrift; reklamation; beschwerde; rücksendung; retoure; "
        "gewährleistung; garantie; defekt; sendungsverfolgung; wo bleibt; auftragsbestätigung; "
        "bestellbestätigung; lieferschein; newsletter; abmelden; bewerbung; bewerbe mich; lebenslauf; "
        "stellenanzeige; ausschreibung stelle; vielen dank für ihr angebot; danke für ihr angebot; "
        "haben uns entschieden; abwesenheit; nicht im büro; umfrage; anleitung; bedienungsanleitung; "
        "montageanleitung; wie oft; wie funktioniert; termin vereinbaren; zugangsdaten; passwort; "
        "sicherheitsdatenblatt; lieferverzug; urlaub"
    ),
    Tag.HIRING: (
        "bewerbe mich; mich bewerben; meine bewerbung; initiativbewerbung; mein lebenslauf; meinen lebenslauf; "
        "stellenangebot; stellenangebote"
    ),
    Tag.OCCASION: ("urlaub; urlaubszeit; umfrage; anleitung"),
}
