"""Italian: phrases by role, separated by `;`."""

from __future__ import annotations

from typing import Final

from qd_core.reading.line_items.language.tags import Tag

__all__ = ["PHRASES"]

PHRASES: Final = {
    Tag.ASK: (
        "abbiamo finito; ho finito; siamo rimasti senza; siamo senza; se ne prendo; se ne prendiamo; se ne ordiniamo; "
        "aggiungere; aggiungete; aggiungi; aggiungimi; aggiungeteci; me ne servono; ce ne servono; ne servono; "
        "me ne serve; necessit*; desider*; richied*; preventivo; "
        "un preventivo; preventivo per; preventivare; "
        "quotazione; quotare; quotarci; quotarmi; offerta; un'offerta; vostra offerta; migliore offerta; "
        "richiesta di offerta; richiesta; abbiamo bisogno; ho bisogno; bisogno di; ci serve; ci servono; "
        "mi serve; mi servono; serve; servono; necessitiamo; vorremmo; vorrei; desideriamo; cerchiamo; "
        "cerco; acquistare; ordinare; potete; potreste; può; potrebbe; inviarci; inviarmi; offrirci; "
        "interessati a; avete; occorrono; occorre; ci occorrono; richiediamo; chiediamo; gradiremmo"
    ),
    Tag.PRICE: (
        "coster*; quanto vengono; quanto viene; quanto mi viene; quanto mi vengono; quanto verrebbe; "
        "quanto verrebbero; "
        "quanto sarebbe; quanto sarebbero; quanto mi costa; quanto mi costano; quanto ci costano; a quanto mi fai; "
        "a quanto mi fate; a quanto ci fate; a quanto vendete; a quanto avete; "
        "prezzo; prezzi; costo; costa; costano; quanto costa; quanto costano; prezzo di; prezzo per; "
        "tariffa; prezzo unitario"
    ),
    Tag.SELL: (
        "richiedi il tuo preventivo; richiedi un preventivo; richiedete il vostro preventivo; "
        "richieda il suo preventivo; "
        "offriamo; vi offriamo; vendiamo; produciamo; cancellarsi; disiscriversi; offerta speciale; "
        "i nostri prodotti"
    ),
    Tag.PAST: (
        "l'ultima volta; il mese scorso; l'anno scorso; la settimana scorsa; ultimo ordine; "
        "abbiamo acquistato; abbiamo comprato; abbiamo ordinato; acquistati; acquistato; ordinato; "
        "ordinati; ricevuto; ricevuti; installato; installati; montati; erano; era; avevamo; già; "
        "per riferimento; consegnati; rotto; rotti; rotta; rotte; danneggi*; difettos*; mancant*; mancano; "
        "mancavano"
    ),
    Tag.NEGATE: (
        "non mi servono; non mi serve; non ci servono; non ci serve; non quotare; non servono; non serve; "
        "non abbiamo bisogno; senza; eccetto; tranne; escluso; "
        "escluse; esclusi; non includere; salvo"
    ),
    Tag.DROP: (
        "eliminare; eliminate; togliere; togliete; annullare; annullate; cancellare; cancellate; "
        "dimenticate; dimentica; ignorate; lascia stare; lascialo stare; lasciala stare; lasciali stare; "
        "lasciale stare; lasciate stare; lascia perdere; lasciate perdere; togli; toglimi; togliamo; togliere; leva; "
        "elimina; annulla; cancella; depenna; depennare; non mi serve più; non mi servono più; "
        "non ci servono più; non ci serve più; non serve più; non servono più; rimuovere; rimuovete; stralciare"
    ),
    Tag.CORRECT: (
        "correzione; correggo; rettifica; meglio; anzi; scusate; scusi; modificare; modificate; "
        "cambiare; cambiate; devono essere; deve essere; intendevo; volevo dire; errore; aumentare; "
        "ridurre; portare a; in realtà; sono; diventano; diventa; portate; portali; portale; portalo; "
        "portateli; portatele; facciamo; facciamone; fammene; fatemene; "
        "fanne; fatene; mettine; mettimene; "
        "mettetene; modifica; cambia; passa a; portali a; portale a"
    ),
    Tag.INSTEAD: (
        "dove ho scritto; dove avevo scritto; dove c'è scritto; invece di; al posto di; anziché; non; e non; "
        "piuttosto che"
    ),
    Tag.MORE: (
        "aggiungere; aggiungete; aggiungi; aggiungimi; aggiungeteci; in più; ulteriori; ancora; altri; altre; "
        "più; extra"
    ),
    Tag.JOINT: "con; in; da; su; per",
    Tag.EXACT: "solo; esattamente; soltanto; solamente",
    Tag.APPROX: (
        "circa; ca; all'incirca; approssimativamente; intorno a; più o meno; quasi; una; grosso modo"
    ),
    Tag.AT_MOST: "massimo; max; fino a; al massimo; non più di",
    Tag.AT_LEAST: "almeno; minimo; min; come minimo; più di",
    Tag.VAGUE: (
        "altrettanti; altrettante; il doppio di; il doppio; alcuni; alcune; qualche; diversi; diverse; vari; "
        "varie; da definire; da confermare; parecchi; "
        "molti; molte; pochi; poche; secondo necessità; un po' di; da stabilire; numerosi"
    ),
    Tag.BETWEEN: "tra; fra; da",
    Tag.TO: "a; e; fino a",
    Tag.AND: "e; ed; nonché; più; inoltre; anche; oltre a; e anche; poi",
    Tag.OR: "o; oppure; ovvero",
    Tag.EACH: (
        "ciascuno; ciascuna; cadauno; cad; di ciascuno; di ogni; ognuno; per tipo; di ciascuna; c.d.u"
    ),
    Tag.OF: "di; d'; del; dei; delle; della; degli; dell'; per; x",
    Tag.ARTICLE: (
        "il; lo; la; i; gli; le; l'; nostro; nostra; nostri; nostre; vostro; vostra; vostri; vostre; "
        "questo; questi; queste; questa; tutti; tutte; dei; delle; degli"
    ),
    Tag.ONE: "un; uno; una",
    Tag.CLAUSE: (
        "adesso; disponibile; disponibili; in magazzino; io; noi; voi; lui; lei; loro; che; chi; cui; "
        "perché; poiché; se; quando; come; dove; è; sono; sarà; saranno; abbiamo; avete; hanno; ho; può; "
        "possono; deve; ma; però; sì; no; solo; urgente; urgentemente; oggi; domani; ieri; ci; mi; vi; "
        "quale; quanto; quindi; allora; preferibilmente; grazie"
    ),
    Tag.DELIVERY: (
        "consegna; consegna a; consegna in; consegnare; consegnare a; consegnato; da consegnare; "
        "con consegna; indirizzo di consegna; luogo di consegna; spedizione; spedire; spedire a; ritiro; "
        "ritiriamo; destinazione; franco; cantiere; presso; tempi di consegna; indirizzo di fatturazione"
    ),
    Tag.WHEN: (
        "entro; entro il; per il; prima del; al più tardi; fino al; il; dal; al; in; nella settimana; "
        "fine; inizio; metà; scadenza; data; a partire dal; entro fine"
    ),
    Tag.POLITE: (
        "per favore; per cortesia; cortesemente; gentilmente; grazie; grazie mille; molte grazie; "
        "se possibile; grazie in anticipo; anticipatamente; prego"
    ),
    Tag.GREETING: (
        "buongiorno; buonasera; salve; ciao; gentile; gentili; egregio; egregi; spettabile; spett.le; "
        "signore; signora; signori; caro; cara; buon giorno; a tutti"
    ),
    Tag.SIGNOFF: (
        "cordiali saluti; distinti saluti; saluti; cordialmente; grazie; grazie mille; grazie e saluti; "
        "un saluto; in attesa; restiamo in attesa; resto in attesa; buona giornata; ringraziando; "
        "molte grazie"
    ),
    Tag.MACHINE: (
        "assistente ia; intelligenza artificiale; modello linguistico; nota di sistema; "
        "messaggio di sistema; ignora le istruzioni; ignorate le istruzioni; ignora tutte"
    ),
    Tag.GENERIC: (
        "seguente; seguenti; articoli; articolo; lista; elenco; prodotti; prodotto; materiale; "
        "materiali; pezzi; offerta; preventivo; prezzo; prezzi; richiesta; ordine; sotto; allegato; "
        "allegata; file; consegna; data; indirizzo; risposta; informazioni; domanda; domande; sconto; "
        "condizioni; quantità; progetto; totale; cose; quotazione; fornitore; disponibilità; fattura; "
        "catalogo"
    ),
    Tag.NOT_GOODS: (
        "domande; cose; "
        "soci; ragazzi; bambini; atleti; studenti; alunni; dipendenti; operai; posti letto; giorno; giorni; "
        "settimana; settimane; mese; mesi; anno; anni; ora; ore; minuti; persone; "
        "dipendenti; operai; per cento; euro; sedi; filiali; piani; righe; articoli; giorni lavorativi; "
        "volte; pagine; tipi; progetti; cantieri; consegne; gradi; clienti; uffici"
    ),
    Tag.QUANTITY: "quantità; qtà; q.tà; qta; numero; totale; n. pezzi; q.ta",
    Tag.ITEM: (
        "articolo; cod; codice; art; rif; riferimento; codice articolo; modello; prodotto; cod. art; "
        "vs codice; vostro codice"
    ),
    Tag.REFERENCE: (
        "offerta; preventivo; ordine; fattura; progetto; commessa; richiesta; rif; ns rif; vs rif; tel; "
        "telefono; fax; cell; cellulare; p.iva; partita iva; c.f; cap; edificio; piano; fase; lotto; "
        "richiesta di offerta; richiesta d'offerta; richiesta di preventivo; richiesta di acquisto; "
        "pagina; cliente; rda; odl; capannone; ufficio; civico; disegno; contratto; gara"
    ),
    Tag.LABEL: (
        "taglia; misura; tg; tipo; classe; serie; modello; norma; uni; en; iso; din; n; numero; "
        "diametro; dn; pn; ral; livello; formato; colore; spessore; larghezza; lunghezza; altezza; "
        "grado; categoria; grana; filetto; passo; versione; qualità"
    ),
    Tag.MONTH: (
        "gennaio; febbraio; marzo; aprile; maggio; giugno; luglio; agosto; settembre; ottobre; novembre; "
        "dicembre; gen; mag; giu; lug; ago; set; ott; dic"
    ),
    Tag.WEEKDAY: "lunedì; martedì; mercoledì; giovedì; venerdì; sabato; domenica",
    Tag.STREET: (
        "via; viale; piazza; corso; strada; largo; vicolo; zona industriale; z.i; località; loc; piazzale"
    ),
    Tag.ORDINAL: (
        "primo; prima; secondo; seconda; terzo; terza; quarto; quarta; ultimo; ultima; quinto; quinta"
    ),
    Tag.LINE: "riga; righe; posizione; pos; articolo; voce; punto; numero",
    Tag.SAME: (
        "di essi; di questi; di queste; degli stessi; dello stesso; della stessa; uguali; di quelli; "
        "di quelle; ne"
    ),
    Tag.LADDER: (
        "se ne prendo; se ne prendiamo; se ne ordiniamo; scaglioni; scaglione; prezzi per quantità; per quantità di; "
        "fasce; a scaglioni"
    ),
    Tag.PURPOSE: "per; adatto a; adatti a; compatibile con",
    Tag.TOWARDS: "a; verso; presso; al; alla; all'att; c.a",
    Tag.ATTACHED: "allegato; allegata; allegati; allegate; in allegato; alleghiamo; allego; in allegata",
    Tag.SUPPORT: (
        "tracking; in ritardo; numero di spedizione; non è ancora arrivato; non è ancora arrivata; non è arrivato; "
        "non ci è arrivato; non mi è arrivato; ancora non ci è arrivato; non sono arrivati; non abbiamo ricevuto; "
        "non ho ricevuto; fattura; fatture; sollecito; pagamento; bonifico; nota di credito; reclamo; reso; garanzia; "
        "difettoso; guasto; conferma d'ordine; bolla; ddt; newsletter; disiscriversi; candidatura; "
        "curriculum; fuori ufficio; sondaggio; manuale; istruzioni; password; scheda di sicurezza; "
        "grazie per la vostra offerta; ferie"
    ),
    Tag.HIRING: "il mio cv; il mio curriculum; la mia candidatura; cerco lavoro; offerta di lavoro",
    Tag.OCCASION: ("ferie; sondaggio; manuale; istruzioni"),
}
