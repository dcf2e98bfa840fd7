"""`python -m tests.fuzz 100000 [SEED]`: as many mutated case files as wanted, and what became of them."""

import sys
import time

from tests.journeys.test_fuzz_cases import fuzz

from ilium.knowledge.reading import load_knowledge


def main() -> int:
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    start = time.perf_counter()
    outcome = fuzz(load_knowledge(), many, seed)
    print(f"{many} cases in {time.perf_counter() - start:.0f} s; the slowest took {outcome.slowest:.2f} s")
    for what, count in sorted(outcome.counts.items()):
        print(f"{count:8}  {what}")
    print(f"{len(outcome.faults):8}  faults")
    print("\n".join(outcome.faults[:20]))
    return 1 if outcome.faults else 0


if __name__ == "__main__":
    sys.exit(main())
