"""편차와 일치도: how far the reviewers lie apart on each criterion; one opens the scores behind it."""

from PySide6.QtWidgets import QWidget

from app.domain.evaluation.rounds import Panel, RubricCriterion
from app.domain.evaluation.scoring import CriterionResult, mean
from app.services.evaluation.rounds import RoundParts
from ui.formats import EMPTY
from ui.pages.evaluation.behind import BehindDialog, Heads
from ui.pages.evaluation.score_model import points

WORDS = (
    "표준편차는 과제마다 낸 값의 평균, 일치도는 크리펜도르프 알파(등간)입니다. "
    "1이면 모두 같고 0이면 우연과 같습니다. "
    "기준을 두 번 누르면 그 기준의 점수를 모두 봅니다."
)
_HEADS: Heads = (
    ("평가단", 120), ("기준", 200), ("가중치", 66), ("평균", 66), ("표준편차", 80), ("일치도", 80),
)  # fmt: skip
_SCORES: Heads = (("과제", 230), ("점수", 190), ("평균", 64), ("표준편차", 76), ("차이", 56))


def show_agreement(owner: QWidget, found: RoundParts) -> BehindDialog:
    """Open the spread and agreement of every criterion in every panel."""
    places = [(panel, one) for panel in found.panels for one in found.criteria]
    rows = [_row(found, panel, one) for panel, one in places]
    dialog = BehindDialog(owner, "기준별 편차와 일치도", WORDS, _HEADS, rows)
    dialog.table.activated.connect(lambda index: show_scores(owner, found, *places[index.row()]))
    return dialog


def _row(found: RoundParts, panel: Panel, one: RubricCriterion) -> tuple[str, ...]:
    results = [_result(found, key, panel, one) for key, _title in found.projects]
    middle = mean([each.mean for each in results if each.mean is not None])
    apart = mean([each.deviation for each in results if each.deviation is not None])
    alpha = found.standing.agreement(panel.id, one.id)
    return (panel.name, one.label, f"{one.weight}%", points(middle, 2), points(apart, 2), points(alpha, 2))


def _result(found: RoundParts, key: int, panel: Panel, one: RubricCriterion) -> CriterionResult:
    results = found.standing.results[key].criteria
    return next(each for each in results if (each.panel_id, each.criterion_id) == (panel.id, one.id))


def show_scores(owner: QWidget, found: RoundParts, panel: Panel, one: RubricCriterion) -> BehindDialog:
    """Open every score of a criterion in a panel, those projects first on which it is least agreed."""
    rows = []
    for key, title in found.projects:
        result = _result(found, key, panel, one)
        given = found.standing.given(key, panel.id, one.id)
        scores = ", ".join(f"{given[m.id]:g}" for m in found.members if m.id in given) or EMPTY
        spread = EMPTY if result.spread is None else f"{result.spread:g}"
        line = (title, scores, points(result.mean, 2), points(result.deviation, 2), spread)
        rows.append((-(result.deviation or 0.0), line))
    rows.sort(key=lambda pair: pair[0])
    text = f"{panel.name}의 위원 순서대로 적은 점수입니다. 많이 갈린 과제부터 보입니다."
    return BehindDialog(owner, one.label, text, _SCORES, [line for _order, line in rows])
