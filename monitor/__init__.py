"""Freshness Monitor: finds what has gone stale on public pages and tells the people who can mend it."""

__version__ = "0.1.0"
