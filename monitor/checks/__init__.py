"""The checks: an explicit list, so that it can be read and searched. A new check is one line here."""

from monitor.checks.contract import Check
from monitor.checks.date_impossible import DateImpossible
from monitor.checks.date_passed import DatePassed
from monitor.checks.date_reversed import DateReversed
from monitor.checks.email_superseded import EmailSuperseded
from monitor.checks.email_undeliverable import EmailUndeliverable
from monitor.checks.link_broken import LinkBroken
from monitor.checks.link_certificate import LinkCertificate
from monitor.checks.link_fragment import LinkFragment
from monitor.checks.link_hijacked import LinkHijacked
from monitor.checks.link_insecure import LinkInsecure
from monitor.checks.link_redirected import LinkRedirected
from monitor.checks.link_soft_404 import LinkSoft404
from monitor.checks.link_unchecked import LinkUnchecked
from monitor.checks.page_outdated import PageOutdated
from monitor.checks.page_unreachable import PageUnreachable
from monitor.checks.phone_format import PhoneFormat
from monitor.checks.phone_international import PhoneInternational
from monitor.checks.phone_invalid import PhoneInvalid
from monitor.checks.phone_link import PhoneLink
from monitor.checks.programme_ended import ProgrammeEnded
from monitor.checks.programme_ending import ProgrammeEnding
from monitor.checks.review_overdue import ReviewOverdue
from monitor.checks.statute_repealed import StatuteRepealed
from monitor.checks.term_superseded import TermSuperseded

CHECKS: tuple[type[Check], ...] = (
    DateImpossible,
    DatePassed,
    DateReversed,
    EmailSuperseded,
    EmailUndeliverable,
    LinkBroken,
    LinkCertificate,
    LinkFragment,
    LinkHijacked,
    LinkInsecure,
    LinkRedirected,
    LinkSoft404,
    LinkUnchecked,
    PageOutdated,
    PageUnreachable,
    PhoneFormat,
    PhoneInternational,
    PhoneInvalid,
    PhoneLink,
    ProgrammeEnded,
    ProgrammeEnding,
    ReviewOverdue,
    StatuteRepealed,
    TermSuperseded,
)


def registry() -> dict[str, type[Check]]:
    """The checks by id."""
    return {check.id: check for check in CHECKS}
