"""역할, 성별, 나이대, 지역 of a team as bars of their share; the unknown is said as what is not entered."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.choices import Choice, Role
from app.domain.person import AgeBand, Gender
from app.services.people import TeamComposition
from ui.widgets.bars import ShareRow
from ui.widgets.rows import Rows
from ui.widgets.text import WordLabel, label

UNKNOWN = "모름"
MOST_REGIONS = 5
Item = tuple[str, int, int, str]


class Breakdown(QWidget):
    """The bars of the present team, in sections with a heading each."""

    def __init__(self) -> None:
        """Show no team yet."""
        super().__init__()
        self.sections: dict[str, Rows] = {}
        self._heads: dict[str, QWidget] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 10, 0, 0)
        box.setSpacing(2)
        for name in ("역할", "성별", "나이대", "지역"):
            head = label(name, 13, 600)
            head.setContentsMargins(0, 8, 0, 2)
            self._heads[name] = head
            self.sections[name] = Rows(_row, lines=False)
            box.addWidget(head)
            box.addWidget(self.sections[name])
        self.note = WordLabel("성별, 나이대, 지역은 공무원을 뺀 팀원을 셉니다.", 12, tone="meta")
        box.addWidget(self.note)

    def show_team(self, team: TeamComposition) -> None:
        """Show how many there are of each."""
        roles: list[tuple[str | None, int]] = [(role, count) for role, count in team.by_role if count]
        self._show("역할", _items(roles, Role))
        self._show("성별", _items(team.by_gender, Gender))
        self._show("나이대", _items(team.by_age, AgeBand))
        self._show("지역", _items(_regions(team.by_region), None))
        self.note.setVisible(bool(team.by_gender))

    def _show(self, name: str, items: list[Item]) -> None:
        self.sections[name].set_items(items)
        for part in (self._heads[name], self.sections[name]):
            part.setVisible(bool(items))


def _items(counts: Sequence[tuple[str | None, int]], kind: type[Choice] | None) -> list[Item]:
    whole = sum(count for _value, count in counts)
    return [(_words(value, kind), count, whole, "primary" if value else "control") for value, count in counts]


def _words(value: str | None, kind: type[Choice] | None) -> str:
    if value is None:
        return UNKNOWN
    words = kind(value).label if kind else value
    return words.split("(")[0]


def _regions(counts: Sequence[tuple[str | None, int]]) -> list[tuple[str | None, int]]:
    """Return the regions of most people, the others summed up, the unknown last."""
    known = [row for row in counts if row[0]]
    rest = sum(count for _name, count in known[MOST_REGIONS:])
    others: list[tuple[str | None, int]] = [("그 밖", rest)] if rest else []
    return [*known[:MOST_REGIONS], *others, *(row for row in counts if row[0] is None)]


def _row(item: Item) -> QWidget:
    return ShareRow(*item)
