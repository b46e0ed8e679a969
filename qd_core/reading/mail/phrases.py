"""The words that mail programs and people put around a message, in the languages that mail comes in."""

from __future__ import annotations

import re
from functools import cache

__all__ = [
    "BANNER",
    "BANNER_WORDS",
    "DATE",
    "DEVICE",
    "DISCLAIMER",
    "FORWARDED",
    "INTRO",
    "ORIGINAL",
    "SIGN_OFF_FILLERS",
    "WROTE",
    "field_kind",
    "sign_off_rest",
]

WROTE = re.compile(
    r"\b(?:wrote|writes|schrieb(?:en)?|schreef|geschreven|a écrit|ha scritto|escribió|escribio"
    r"|va escriure|escreveu|skrev"
    r"|kirjoitti|napisa[łl]a?(?:\(a\))?|napsala?(?:\(a\))?|napísala?(?:\(a\))?|написала?(?:\(а\))?|пишет"
    r"|пише|пишува|написа"
    r"|писал|yazdı|şunları yazdı|írta|a scris|έγραψε|escrito|je napisa(?:o|la)|rašė|rakstīja|kirjutas)(?!\w)"
    r"|写道|寫道|님이 작성|のメール|さんは書きました|wrote ----",
    re.IGNORECASE,
)
"""The verb of an attribution line."""

INTRO = re.compile(
    r"(?:on|am|le|el|il|op|den|em|no dia|w dniu|dnia|dne|dňa|på|pe|la|tarihinde|στις|в|vào|pada|data|date"
    r"|lun|mar|mié|jue|vie)\b"
    r"|[\"'<\[(*_]|\d",
    re.IGNORECASE,
)
"""How an attribution line begins."""

DATE = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}[:.h]\d{2}\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\d{4}年",
    re.IGNORECASE,
)
"""A year, a time or a date in figures."""

ORIGINAL = re.compile(
    r"(?:original (?:message|e?-?mail|appointment)|ursprüngliche (?:nachricht|e-?mail)|originalnachricht"
    r"|message d'origine"
    r"|message (?:initial|original)|mensaje original|mensagem original|messaggio originale"
    r"|oorspronkelijk bericht"
    r"|original(?:meddelande)?|oprindelig meddelelse|opprinnelig melding|alkuperäinen viesti"
    r"|wiadomość oryginalna"
    r"|oryginalna wiadomość|původní zpráva|eredeti üzenet|исходное сообщение|originalt? ?meddelande"
    r"|reply message"
    r"|orijinal ileti|antwort(?:nachricht)?|reply|original meddelelse|邮件原件|原始邮件|original mail)",
    re.IGNORECASE,
)
FORWARDED = re.compile(
    r"(?:begin )?forwarded (?:message|by|mail|e-?mail)|weitergeleitete (?:nachricht|e-?mail)"
    r"|(?:anfang der )?weitergeleitete[nr]? (?:nachricht|e-?mail)|weitergeleitet von|message (?:transféré"
    r"|transmis|réexpédié)"
    r"|(?:début du )?(?:message|e-?mail) (?:transféré|réexpédié)|mensaje (?:reenviado|remitido)"
    r"|inicio del mensaje reenviado"
    r"|mensagem (?:encaminhada|reencaminhada)|(?:início da )?mensagem encaminhada|messaggio inoltrato"
    r"|inizio (?:del )?messaggio inoltrato|doorgestuurd bericht|begin (?:van )?doorgestuurd bericht"
    r"|videresendt (?:besked|meddelelse)"
    r"|videresendt melding|vidarebefordrat (?:meddelande|brev)|välitetty viesti|wiadomość przekazana"
    r"|przekazana wiadomość"
    r"|przeposlaná zpráva|přeposlaná zpráva|továbbított üzenet|пересылаемое сообщение"
    r"|перенаправленное сообщение"
    r"|iletilen (?:ileti|mesaj)|转发邮件|转发的邮件|轉寄郵件|転送メッセージ|전달된 메시지",
    re.IGNORECASE,
)

DEVICE = re.compile(
    r"[<(\[*_ ]{0,4}(?:"
    r"sent (?:from|via|with|by|using) (?:a |an |my |the |mobile|mail|outlook|proton|yahoo|gmail|galaxy"
    r"|airmail|windows|samsung"
    r"|iphone|ipad|android|blackberry|\[|[A-Z]).{0,80}"
    r"|sent by (?:galaxy|samsung).{0,60}|someone from mobile|from my (?:iphone|ipad|android|mobile|phone"
    r"|blackberry).{0,40}"
    r"|get (?:\[)?outlook for .{0,80}|download outlook .{0,60}"
    r"|(?:von|vom) (?:meinem|meiner|mein) .{1,60}(?:gesendet|geschickt)\.?|gesendet (?:von|mit|über"
    r"|aus) .{1,80}"
    r"|(?:diese nachricht wurde|dieses e-?mail wurde|diese e-?mail wurde) von .{1,80}(?:gesendet"
    r"|verschickt|geprüft)\.?"
    r"|holen sie sich outlook für .{1,60}|outlook für (?:ios|android).{0,60}"
    r"|envoyé (?:depuis|de|à partir de|avec) .{1,80}|télécharg(?:ez|er) outlook pour .{1,60}"
    r"|obtenir outlook pour .{1,60}"
    r"|enviado (?:desde|do|de|a partir do|con|com|pelo) .{1,80}|obtener outlook para .{1,60}"
    r"|obter o outlook para .{1,60}"
    r"|inviato (?:da|dal|dallo|con) .{1,80}|scarica outlook per .{1,60}|ottieni outlook per .{1,60}"
    r"|verzonden (?:vanaf|vanuit|met|via) .{1,80}|verstuurd (?:vanaf|vanuit|met|via) .{1,80}"
    r"|outlook voor (?:ios|android).{0,60}"
    r"|sendt fra .{1,80}|skickat från .{1,80}|lähetetty .{1,80}|wysłan[eo] z .{1,80}|odesláno z .{1,80}"
    r"|отправлено (?:с|из) .{1,80}"
    r"|надіслано з .{1,80}|iphone'umdan gönderildi|.{0,30}(?:iphone|ipad|android|手机|手機).{0,20}(?:傳送|发送|發送"
    r"|から送信|에서 보냄)"
    r")[>)\]*_ .!]{0,6}",
    re.IGNORECASE,
)
"""What a telephone signs with."""

DISCLAIMER = re.compile(
    r"[*_\s\"'>]{0,6}(?:"
    r"(?:important |wichtiger )?(?:notice|note|information|hinweis)\s{0,2}:.{0,200}"
    r"\b(?:confidential|privileged|recipient|addressee|vertraulich)"
    r"|"
    r"(?:(?:e-?mail |legal |important )?(?:confidentiality|disclaimer|privileged|privacy|legal)"
    r"(?: (?:note|notice|statement|information|disclaimer|warning))?\s{0,3}(?::|-|–|$|/|\*))"
    r"|(?:the )?(?:information|content)s? (?:contained |transmitted |of |in )(?:in |by "
    r"|within )?this (?:e-?mail|message|communication)"
    r"|this (?:e-?mail|message|communication|electronic|transmission)\b.{0,80}?\b(?:is|are|may|contains?"
    r"|and any|including)\b.{0,120}?"
    r"\b(?:confidential|privileged|intended (?:only|solely|for)|addressee|named recipient|virus)"
    r"|if you (?:have received|are not the|received) .{0,60}(?:error|recipient|mistake)"
    r"|(?:P )?(?:please )?(?:think|consider) (?:of |about )?the environment before"
    r"|(?:please )?consider the environment"
    r"|(?:diese|dieses|die in dieser) (?:e-?mail|nachricht|mail).{0,120}(?:vertraulich|bestimmt|adressat"
    r"|empfänger|viren)"
    r"|(?:vertraulichkeitshinweis|haftungsausschluss|rechtlicher hinweis|datenschutzhinweis)\b"
    r"|(?:ce|cet|le présent|les informations contenues dans ce) (?:message|e-?mail|courriel"
    r"|courrier).{0,120}(?:confidentiel|destin)"
    r"|(?:avis de confidentialité|clause de confidentialité)"
    r"|(?:este|la información contenida en este) (?:mensaje|correo|e-?mail).{0,120}(?:confidencial"
    r"|dirigid|destinatari|privad)"
    r"|(?:aviso (?:legal|de confidencialidad)|esta mensagem.{0,120}(?:confidencia|destinat))"
    r"|(?:questo messaggio|la presente|questa e-?mail|le informazioni contenute).{0,120}(?:riservat"
    r"|confidenzial|destinat)"
    r"|(?:dit (?:bericht|e-?mailbericht|e-?mail)|de informatie in|deze e-?mail).{0,120}(?:vertrouwelijk"
    r"|bestemd|geadresseerde)"
    r"|(?:caution|warning|external(?: e?-?mail)?|achtung|attention)\s{0,2}[:!].{0,60}(?:originated"
    r"|external|extern|outside|links?|attachments?)"
    r"|(?:virus-free|virenfrei|sans virus|libre de virus|scanned (?:by|for)|(?:this"
    r"|diese) .{0,40}(?:checked|geprüft|scanned)).{0,60}"
    r"|to unsubscribe\b|you received this (?:message|e?-?mail) because"
    r")",
    re.IGNORECASE,
)
"""How a disclaimer's paragraph begins."""

BANNER = re.compile(
    r"[\[*_\s!⚠️]{0,8}(?:(?:caution|warning|external|achtung|vorsicht|attention|extern|externe)\b.{0,300}"
    r"|(?:this|diese|ce) (?:e-?mail|message|mail|nachricht) .{0,300}|you don't often get e-?mail from .{1,300}"
    r"|sie erhalten nicht (?:häufig|oft) .{1,300}|vous n'obtenez pas souvent .{1,300})",
    re.IGNORECASE,
)
BANNER_WORDS = re.compile(
    r"\b(?:external|outside|originated|extern(?:en|er|e|al)?|außerhalb|extérieur|links?|attachments?"
    r"|anhänge|absender|phishing"
    r"|unknown senders?|don't often get|nicht (?:häufig|oft)|pas souvent|learn why)\b",
    re.IGNORECASE,
)
"""What a mail server writes above a message from outside: how it begins, and what each of its lines speaks of."""

_FIELDS = {
    "from": "from откого von de da van fra från lähettäjä od от від kimden feladó expéditeur remitente "
    "mittente afzender avsender absender "
    "de la 发件人 寄件者 差出人 보낸사람 από nadawca odosielateľ από pošiljatelj",
    "date": "date sent datum gesendet envoyé enviado enviada enviat inviato data fecha verzonden "
    "verstuurd sendt dato skickat lähetetty "
    "päivämäärä wysłano odesláno odoslané дата отправлено надіслано gönderildi gönderme tarih elküldve "
    "dátum trimis 发送时间 日期 送信日時 日時 "
    "보낸날짜 날짜 ημερομηνία dataora",
    "to": "to an à a para aan til till vastaanottaja do komu кому kime címzett pour destinataire "
    "destinatario destinatari empfänger către 收件人 "
    "宛先 받는사람 προς za ontvanger",
    "cc": "cc bcc kopie kopia kopi copie copia dw copy cci cco kópia копия копія másolat bilgi 抄送 副本 참조",
    "subject": "subject betreff objet asunto assunto oggetto onderwerp emne ämne aihe temat předmět "
    "predmet тема konu tárgy subiect sujet 主题 "
    "主旨 件名 제목 θέμα assumpte re betr",
    "other": "reply-to replyto antwort risposta répondreà respuesta importance importancia priority "
    "wichtigkeit attachments anlagen "
    "piècesjointes adjuntos allegati bijlagen bilagor vedhæftet categories organization message-id sentby",
}


@cache
def _fields() -> dict[str, str]:
    return {word: kind for kind, words in _FIELDS.items() for word in words.split()}


_LABEL = re.compile(r"[>\s*_|]{0,12}([^\W\d_][^\W\d_'’ /-]{0,24}?)[*_\s\u00a0]{0,4}[:：][*_]{0,3}(?!//)")


def field_kind(line: str) -> tuple[str, str] | None:
    """``("from", "Ann <a@b.example>")`` for a header field as mail programs quote it, in many languages; else None."""
    found = _LABEL.match(line)
    if not found:
        return None
    word = "".join(found[1].casefold().split())
    kind = _fields().get(word)
    return (kind, line[found.end() :].strip(" \t*_\u00a0")) if kind else None


_SIGN_OFFS = """
thanks|thank you|many thanks|thx|tks|thnx|cheers|ta|regards|rgds|brgds|br|best|best regards|kind regards
kindest regards
warm regards|warmest regards|warmly|with regards|with kind regards|with best regards|best wishes
all the best|sincerely
sincerely yours|yours|yours sincerely|yours truly|yours faithfully|respectfully|cordially|take care|talk soon
thanks and regards|thanks & regards|thanks and best regards|thank you and best regards|thanks in advance
thank you in advance
thanks again|thank you very much|thanks very much|thanks so much|thanks a lot|much appreciated
appreciated|looking forward
have a nice day|have a great day|with thanks|good luck|see you|later
mit freundlichen grüßen|mit freundlichen grüssen|mit freundlichen gruessen|mit freundlichem gruß
mit freundlichem gruss
mit besten grüßen|mit besten grüssen|mit vielen grüßen|mit herzlichen grüßen|freundliche grüße
freundliche grüsse
freundlichen gruß|freundlicher gruß|freundliche gruesse
viele grüße|viele grüsse|viele gruesse|beste grüße|beste grüsse|schöne grüße|schöne grüsse|liebe grüße
liebe grüsse|herzliche grüße
herzliche grüsse|sonnige grüße|grüße|grüsse|gruß|gruss|grüße aus|mfg|mfg.|lg|vg|bg|hg|danke|vielen dank
besten dank|herzlichen dank
danke und gruß|danke & gruß|vielen dank und viele grüße|hochachtungsvoll|vielen dank im voraus
danke im voraus|danke vorab
vielen dank vorab|dankeschön|servus|tschüss|ciao
cordialement|bien cordialement|très cordialement|cdlt|cdt|salutations|meilleures salutations
sincères salutations|bien à vous
salutations distinguées|sincèrement|merci|merci d'avance|merci par avance|merci beaucoup
avec mes remerciements|bonne journée
bonne réception|bonne fin de journée|amicalement|respectueusement|cordiales salutations|bien à toi
saludos|un saludo|saludos cordiales|un cordial saludo|cordiales saludos|muchas gracias|gracias
gracias de antemano|atentamente
atte|muy atentamente|cordialmente|le saluda atentamente|un abrazo|gracias y saludos|quedo atento
quedo a la espera
atenciosamente|att|obrigado|obrigada|cumprimentos|com os melhores cumprimentos|melhores cumprimentos
abraço|abraços
cordiali saluti|distinti saluti|saluti|un saluto|grazie|grazie mille|cordialità|i migliori saluti
grazie e saluti
met vriendelijke groet|met vriendelijke groeten|vriendelijke groet|vriendelijke groeten
hartelijke groeten|groeten|groet|mvg
bedankt|dank|dank u|alvast bedankt|bij voorbaat dank|m.v.g.
med vänliga hälsningar|vänliga hälsningar|hälsningar|mvh|med vänlig hälsning|vänlig hälsning|tack
tack på förhand
med venlig hilsen|venlig hilsen|hilsen|med vennlig hilsen|vennlig hilsen|bedste hilsner|tak|takk|på forhånd tak
terveisin|ystävällisin terveisin|terveiset|kiitos|parhain terveisin
pozdrawiam|z poważaniem|dziękuję|serdecznie pozdrawiam|s pozdravem|děkuji|s úctou|s pozdravom|üdvözlettel
köszönettel
с уважением|спасибо|saygılarımla|teşekkürler|iyi çalışmalar|cu stimă|mulțumesc
"""


@cache
def _sign_offs() -> tuple[str, ...]:
    phrases = {phrase.strip() for row in _SIGN_OFFS.strip().splitlines() for phrase in row.split("|")}
    return tuple(sorted(phrases, key=len, reverse=True))


@cache
def _by_first_word() -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for phrase in _sign_offs():
        table.setdefault(phrase.split()[0].rstrip("."), []).append(phrase)
    return {word: tuple(phrases) for word, phrases in table.items()}


SIGN_OFF_FILLERS = frozenset(
    "and und et y e en & / in advance im voraus again so very much a lot all to you from your the best "
    "regards thanks thank for help support time".split()
)


_MOST_PHRASES = 4
_LONGEST_PHRASE = 60
_AROUND = " \t\u00a0*_-–—~>/"
_CONJUNCTION = re.compile(r"^(?:and|und|et|y|e|en|och|og|&|\+)\s+", re.IGNORECASE)
_PUNCTUATION = " \t\u00a0,.;:!*_-–—()"


def sign_off_rest(line: str) -> str | None:
    """What follows the parting phrases at the start of ``line`` (up to four: thanks, and best regards); empty when
    nothing does, None without one."""
    rest: str | None = None
    text = line.strip(_AROUND)
    for _ in range(_MOST_PHRASES):
        phrase = _phrase_at_start(text)
        if not phrase:
            break
        rest = text = _CONJUNCTION.sub("", text[len(phrase) :].strip(_PUNCTUATION))
    return rest


def _phrase_at_start(text: str) -> str:
    lower = (
        text[: 2 * _LONGEST_PHRASE].lower().replace("’", "'")
    )  # not folded: that would make ß two characters
    first = re.split(r"[\s,;:!]", lower, maxsplit=1)[0].rstrip(".")
    for phrase in _by_first_word().get(first, ()):
        if lower.startswith(phrase) and not lower[len(phrase) : len(phrase) + 1].isalnum():
            return phrase
    return ""
