"""`targets.yaml` to typed settings: every mistake at once, with file, line, column and what to write instead."""

from monitor.config.load import load, parse
from monitor.config.models import Editor, Monitor, Reader, Schedule, Smtp, Target
from monitor.config.schema import json_schema, schema_text
from monitor.config.scope import Scope
from monitor.config.settings import Login, Settings
from monitor.config.start import init_text

__all__ = [
    "Editor",
    "Login",
    "Monitor",
    "Reader",
    "Schedule",
    "Scope",
    "Settings",
    "Smtp",
    "Target",
    "init_text",
    "json_schema",
    "load",
    "parse",
    "schema_text",
]
