"""추첨을 다시 계산합니다: reads the record of a draw (JSON) and draws again, knowing nothing of the program.

``python recompute_draw.py FILE`` prints the numbers it comes to and ends with 0 where they are those of the
record, with 1 where they are not.  It is written from the printed rule, not from the program's code.
"""

import hashlib
import json
import sys
from typing import Any


def lot(seed: str, attempt: int, number: int) -> str:
    """Return the lot of a number."""
    return hashlib.sha256(f"{seed}|{attempt}|{number}".encode()).hexdigest()


def redraw(record: dict[str, Any]) -> tuple[list[int], list[int]]:
    """Draw by the record's rule in the attempt that it names; return the selected and the alternates."""
    attempt, rules = record["attempt"], record["quotas"]
    strata = {one["number"]: one["strata"] for one in record["pool"]}
    open_numbers = set(strata)
    selected: list[int] = []
    while len(selected) < record["seats"]:
        counts = [sum(strata[n].get(r["axis"]) == r["category"] for n in selected) for r in rules]
        for rule, count in zip(rules, counts, strict=True):
            if rule["most"] is not None and count >= rule["most"]:
                open_numbers = {n for n in open_numbers if strata[n].get(rule["axis"]) != rule["category"]}
        choice, top_need, top_supply = open_numbers, 0, 1
        for rule, count in zip(rules, counts, strict=True):
            members = {n for n in open_numbers if strata[n].get(rule["axis"]) == rule["category"]}
            need = rule["least"] - count
            if need > 0 and need * top_supply > top_need * len(members):
                choice, top_need, top_supply = members, need, len(members)
        taken = min(choice, key=lambda n: lot(record["seed"], attempt, n))
        selected.append(taken)
        open_numbers.discard(taken)
    rest = sorted((n for n in strata if n not in selected), key=lambda n: lot(record["seed"], attempt, n))
    return selected, rest[: record["alternates"]]


def recorded(record: dict[str, Any], outcome: str) -> list[int]:
    """Return the numbers that the record says came out, in their order."""
    found = [one for one in record["pool"] if one["outcome"] == outcome]
    return [one["number"] for one in sorted(found, key=lambda one: one["rank"])]


def main(name: str) -> int:
    """Compare what the record says with what its rule comes to."""
    with open(name, encoding="utf-8") as file:
        record = json.load(file)
    record = record.get("record", record)  # the report as JSON carries the record within
    selected, alternates = redraw(record)
    print("selected", *selected)
    print("alternates", *alternates)
    same = (selected, alternates) == (recorded(record, "selected"), recorded(record, "alternate"))
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
