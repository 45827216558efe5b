"""The headers of a digest: who it is from, what it belongs to, and that no machine should answer it.

Message-ID (RFC 5322) is the same whenever the same digest is written, so that what is sent twice is seen once.
References names a root that is never sent: one thread per editor and month. List-Id (RFC 2919), List-Unsubscribe
(RFC 2369), Auto-Submitted (RFC 3834); X-Auto-Response-Suppress is read by Exchange alone.
"""

from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.headerregistry import Address, AddressHeader
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import formataddr
from hashlib import blake2b
from typing import NamedTuple

from monitor.days import HELSINKI
from monitor.digest.letter import Reader
from monitor.digest.safe import clean, is_mailbox, mailto
from monitor.errors import UsageError

NAME_LIMIT = 60
SUBJECT_LIMIT = 150
COLUMNS = 78
WHOLE = frozenset({"message-id", "in-reply-to", "references", "list-id", "list-unsubscribe"})


class Folded(EmailPolicy):
    """Seven bits, lines of 78, identifiers and words that stay whole.

    The folding of the standard library encodes long identifiers as if they were words, which no reader decodes, and
    loses spaces between encoded words. RFC 5322 asks for lines under 78 and allows 998, so an identifier that is
    longer gets a line of its own.
    """

    def fold(self, name: str, value: str) -> str:
        """One header with its line ends, as text."""
        kind = name.lower()
        if kind in WHOLE:
            gap = " " if len(name) + 2 + len(value) <= COLUMNS else "\r\n "
            return f"{name}:{gap}{value}\r\n"
        if kind == "subject":
            return f"{name}: {_encoded(value, name)}\r\n"
        if isinstance(value, AddressHeader):
            return f"{name}: " + ",\r\n ".join(_written(each) for each in value.addresses) + "\r\n"
        return str(super().fold(name, value))

    def fold_binary(self, name: str, value: str) -> bytes:
        """One header with its line ends, as bytes."""
        return self.fold(name, value).encode("ascii")


POLICY = Folded(linesep="\r\n", max_line_length=COLUMNS, cte_type="7bit", raise_on_defect=False)


class Words(NamedTuple):
    """What the headers say in the reader's language."""

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
    """Writes all but the headers of content. Raises UsageError for an address that could not stand in one."""
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


def _mailbox(name: str, address: str) -> Address:
    if not is_mailbox(address):
        raise UsageError(f"This is not a mail address: {clean(address, 80)}", hint="Write name@example.fi.")
    local, _, domain = address.rpartition("@")
    return Address(clean(name, NAME_LIMIT), local, domain)


def _written(mailbox: Address) -> str:
    name, address = mailbox.display_name, mailbox.addr_spec
    if name.isascii():
        return formataddr((name, address))
    return f"{_encoded(name, 'Reply-To')}\r\n <{address}>"


def _encoded(words: str, name: str) -> str:
    charset = "us-ascii" if words.isascii() else "utf-8"
    return Header(words, charset, maxlinelen=COLUMNS - 2, header_name=name).encode(linesep="\r\n")


def _digits(*parts: str) -> str:
    text = "\x1f".join(parts)
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
