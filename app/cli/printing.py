"""What commands print: lines for people, JSON for programs."""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Any

from app.domain.history import StepEntry
from app.domain.importing import IMPORT_KINDS, ImportPreview


def say(*lines: str) -> None:
    """Print lines to standard output."""
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def say_json(value: Any) -> None:
    """Print a value as JSON in readable Korean."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def step_record(step: StepEntry) -> dict[str, Any]:
    """Return a step of work for JSON."""
    return {**asdict(step), "at": step.at.isoformat()}


def came_to(label: str | None, *, dry_run: bool) -> str:
    """Return what an import came to: nothing but a look, no step at all, or the step called ``label``."""
    if dry_run:
        return "미리 보기입니다. 바꾼 것은 없습니다."
    if label is None:
        return "바뀐 것이 없습니다."
    return f"{label}: 저장했습니다. hamkke undo로 한 번에 취소할 수 있습니다."


def import_record(seen: ImportPreview, label: str | None, *, dry_run: bool) -> dict[str, Any]:
    """Return the outcome of an import for JSON."""
    parts = ("doubts", "differences", "refused", "samples")
    counts = ("kind", "total", "new", "unchanged", "updated", "differing")
    return {
        "dry_run": dry_run,
        "step": label,
        **{name: getattr(seen, name) for name in counts},
        **{name: [asdict(part) for part in getattr(seen, name)] for name in parts},
        "facts": {key: _plain(value) for key, value in seen.facts.items()},
    }


def _plain(value: Any) -> Any:
    return [list(each) for each in value] if isinstance(value, list) else value


def import_lines(seen: ImportPreview, label: str | None, *, dry_run: bool) -> Iterator[str]:
    """Yield the counts, what would change, and every line that a person should look at."""
    name = IMPORT_KINDS[seen.kind]
    yield came_to(label, dry_run=dry_run)
    counts = {"새로": seen.new, "그대로": seen.unchanged, "고침": seen.updated, "다름": seen.differing}
    yield f"{name} {seen.total:,}건: {', '.join(f'{word} {count:,}' for word, count in counts.items())}"
    if "foreign" in seen.facts:
        yield f"국내 {seen.facts['domestic']}건, 해외 {seen.facts['foreign']}건"
    if seen.facts_change:
        yield "사업의 개요를 사업 정보에 적습니다."
    yield from _samples(seen)
    yield from _attention(seen)


def _samples(seen: ImportPreview) -> Iterator[str]:
    changed = seen.new + seen.updated
    if not changed:
        return
    shown = len(seen.samples)
    yield (
        f"바뀌는 것 ({changed:,}건):" if shown == changed else f"바뀌는 것 ({changed:,}건 가운데 {shown}건):"
    )
    for row in seen.samples:
        said = ", ".join(
            str(part) for part in (row.program, row.year, row.government_level, row.service_field) if part
        )
        yield f"  {row.line}번째 줄: {row.title} ({said}) - {row.change}"


def _attention(seen: ImportPreview) -> Iterator[str]:
    if seen.doubts:
        yield f"살펴볼 줄 ({len(seen.doubts):,}곳):"
        for doubt in seen.doubts:
            yield f"  {doubt.line}번째 줄: {doubt.written} - {doubt.reason}"
    if seen.differences:
        yield f"저장된 값을 그대로 둔 것 ({len(seen.differences):,}곳):"
        for row in seen.differences:
            said = f"저장된 값 ‘{row.stored}’, 문서 ‘{row.written}’"
            yield f"  {row.line}번째 줄: {row.title}의 {row.label} - {said}"
    if seen.refused:
        yield f"받을 수 없는 것 ({len(seen.refused):,}건):"
        for refusal in seen.refused:
            yield f"  {refusal.line}번째 줄: {refusal.title} - {refusal.reason}"


def progress(verb: str) -> Callable[[int, int], None] | None:
    """Return what counts on the terminal; None where nobody watches."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        end = "\n" if done >= total else ""
        print(f"\r{verb} {100 * done // max(total, 1)}%", end=end, file=sys.stderr, flush=True)

    return show
