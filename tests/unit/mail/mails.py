"""Small mails to read, written as the tests need them."""

from qd_core.reading.mail.read import ReadMail, read_mail

BUYER = "Karl Weber <k.weber@weber-bau.example>"
SELLER = "sales@seller.example"


def mail(
    body: str,
    *,
    subject: str = "Request",
    sender: str = BUYER,
    headers: str = "",
    content_type: str = "text/plain; charset=utf-8",
    to: str = SELLER,
) -> bytes:
    """A mail as bytes; ``headers`` are whole lines."""
    return (
        f"From: {sender}\nTo: {to}\nSubject: {subject}\nDate: Mon, 05 May 2025 08:14:00 -0400\n{headers}"
        f"Content-Type: {content_type}\n\n{body}"
    ).encode()


def reply(body: str, *, subject: str = "Re: Quote 17") -> ReadMail:
    """The reading of an answer to an earlier mail."""
    return read_mail(mail(body, subject=subject, headers="In-Reply-To: <q17@seller.example>\n"))


def multipart(kind: str, *parts: str, headers: str = "") -> bytes:
    """A multipart mail; each part is its header, a blank line and its body."""
    body = "".join(f"--cut\n{part}\n" for part in parts) + "--cut--\n"
    return mail(body, content_type=f'multipart/{kind}; boundary="cut"', headers=headers)
