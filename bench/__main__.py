"""`python -m bench`: every figure beside a named peer or limit, in one table; then the longer reports."""

import sys

from bench import ask, channels, flood, offers, outcome, pages, picker, receipts
from bench.figures import table

REPORTS = {"Village picker": picker.main, "Ask": ask.main, "Receipts": receipts.main}


def main() -> None:
    figures = []
    for measured in (outcome.main, pages.main, channels.main, flood.main, offers.main):
        print(f"{measured.__module__} …", file=sys.stderr)
        figures += measured()
    print(table(figures))
    for title, report in REPORTS.items():
        print(f"\n{title}")
        report()


if __name__ == "__main__":
    main()
