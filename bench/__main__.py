"""``python -m bench [ROW …]``: measure the rows of the bars, or only those named, and print the table."""

import sys

from bench.report import table


def main(names: list[str]) -> None:
    from bench.rows import ROWS  # late: the usage below must not wait for the product to load

    wanted = {int(name) for name in names} or set().union(*(rows for rows, _ in ROWS))
    readings = []
    for rows, measure in ROWS:
        if wanted & set(rows):
            print(f"Measuring {measure.__name__.replace('_', ' ')} ...", flush=True)
            readings += [each for each in measure() if each.row in wanted]
    print(f"\n{table(readings)}")


if __name__ == "__main__":
    if not all(name.isdecimal() for name in sys.argv[1:]):
        sys.exit("usage: python -m bench [ROW …], for example: python -m bench 1 5 11")
    main(sys.argv[1:])
