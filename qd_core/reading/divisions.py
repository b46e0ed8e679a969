"""States, provinces and nations by country, in the spellings that addresses use: data, no logic.

A line is ``CODE = name; other name``. Where a country writes codes in addresses (``CODED``) the code is the postal
code of the state; elsewhere it only ties the spellings together and is never shown.
"""

from __future__ import annotations

__all__ = ["CODED", "COUNTIES", "DIVISIONS"]

CODED = frozenset({"US", "CA", "AU", "CH", "IT"})
"""Countries whose state codes stand in postal addresses."""

DIVISIONS: dict[str, str] = {
    "US": """
AL=Alabama
AK=Alaska
AZ=Arizona
AR=Arkansas
CA=California; Kalifornien; Californie; Calif
CO=Colorado
CT=Connecticut; Conn
DE=Delaware
DC=District of Columbia
FL=Florida; Floride; Fla
GA=Georgia
HI=Hawaii; Hawaï
ID=Idaho
IL=Illinois
IN=Indiana
IA=Iowa
KS=Kansas
KY=Kentucky
LA=Louisiana; Louisiane
ME=Maine
MD=Maryland
MA=Massachusetts; Mass
MI=Michigan; Mich
MN=Minnesota; Minn
MS=Mississippi
MO=Missouri
MT=Montana
NE=Nebraska
NV=Nevada
NH=New Hampshire
NJ=New Jersey
NM=New Mexico
NY=New York
NC=North Carolina
ND=North Dakota
OH=Ohio
OK=Oklahoma
OR=Oregon
PA=Pennsylvania; Penna
RI=Rhode Island
SC=South Carolina
SD=South Dakota
TN=Tennessee; Tenn
TX=Texas; Tex
UT=Utah
VT=Vermont
VA=Virginia
WA=Washington; Washington State
WV=West Virginia
WI=Wisconsin
WY=Wyoming
PR=Puerto Rico
GU=Guam
VI=US Virgin Islands; Virgin Islands
AS=American Samoa
MP=Northern Mariana Islands
""",
    "CA": """
AB=Alberta
BC=British Columbia; Colombie-Britannique
MB=Manitoba
NB=New Brunswick; Nouveau-Brunswick
NL=Newfoundland and Labrador; Newfoundland
NS=Nova Scotia; Nouvelle-Écosse
NT=Northwest Territories
NU=Nunavut
ON=Ontario; Ont
PE=Prince Edward Island; PEI
QC=Quebec; Que; PQ
SK=Saskatchewan; Sask
YT=Yukon; Yukon Territory
""",
    "AU": """
ACT=Australian Capital Territory
NSW=New South Wales
NT=Northern Territory
QLD=Queensland
SA=South Australia
TAS=Tasmania
VIC=Victoria
WA=Western Australia
""",
    "GB": """
ENG=England; Angleterre; Inglaterra; Inghilterra; Engeland
SCT=Scotland; Schottland; Écosse; Escocia; Scozia; Schotland
WLS=Wales; Cymru; Pays de Galles; Gales; Galles
NIR=Northern Ireland; Nordirland; Irlande du Nord; Irlanda del Norte; Irlanda del Nord; Noord-Ierland; Ulster
""",
    "DE": """
BW=Baden-Württemberg; Baden-Wurttemberg; Bade-Wurtemberg
BY=Bayern; Bavaria; Bavière; Baviera; Beieren; Freistaat Bayern
BE=Berlin
BB=Brandenburg
HB=Bremen
HH=Hamburg
HE=Hessen; Hesse
MV=Mecklenburg-Vorpommern; Mecklenburg-Western Pomerania
NI=Niedersachsen; Lower Saxony; Basse-Saxe; Nedersaksen
NW=Nordrhein-Westfalen; NRW; North Rhine-Westphalia; Rhénanie-du-Nord-Westphalie
RP=Rheinland-Pfalz; Rhineland-Palatinate; Rhénanie-Palatinat
SL=Saarland; Sarre
SN=Sachsen; Saxony; Saxe; Freistaat Sachsen
ST=Sachsen-Anhalt; Saxony-Anhalt
SH=Schleswig-Holstein
TH=Thüringen; Thuringia; Thuringe; Freistaat Thüringen
""",
    "AT": """
B=Burgenland
K=Kärnten; Carinthia
N=Niederösterreich; Lower Austria
O=Oberösterreich; Upper Austria
S=Salzburg
ST=Steiermark; Styria
T=Tirol; Tyrol
V=Vorarlberg
W=Wien; Vienna
""",
    "CH": """
AG=Aargau; Argovie
AI=Appenzell Innerrhoden
AR=Appenzell Ausserrhoden
BE=Bern; Berne
BL=Basel-Landschaft; Baselland; Bâle-Campagne
BS=Basel-Stadt; Bâle-Ville
FR=Fribourg; Freiburg
GE=Genève; Genf; Geneva; Ginevra
GL=Glarus; Glaris
GR=Graubünden; Grisons; Grigioni
JU=Jura
LU=Luzern; Lucerne
NE=Neuchâtel; Neuenburg
NW=Nidwalden; Nidwald
OW=Obwalden; Obwald
SG=St. Gallen; Saint-Gall
SH=Schaffhausen; Schaffhouse
SO=Solothurn; Soleure
SZ=Schwyz
TG=Thurgau; Thurgovie
TI=Ticino; Tessin
UR=Uri
VD=Vaud; Waadt
VS=Valais; Wallis
ZG=Zug; Zoug
ZH=Zürich; Zurich; Zurigo
""",
    "FR": """
ARA=Auvergne-Rhône-Alpes
BFC=Bourgogne-Franche-Comté
BRE=Bretagne; Brittany; Bretagna
CVL=Centre-Val de Loire
COR=Corse; Corsica; Korsika
GES=Grand Est
HDF=Hauts-de-France
IDF=Île-de-France
NOR=Normandie; Normandy
NAQ=Nouvelle-Aquitaine
OCC=Occitanie
PDL=Pays de la Loire
PAC=Provence-Alpes-Côte d'Azur; PACA
""",
    "BE": """
VLG=Vlaanderen; Flanders; Flandre; Flandern
WAL=Wallonie; Wallonia; Wallonië; Wallonien
""",
    "NL": """
DR=Drenthe
FL=Flevoland
FR=Friesland; Fryslân
GE=Gelderland
GR=Groningen
LI=Limburg
NB=Noord-Brabant; North Brabant; Nordbrabant
NH=Noord-Holland; North Holland; Nordholland
OV=Overijssel
UT=Utrecht
ZE=Zeeland
ZH=Zuid-Holland; South Holland; Südholland
""",
    "ES": """
AN=Andalucía; Andalusia; Andalusien; Andalousie
AR=Aragón; Aragon
AS=Asturias; Principado de Asturias
IB=Illes Balears; Islas Baleares; Baleares; Balearic Islands; Balearen
CN=Canarias; Islas Canarias; Canary Islands; Kanarische Inseln; Kanaren; Tenerife; Las Palmas
CB=Cantabria
CL=Castilla y León
CM=Castilla-La Mancha
CT=Cataluña; Catalunya; Catalonia; Katalonien; Catalogne
CE=Ceuta
VC=Comunidad Valenciana; Comunitat Valenciana
EX=Extremadura
GA=Galicia
RI=La Rioja
MD=Comunidad de Madrid
ML=Melilla
MC=Región de Murcia
NC=Navarra; Navarre
PV=País Vasco; Euskadi; Basque Country; Baskenland
BI=Vizcaya; Bizkaia
SS=Gipuzkoa; Guipúzcoa
""",
    "IT": """
AG=Agrigento
AL=Alessandria
AN=Ancona
AO=Aosta; Valle d'Aosta
AR=Arezzo
AP=Ascoli Piceno
AT=Asti
AV=Avellino
BA=Bari
BG=Bergamo
BL=Belluno
BN=Benevento
BI=Biella
BO=Bologna
BZ=Bolzano; Bozen; Alto Adige; Südtirol; South Tyrol
BS=Brescia
BR=Brindisi
CA=Cagliari
CB=Campobasso
CE=Caserta
CT=Catania
CZ=Catanzaro
CH=Chieti
CO=Como
CS=Cosenza
CR=Cremona
CN=Cuneo
FE=Ferrara
FI=Firenze
FG=Foggia
FC=Forlì-Cesena
FR=Frosinone
GE=Genova
GO=Gorizia
GR=Grosseto
IM=Imperia
AQ=L'Aquila
SP=La Spezia
LT=Latina
LE=Lecce
LC=Lecco
LI=Livorno
LO=Lodi
LU=Lucca
MC=Macerata
MN=Mantova
MS=Massa-Carrara
ME=Messina
MI=Milano
MO=Modena
MB=Monza e Brianza; Monza
NA=Napoli
NO=Novara
PD=Padova
PA=Palermo
PR=Parma
PV=Pavia
PG=Perugia
PU=Pesaro e Urbino
PE=Pescara
PC=Piacenza
PI=Pisa
PT=Pistoia
PN=Pordenone
PZ=Potenza
PO=Prato
RA=Ravenna
RC=Reggio Calabria
RE=Reggio Emilia
RN=Rimini
RM=Roma
RO=Rovigo
SA=Salerno
SS=Sassari
SV=Savona
SI=Siena
SR=Siracusa
TA=Taranto
TE=Teramo
TR=Terni
TO=Torino
TP=Trapani
TN=Trento; Trentino
TV=Treviso
TS=Trieste
UD=Udine
VA=Varese
VE=Venezia
VR=Verona
VI=Vicenza
VT=Viterbo
SAR=Sardegna; Sardinia; Sardinien; Sardaigne
SIC=Sicilia; Sicily; Sizilien; Sicile
LOM=Lombardia; Lombardy; Lombardei
PIE=Piemonte; Piedmont; Piemont
VEN=Veneto; Venetien
EMR=Emilia-Romagna
TOS=Toscana; Tuscany; Toskana; Toscane
LAZ=Lazio
CAM=Campania
LIG=Liguria
PUG=Puglia; Apulia
ABR=Abruzzo; Abruzzen
BAS=Basilicata
CAL=Calabria; Kalabrien
FVG=Friuli-Venezia Giulia; Friuli; Friaul
MAR=Marche; Marken
MOL=Molise
UMB=Umbria; Umbrien
""",
    "MX": """
AGU=Aguascalientes; Ags
BCN=Baja California; BC
BCS=Baja California Sur; BCS
CAM=Campeche; Camp
CHP=Chiapas; Chis
CHH=Chihuahua; Chih
CMX=Ciudad de México; CDMX; Distrito Federal; DF
COA=Coahuila; Coahuila de Zaragoza; Coah
COL=Colima; Col
DUR=Durango; Dgo
GUA=Guanajuato; Gto
GRO=Guerrero; Gro
HID=Hidalgo; Hgo
JAL=Jalisco; Jal
MEX=Estado de México; Edo de México; Edo de Méx; Edo Méx; Edomex
MIC=Michoacán; Michoacán de Ocampo; Mich
MOR=Morelos; Mor
NAY=Nayarit; Nay
NLE=Nuevo León; NL; N L
OAX=Oaxaca; Oax
PUE=Puebla; Pue
QUE=Querétaro; Qro
ROO=Quintana Roo; Q Roo; QRoo
SLP=San Luis Potosí; SLP; S L P
SIN=Sinaloa; Sin
SON=Sonora; Son
TAB=Tabasco; Tab
TAM=Tamaulipas; Tamps
TLA=Tlaxcala; Tlax
VER=Veracruz; Veracruz de Ignacio de la Llave; Ver
YUC=Yucatán; Yuc
ZAC=Zacatecas; Zac
""",
}

COUNTIES: dict[str, str] = {
    "GB": (
        "Yorkshire; West Yorkshire; North Yorkshire; South Yorkshire; East Yorkshire; East Riding of "
        "Yorkshire; East Riding; W Yorks; N Yorks; S Yorks; E Yorks; Lancashire; Lancs; Greater "
        "Manchester; Merseyside; Cheshire; Cumbria; Tyne and Wear; Tyne & Wear; County Durham; Co "
        "Durham; Northumberland; Cleveland; Derbyshire; Nottinghamshire; Notts; Lincolnshire; Lincs; "
        "Leicestershire; Leics; Rutland; Northamptonshire; Northants; Staffordshire; Staffs; Shropshire; "
        "Herefordshire; Worcestershire; Worcs; Warwickshire; West Midlands; Gloucestershire; Glos; "
        "Oxfordshire; Oxon; Buckinghamshire; Bucks; Berkshire; Berks; Bedfordshire; Beds; Hertfordshire; "
        "Herts; Cambridgeshire; Cambs; Norfolk; Suffolk; Essex; Kent; Surrey; East Sussex; West Sussex; "
        "Sussex; Hampshire; Hants; Isle of Wight; Dorset; Wiltshire; Wilts; Somerset; Devon; Cornwall; "
        "Middlesex; Greater London; Aberdeenshire; Angus; Argyll; Ayrshire; Fife; Highland; Highlands; "
        "Lanarkshire; Lothian; East Lothian; West Lothian; Midlothian; Moray; Perthshire; Renfrewshire; "
        "Stirlingshire; Orkney; Shetland; Western Isles; Outer Hebrides; Isle of Skye; Anglesey; "
        "Gwynedd; Clwyd; Dyfed; Powys; Gwent; Flintshire; Denbighshire; Pembrokeshire; Carmarthenshire; "
        "Ceredigion; Monmouthshire; Glamorgan; South Glamorgan; Mid Glamorgan; West Glamorgan; County "
        "Antrim; County Armagh; County Down; County Fermanagh; County Tyrone; County Londonderry; Co "
        "Antrim; Co Armagh; Co Down; Co Fermanagh; Co Tyrone; Co Londonderry"
    ),
    "IE": (
        "Carlow; Cavan; Clare; Cork; Donegal; Dublin; Galway; Kerry; Kildare; Kilkenny; Laois; Leitrim; "
        "Limerick; Longford; Louth; Mayo; Meath; Monaghan; Offaly; Roscommon; Sligo; Tipperary; "
        "Waterford; Westmeath; Wexford; Wicklow; Leinster; Munster; Connacht"
    ),
}
"""Names that are a region and nothing else in an address, where the country is known; without spellings to tie."""
