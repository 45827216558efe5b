"""A letter becomes a mail: both parts, all headers, and the bytes that are sent; the same letter, the same bytes."""

from dataclasses import dataclass
from email.message import EmailMessage
from hashlib import blake2b

from monitor.digest.headers import POLICY, Sender, Words, put_headers
from monitor.digest.html import write_html
from monitor.digest.letter import Letter
from monitor.digest.speak import speak
from monitor.digest.text import write_text
from monitor.digest.view import View

LIMIT = 100_000  # bytes of the whole mail; webmail cuts a message off at about that size
LINES = 250  # entries of one line each that are tried first


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A finished mail. `content` is 7-bit, with CRLF line ends, and goes to the mail server as it is."""

    message_id: str
    subject: str
    text: str
    html: str
    content: bytes


def compose(letter: Letter, sender: Sender) -> Mail:
    """The mail. Raises UsageError where an address of the reader could not stand in a header."""
    lines = LINES
    mail = _mail(letter, sender, lines)
    while len(mail.content) > LIMIT and lines:
        lines = lines * 9 // 10
        mail = _mail(letter, sender, lines)
    return mail


def _mail(letter: Letter, sender: Sender, lines: int) -> Mail:
    words = speak(letter, sender.contact, lines=lines)
    text, html = write_text(words), write_html(words)
    message = _message(letter, sender, words, text, html)
    return Mail(
        message_id=str(message["Message-ID"]),
        subject=str(message["Subject"]),
        text=text,
        html=html,
        content=message.as_bytes(),
    )


def _message(letter: Letter, sender: Sender, words: View, text: str, html: str) -> EmailMessage:
    message = EmailMessage(policy=POLICY)
    put_headers(
        message,
        sender=sender,
        reader=letter.reader,
        digest=letter.digest,
        at=letter.at,
        subject=words.subject,
        words=Words(words.name, words.unsubscribe),
    )
    # Cyrillic takes six bytes a letter in quoted-printable, and not three.
    encoding = "base64" if words.lang == "ru" else "quoted-printable"
    message.set_content(text, cte=encoding)
    message.add_alternative(html, subtype="html", cte=encoding)
    message["Content-Language"] = words.lang  # last: whatever sets content takes the headers of content away
    # "=_" occurs in neither encoding, so no words can look like the boundary; the digest makes it repeatable.
    message.set_boundary("=_" + blake2b((text + html).encode(), digest_size=16).hexdigest())
    return message
