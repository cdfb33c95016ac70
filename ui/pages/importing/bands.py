"""The lines across a preview: what is wrong with a row, why one is left out, what one changes.

Each says of which row it is and what can be done about it; the view paints them all alike.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.domain.hangul import josa
from app.domain.privacy import resident_number
from app.domain.tabular.choice_words import bare
from app.domain.tabular.preview import Issue, Preview
from app.domain.tabular.sheet import text_of
from app.services.tabular.comparing import text_shown


class Act(StrEnum):
    """What a button of a line does."""

    MEND = "mend"
    WRITE = "write"
    LEAVE = "leave"
    TAKE = "take"
    RETURN = "return"
    PART = "part"


LEAVE_WORDS = "이 행 빼기"
QUIET = "quiet"
_CHOOSE, _BY_HAND = "다른 값 고르기", "직접 고치기"
_MOST = 8


@dataclass(frozen=True, slots=True)
class Band:
    """A line: its tone, the row (and field) it is about, the sentence, its buttons, the main one first."""

    tone: str
    where: str
    words: str
    acts: tuple[tuple[Act, str], ...] = ()
    issue: Issue | None = None

    @property
    def sentence(self) -> str:
        """Return the whole line as it is read out."""
        return f"{self.where} {self.words}".strip()

    @property
    def main(self) -> Act | None:
        """Return what Enter does."""
        return self.acts[0][0] if self.acts else None


def of_issue(seen: Preview, place: int, issue: Issue, *, listed: bool) -> Band:
    """Return the line about something wrong; a word of a ``listed`` field can be chosen otherwise."""
    label = bare(seen.kind.spec(issue.key).label) if issue.key else ""
    where = f"{seen.number(place)}행 {'중복' if issue.into is not None else label}".strip()
    main = action_of(issue)
    acts = [(Act.WRITE if main == _BY_HAND else Act.MEND, main)]
    if listed and main != _BY_HAND:
        acts.append((Act.WRITE, _CHOOSE))
    tone = "warning" if issue.doubtful else "danger"
    return Band(tone, where, issue.cause, (*acts, (Act.LEAVE, LEAVE_WORDS)), issue)


def action_of(issue: Issue) -> str:
    """Return what the main button of a line about something wrong says."""
    if issue.column is not None:
        return "이 열 빼기"
    if issue.into is not None:
        return f"{issue.into + 1}행과 합치기"
    if issue.fix and resident_number.HIDDEN in issue.fix:
        return "번호를 가리고 가져오기"
    if issue.fix is not None:
        return f"‘{issue.fix}’로 고치기" if issue.fix else "빈 칸으로 고치기"
    return "그대로 가져오기" if issue.doubtful else _BY_HAND


def of_aside(seen: Preview, row: int) -> Band:
    """Return the line of a row that was taken for something else than a record: for what, and its words."""
    why = next(why for at, why in seen.asides if at == row)
    cells = (" ".join(text_of(cell).split()) for cell in seen.table.sheet.rows[row] if cell != "")
    said = " · ".join(resident_number.hidden(cell) for cell in cells)
    words = f"{josa(why, '으로/로')} 보고 뺐습니다: {said}"
    return Band(QUIET, f"{row + 1}행", words, ((Act.TAKE, "가져오기"),))


def of_left_out(seen: Preview, place: int) -> Band:
    """Return the line of a record that is left out by a choice, and how it is taken in again."""
    row, choices = seen.table.records[place], seen.choices
    where = f"{row + 1}행"
    if row in choices.left_out:
        return Band(QUIET, where, "직접 뺀 행입니다.", ((Act.RETURN, "다시 넣기"),))
    if row in choices.merged:
        return Band(QUIET, where, f"{choices.merged[row] + 1}행과 합쳤습니다.", ((Act.PART, "따로 두기"),))
    return Band(QUIET, where, "엑셀에서 숨긴 행입니다. 넣으려면 왼쪽의 ‘엑셀에서 숨긴 행은 빼기’를 푸십시오.")


def of_changes(seen: Preview, place: int) -> Band:
    """Return the line that tells, field by field, what a row changes in its record."""
    said = list(_changes(seen, place))
    more = f" 외 {len(said) - _MOST}곳" if len(said) > _MOST else ""
    words = ", ".join(said[:_MOST]) + more
    return Band("information", f"{seen.number(place)}행 갱신", words, ((Act.LEAVE, LEAVE_WORDS),))


def _changes(seen: Preview, place: int) -> Iterator[str]:
    for change in seen.changes.get(place, ()):
        spec = seen.kind.spec(change.key)
        new = text_shown(spec, change.new)
        if spec.reference and change.key in seen.cells:
            new = text_of(seen.cells[change.key][place]).strip()
        old, new = (" ".join(text.split()) or "없음" for text in (change.shown, new))
        yield f"{bare(spec.label)} {old} → {new}"
