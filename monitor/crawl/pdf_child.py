"""Reads one PDF from standard input in a process of its own and writes what it says as JSON.

Run by its path with `python -I`: it knows nothing of the monitor, holds no connections, and may die at any time. A PDF
can make any reader loop or grow without end; the limits are set before the first byte is looked at.
"""

import json
import resource
import sys
from io import BytesIO

MEMORY = 1024**3  # bytes of address space
CPU = 10  # seconds
FILES = 64
LONGEST = 20_000  # characters of the first page


def main() -> None:
    """Limit this process, read, write. Whatever is raised ends it: the parent sees no JSON."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU, CPU))
    resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, FILES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    from pypdf import PdfReader  # noqa: PLC0415 - only behind the limits

    reader = PdfReader(BytesIO(sys.stdin.buffer.read()))
    if reader.is_encrypted and not reader.decrypt(""):
        raise SystemExit(1)
    told = reader.metadata
    changed = told and (told.modification_date or told.creation_date)
    said = {
        "title": str(told.title or "") if told else "",
        "lang": str(reader.root_object.get("/Lang", "")),
        "day": changed.date().isoformat() if changed else "",
        "text": reader.pages[0].extract_text()[:LONGEST] if reader.pages else "",
    }
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main()
