"""The headers of a digest: who it is from, what it belongs to, and that no machine should answer it.

Message-ID (RFC 5322) is the same whenever the same digest is written, so that what is sent twice is seen once.
References names a root that is never sent: one thread per editor and month. List-Id (RFC 2919), List-Unsubscribe
(RFC 2369), Auto-Submitted (RFC 3834); X-Auto-Response-Suppress is read by Exchange alone.
"""

from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from hashlib import blake2b
from typing import NamedTuple

from monitor.digest.cadence import HELSINKI
from monitor.digest.letter import Reader
from monitor.digest.safe import clean, is_mailbox, mailto
from monitor.errors import UsageError

NAME_LIMIT = 60
SUBJECT_LIMIT = 150
COLUMNS = 78
WHOLE = frozenset({"message-id", "in-reply-to", "references", "list-id", "list-unsubscribe"})


class Whole(EmailPolicy):
    """Seven bits, lines of 78, and identifiers that stay whole.

    The standard library would encode a long identifier as if it were words, and no reader decodes it there.
    RFC 5322 asks for lines under 78 and allows 998, so an identifier that is longer gets a line of its own.
    """

    def fold(self, name: str, value: str) -> str:
        """One header with its line ends, as text."""
        if name.lower() not in WHOLE:
            return str(super().fold(name, value))
        first = f"{name}: {value}"
        return f"{first}\r\n" if len(first) <= COLUMNS else f"{name}:\r\n {value}\r\n"

    def fold_binary(self, name: str, value: str) -> bytes:
        """One header with its line ends, as bytes."""
        return self.fold(name, value).encode("ascii") if name.lower() in WHOLE else super().fold_binary(name, value)


POLICY = Whole(linesep="\r\n", max_line_length=COLUMNS, cte_type="7bit", raise_on_defect=False)


class Words(NamedTuple):
    """What the headers say in the reader's language."""

    lang: str
    name: str
    unsubscribe: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Where digests come from. `domain` ends Message-ID and List-Id; `contact` gets answers and unsubscriptions.

    Raises UsageError where one of them could not stand in a header.
    """

    address: str
    domain: str
    contact: str

    def __post_init__(self) -> None:
        """Refuses addresses that are none."""
        for address in (self.address, self.contact, f"list@{self.domain}"):
            if not is_mailbox(address):
                raise UsageError(f"This is not a mail address: {clean(address, 80)}", hint="Write name@example.fi.")


def message_id(editor: str, digest: str, domain: str) -> str:
    """The Message-ID of a digest, the same for ever."""
    return f"<{_digits(editor, digest)}@{domain}>"


def thread_root(editor: str, at: datetime, domain: str) -> str:
    """What all digests of an editor in one month (Europe/Helsinki) refer to."""
    return f"<{_digits(editor, at.astimezone(HELSINKI).strftime('%Y-%m'), 'thread')}@{domain}>"


def put_headers(
    mail: EmailMessage, *, sender: Sender, reader: Reader, digest: str, at: datetime, subject: str, words: Words
) -> None:
    """Writes all headers. Raises UsageError for a reader whose address could not stand in one."""
    editor = ",".join(reader.addresses)
    root = thread_root(editor, at, sender.domain)
    mail["From"] = _mailbox(words.name, sender.address)
    mail["To"] = tuple(_mailbox(reader.name, address) for address in reader.addresses)
    mail["Reply-To"] = _mailbox("", sender.contact)
    mail["Subject"] = clean(subject, SUBJECT_LIMIT)
    mail["Date"] = at.astimezone(HELSINKI)
    mail["Message-ID"] = message_id(editor, digest, sender.domain)
    mail["In-Reply-To"] = root
    mail["References"] = root
    mail["List-Id"] = f"<digest.{sender.domain}>"
    mail["List-Unsubscribe"] = f"<{mailto(sender.contact, words.unsubscribe)}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    mail["Content-Language"] = words.lang


def _mailbox(name: str, address: str) -> Address:
    if not is_mailbox(address):
        raise UsageError(f"This is not a mail address: {clean(address, 80)}", hint="Write name@example.fi.")
    local, _, domain = address.rpartition("@")
    return Address(clean(name, NAME_LIMIT), local, domain)


def _digits(*parts: str) -> str:
    text = "\x1f".join(parts)
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
