"""`make eval DATA=DIR`: labelled sentences against what the monitor says of them, with every wrong row.

DIR holds dates.jsonl, phones.jsonl or terms.jsonl, whichever there is. Figures come with counts and 95 % intervals.
"""

import sys
from pathlib import Path

from benchmarks import eval_dates, eval_phones, eval_terms

FILES = ("dates.jsonl", "phones.jsonl", "terms.jsonl")


def main(folder: Path) -> int:
    """Print what each part says; 2 where the folder holds nothing to evaluate."""
    found = [name for name in FILES if (folder / name).exists()]
    if not found:
        print(f"There is none of {', '.join(FILES)} in {folder}. Write DATA=DIR.", file=sys.stderr)
        return 2
    if "dates.jsonl" in found:
        print("== dates: stale or not")
        eval_dates.main(folder / "dates.jsonl")
    if "phones.jsonl" in found:
        print("\n== phones: verdicts")
        eval_phones.main(str(folder))
    print("\n== statutes and names")
    eval_terms.main([str(folder)])
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
