"""The demo: a bundled municipal site with planted faults, served on loopback, and a mail server that keeps its mail.

`planted.yaml` tells what was planted on `site/`, what must stay silent, and what the second round changes.
"""
