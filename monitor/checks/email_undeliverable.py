"""E-mail addresses whose domain takes no mail.

## What it finds
Addresses at a domain that does not exist, has neither a mail exchanger nor an address, or says that it takes no mail.

## Why it matters
Every message comes back; the reader has no other way to ask.

## How to fix
Look for a slip in the address, or write the present one. Ask the owner of the mailbox if you do not know it.

## When it stays silent
Where nobody asked the name service (`--dns`), where it gave no answer or one that may pass, and where the domain is
known to have moved: that is `email-superseded`. On dated news, minutes, legal texts and archives, in quotations,
deleted and ignored text. Whether a single mailbox exists is never tried.

## Source
RFC 5321, section 5.1 (which host takes the mail of a domain); RFC 7505 (a domain that takes none).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from monitor.checks.contract import Context, PageView
from monitor.evidence import of_fact
from monitor.facts.silence import is_silent
from monitor.model import ContactFact, Family, Finding, Message, Severity


@dataclass(frozen=True, slots=True)
class EmailUndeliverable:
    """No options."""

    id: ClassVar[str] = "email-undeliverable"
    family: ClassVar[Family] = Family.CONTACT

    def judge(self, view: PageView, context: Context) -> Iterator[Finding]:
        """One finding for each such address in each block."""
        told = set()
        for fact, statement in view.stated(ContactFact) if context.undeliverable else ():
            if (statement.occurrence, fact.address) in told:
                continue
            domain = fact.address.rpartition("@")[2]
            if domain not in context.undeliverable or context.knowledge.address(fact.address) is not None:
                continue
            if is_silent(statement, self.id):
                continue
            told.add((statement.occurrence, fact.address))
            yield Finding(
                check=self.id,
                family=self.family,
                severity=Severity.ERROR,
                page=view.url,
                subject=fact.address,
                message=Message("email-undeliverable.domain", {"quote": fact.text, "domain": domain}),
                source="RFC 5321",
                **of_fact(statement, view.lang),
            )
