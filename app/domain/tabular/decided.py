"""What was decided last about a preview, in a few words: by these undo names the step that it would take."""

from collections.abc import Set

from app.domain.tabular.preview import Choices

_SETS = (
    ("taken", "가져오기", "도로 빼기"),
    ("left_out", "빼기", "도로 넣기"),
    ("accepted", "그대로 받기", "다시 묻기"),
)
_WAYS = ("policy", "erase", "good_only", "without_hidden")


def step_words(before: Choices, after: Choices) -> str:
    """Return what was decided between two states of ``Choices``; empty where nothing was."""
    return _of_rows(before, after) or _of_cells(before, after) or _of_table(before, after)


def _of_rows(before: Choices, after: Choices) -> str:
    for name, more, less in _SETS:
        old, new = getattr(before, name), getattr(after, name)
        if new - old or old - new:
            return f"{_rows(new - old or old - new)} {more if new - old else less}"
    if before.merged != after.merged:
        joined = before.merged.keys() ^ after.merged.keys()
        return f"{_rows(joined)} {'합치기' if len(after.merged) > len(before.merged) else '나누기'}"
    return ""


def _of_cells(before: Choices, after: Choices) -> str:
    changed = {at for at, _text in before.edits.items() ^ after.edits.items()}
    if len(changed) == 1:
        return f"{_rows({row for row, _key in changed})} 칸 고치기"
    if changed:
        return f"{len(changed):,}칸 고치기"
    if before.taught != after.taught:
        return "낱말의 뜻 정하기"
    return ""


def _of_table(before: Choices, after: Choices) -> str:
    if (before.mapping, before.fixed) != (after.mapping, after.fixed):
        return "열 맞추기"
    if before.ignored != after.ignored:
        return "열 빼기"
    if any(getattr(before, way) != getattr(after, way) for way in _WAYS):
        return "가져오는 방법"
    return ""


def _rows(rows: Set[int]) -> str:
    first = min(rows) + 1
    return f"{first}행" if len(rows) == 1 else f"{first}행 등 {len(rows):,}행"
