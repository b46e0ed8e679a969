"""Cities with several names, and cities that share theirs with a state: data, no logic."""

from __future__ import annotations

__all__ = ["ALSO_CITIES", "CITY_NAMES"]

CITY_NAMES: tuple[str, ...] = (
    "München; Munich; Monaco di Baviera; Múnich",
    "Köln; Cologne; Keulen; Colonia",
    "Nürnberg; Nuremberg",
    "Hannover; Hanover; Hanovre",
    "Braunschweig; Brunswick",
    "Aachen; Aix-la-Chapelle; Aken",
    "Frankfurt; Frankfurt am Main; Frankfurt a M; Frankfurt/Main; Francfort",
    "Wien; Vienna; Vienne; Viena; Wenen",
    "Zürich; Zurich; Zurigo",
    "Genève; Geneva; Genf; Ginevra; Ginebra",
    "Basel; Basle; Bâle; Basilea",
    "Bern; Berne; Berna",
    "Luzern; Lucerne; Lucerna",
    "Bruxelles; Brussels; Brüssel; Brussel; Bruselas",
    "Antwerpen; Antwerp; Anvers; Amberes",
    "Gent; Ghent; Gand; Gante",
    "Brugge; Bruges; Brügge",
    "Liège; Lüttich; Luik; Lieja",
    "Leuven; Louvain; Löwen",
    "Den Haag; The Hague; 's-Gravenhage; La Haye; La Haya",
    "Paris; Parigi; París; Parijs",
    "Lyon; Lyons; Lione",
    "Marseille; Marseilles; Marsella; Marsiglia",
    "Strasbourg; Straßburg; Estrasburgo; Strasburgo",
    "Lille; Rijsel",
    "Nice; Nizza; Niza",
    "Milano; Milan; Mailand; Milán; Milaan",
    "Roma; Rome; Rom",
    "Torino; Turin; Turín",
    "Venezia; Venice; Venedig; Venise; Venecia",
    "Firenze; Florence; Florenz; Florencia",
    "Napoli; Naples; Neapel; Nápoles",
    "Genova; Genoa; Genua; Gênes",
    "Bolzano; Bozen",
    "Sevilla; Seville; Séville; Siviglia",
    "Zaragoza; Saragossa; Saragosse",
    "Donostia; San Sebastián; Donostia-San Sebastián",
    "A Coruña; La Coruña; Corunna",
    "Lisboa; Lisbon; Lissabon; Lisbonne",
    "Porto; Oporto",
    "København; Copenhagen; Kopenhagen; Copenhague; Copenaghen",
    "Göteborg; Gothenburg",
    "Helsinki; Helsingfors",
    "Praha; Prague; Prag; Praga; Praag",
    "Warszawa; Warsaw; Warschau; Varsovie; Varsovia; Varsavia",
    "Kraków; Cracow; Krakau",
    "Gdańsk; Danzig",
    "Wrocław; Breslau",
    "Moskva; Moscow; Moskau; Moscou; Moscú; Mosca",
    "Bucuresti; Bucharest; Bukarest",
    "Athina; Athens; Athen; Athènes; Atenas; Atene",
    "Beograd; Belgrade; Belgrad",
    "London; Londres; Londra; Londen; Greater London; City of London; Central London",
    "Edinburgh; Édimbourg; Edimburgo",
    "Newcastle; Newcastle upon Tyne",
    "Hull; Kingston upon Hull",
    "Dublin; Baile Átha Cliath; Dublín; Dublino",
    "Montréal; Montreal",
    "New York; New York City; NYC",
    "Los Angeles; LA",
    "Washington; Washington DC",
    "Philadelphia; Philly",
    "Ciudad de México; Mexico City; CDMX",
)
"""Cities with a name in another language or a common long form: all spellings of one city on one line."""

ALSO_CITIES = frozenset(
    (
        "berlin; hamburg; bremen; wien; vienna; salzburg; brandenburg; zurich; geneve; genf; geneva; "
        "luzern; lucerne; bern; berne; zug; schaffhausen; solothurn; fribourg; freiburg; neuchatel; "
        "schwyz; glarus; utrecht; groningen; cork; dublin; galway; limerick; waterford; wexford; sligo; "
        "kilkenny; carlow; cavan; longford; monaghan; wicklow; donegal; victoria; georgia; washington; "
        "new york; quebec; greater london; kildare; tipperary; roscommon; luxembourg; st gallen; ceuta; melilla; jura; "
        "uri; limburg; drenthe; zeeland; aguascalientes; campeche; chihuahua; ciudad de mexico; cdmx; colima; durango; "
        "guanajuato; oaxaca; puebla; queretaro; san luis potosi; tlaxcala; veracruz; zacatecas"
    ).split("; ")
)
"""Names, folded, that are a city as well as a state: alone they are the city."""
