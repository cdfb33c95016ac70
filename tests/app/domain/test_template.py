"""과정 틀: the shipped data is complete and makes sense, and a broken file is refused."""

from pathlib import Path

import pytest

from app.domain.choices import ActorKind, CriterionKind, OutputKind, Role, StageKind
from app.domain.finding import FindingKind
from app.domain.session import SessionKind
from app.domain.template import ProcessTemplate, TemplateCriterion, load_templates
from db.queries.gates import METRICS
from resources import resource_path

SHIPPED = load_templates(resource_path("templates"))
_DETAILS = {
    "role_count": Role, "output_count": OutputKind, "output_files": OutputKind,
    "sessions_closed": SessionKind, "findings": FindingKind,
}  # fmt: skip


def _criteria(template: ProcessTemplate) -> list[TemplateCriterion]:
    return [criterion for stage in template.stages for criterion in stage.criteria]


def test_the_four_shipped_templates_come_in_the_order_of_their_files() -> None:
    """국민디자인단 comes first, as the one that is proposed."""
    assert list(SHIPPED) == ["design_team", "gonggam", "roundtable", "contest"]
    assert [template.program for template in SHIPPED.values()] == [
        "국민디자인단", "공감e가득", "원탁회의", "공모전",
    ]  # fmt: skip


def test_only_a_resident_leads_in_gonggam() -> None:
    """공감e가득 alone expects a resident as 단장."""
    leaders = {key: template.leader for key, template in SHIPPED.items() if template.leader}
    assert leaders == {"gonggam": ActorKind.CITIZEN}


@pytest.mark.parametrize("key", SHIPPED)
def test_every_gate_can_be_reached(key: str) -> None:
    """Counted criteria name a metric that is counted, with a detail that exists; attested ones name none."""
    for criterion in _criteria(SHIPPED[key]):
        if criterion.kind is CriterionKind.ATTESTED:
            assert (criterion.metric, criterion.detail) == ("", "")
            continue
        assert criterion.metric in METRICS, criterion.label
        assert criterion.threshold >= 1
        kinds = _DETAILS.get(criterion.metric)
        if kinds:
            assert criterion.detail in [member.value for member in kinds], criterion.label
        else:
            assert criterion.detail == "", criterion.label


@pytest.mark.parametrize("key", SHIPPED)
def test_every_stage_has_steps_a_gate_and_milestones_within_its_days(key: str) -> None:
    """A 할 일 falls due while its stage runs, and no gate asks for more steps than the stage has."""
    for stage in SHIPPED[key].stages:
        assert stage.steps and stage.criteria and stage.days > 0
        assert all(0 <= milestone.day < stage.days for milestone in stage.milestones)
        asked = [part.threshold for part in stage.criteria if part.metric == "steps_done"]
        assert all(number <= len(stage.steps) for number in asked)
        labels = [criterion.label for criterion in stage.criteria]
        assert len(labels) == len(set(labels))


def _write(folder: Path, stages: str, head: str = "") -> Path:
    text = f'key = "k"\nlabel = "틀"\ndescription = ""\nprogram = "사업"\n{head}\n{stages}'
    (folder / "1_k.toml").write_text(text, encoding="utf-8")
    return folder


def _stage(kind: str, criterion: str = 'kind = "attested"\nlabel = "확인"') -> str:
    return f'[[stage]]\nkind = "{kind}"\ndays = 10\nsteps = []\n[[stage.criterion]]\n{criterion}\n'


ALL_STAGES = "".join(_stage(kind.value) for kind in StageKind)


def test_what_a_template_leaves_out_takes_its_default(tmp_path: Path) -> None:
    """Goals and leader may be missing; a criterion asks for one unless told otherwise."""
    template = load_templates(_write(tmp_path, ALL_STAGES))["k"]
    assert (template.citizen_goal, template.actor_kinds_goal, template.leader) == (None, None, None)
    assert template.stages[0].criteria == (TemplateCriterion(CriterionKind.ATTESTED, "확인"),)
    assert template.stages[0].milestones == ()


@pytest.mark.parametrize(
    "kinds",
    [("planning",), ("design", "planning", "execution", "feedback"), ("planning",) * 4],
    ids=["missing", "order", "twice"],
)
def test_a_template_without_the_four_stages_in_order_is_refused(
    tmp_path: Path, kinds: tuple[str, ...]
) -> None:
    """Exactly four stages, in their order."""
    with pytest.raises(ValueError, match="four stages"):
        load_templates(_write(tmp_path, "".join(map(_stage, kinds))))


def test_an_unknown_word_is_refused(tmp_path: Path) -> None:
    """A kind of criterion, a leader or a key that does not exist is an error, not silence."""
    with pytest.raises(ValueError, match="guessed"):
        load_templates(_write(tmp_path, _stage("planning", 'kind = "guessed"\nlabel = "확인"')))
    with pytest.raises(ValueError, match="mayor"):
        load_templates(_write(tmp_path, ALL_STAGES, 'leader = "mayor"'))
    with pytest.raises(TypeError, match="limit"):
        load_templates(_write(tmp_path, _stage("planning", 'kind = "counted"\nlabel = "팀"\nlimit = 3')))
