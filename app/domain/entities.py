"""Every kind of record, its Korean name and its fields: what generic screens and the history read."""

from dataclasses import dataclass
from functools import cache

from app.domain import (
    budget,
    channel,
    directory,
    draw,
    finding,
    form,
    indicator,
    output,
    person,
    project,
    proposal,
    session,
    stage,
)
from app.domain.evaluation import rounds
from app.domain.fields import FieldSpec, FieldType
from app.domain.privacy import access, consent


@dataclass(frozen=True, slots=True)
class Entity:
    """One kind of record: ``key`` is the table's name, ``label`` its Korean name."""

    key: str
    label: str
    fields: tuple[FieldSpec, ...]

    @property
    def name_key(self) -> str:
        """Return the field that people call a record by: the first text it cannot be without."""
        texts = (FieldType.TEXT, FieldType.LONG_TEXT)
        return next(spec.key for spec in self.fields if spec.required and spec.type in texts)


ENTITIES: dict[str, Entity] = {
    entity.key: entity
    for entity in (
        Entity("project", "과제", project.PROJECT_FIELDS),
        Entity("stage", "단계", stage.STAGE_FIELDS),
        Entity("step", "세부단계", stage.STEP_FIELDS),
        Entity("criterion", "관문 기준", stage.CRITERION_FIELDS),
        Entity("criterion_result", "관문 확인", stage.RESULT_FIELDS),
        Entity("signoff", "관문 통과", stage.SIGNOFF_FIELDS),
        Entity("person", "참여자", person.PERSON_FIELDS),
        Entity("membership", "단원", person.MEMBERSHIP_FIELDS),
        Entity("output", "산출물", output.OUTPUT_FIELDS),
        Entity("attachment", "첨부", output.ATTACHMENT_FIELDS),
        Entity("milestone", "할 일", output.MILESTONE_FIELDS),
        Entity("agency", "기관", directory.AGENCY_FIELDS),
        Entity("region", "지역", directory.REGION_FIELDS),
        Entity("program", "사업", directory.PROGRAM_FIELDS),
        Entity("tag", "태그", directory.TAG_FIELDS),
        Entity("project_tag", "과제 태그", ()),
        Entity("session", "활동", session.SESSION_FIELDS),
        Entity("agenda_item", "진행 순서", session.AGENDA_FIELDS),
        Entity("attendance", "출석", session.ATTENDANCE_FIELDS),
        Entity("session_guest", "손님", session.GUEST_FIELDS),
        Entity("session_decision", "결정", session.DECISION_FIELDS),
        Entity("finding", "발견 카드", finding.FINDING_FIELDS),
        Entity("cluster", "묶음", finding.CLUSTER_FIELDS),
        Entity("link", "연결", ()),
        Entity("vote_round", "점 투표", finding.ROUND_FIELDS),
        Entity("vote", "점", finding.VOTE_FIELDS),
        Entity("source", "원문", finding.SOURCE_FIELDS),
        Entity("pseudonym", "가명", finding.PSEUDONYM_FIELDS),
        Entity("proposal", "제안", proposal.PROPOSAL_FIELDS),
        Entity("channel_rule", "회신 기한 규칙", channel.CHANNEL_RULE_FIELDS),
        Entity("ballot", "투표", proposal.BALLOT_FIELDS),
        Entity("ballot_option", "투표 후보", proposal.OPTION_FIELDS),
        Entity("ballot_tally", "집계", proposal.TALLY_FIELDS),
        Entity("ballot_turnout", "투표한 사람", proposal.TURNOUT_FIELDS),
        Entity("survey", "설문", proposal.SURVEY_FIELDS),
        Entity("survey_question", "설문 문항", proposal.QUESTION_FIELDS),
        Entity("survey_answer", "설문 응답", proposal.ANSWER_FIELDS),
        Entity("contribution", "기여", proposal.CONTRIBUTION_FIELDS),
        Entity("consent", "동의", consent.CONSENT_FIELDS),
        Entity("apart", "다른 사람", ()),
        Entity("applicant", "신청자", draw.APPLICANT_FIELDS),
        Entity("draw", "추첨", draw.DRAW_FIELDS),
        Entity("draw_entry", "추첨 결과", ()),
        Entity("access_review", "접속기록 점검", access.REVIEW_FIELDS),
        Entity("destruction", "파기", access.DESTRUCTION_FIELDS),
        Entity("rubric", "평가표", rounds.RUBRIC_FIELDS),
        Entity("rubric_criterion", "평가 기준", rounds.RUBRIC_CRITERION_FIELDS),
        Entity("evaluation_round", "평가", rounds.ROUND_FIELDS),
        Entity("round_project", "평가 과제", ()),
        Entity("panel", "평가단", rounds.PANEL_FIELDS),
        Entity("panel_member", "평가위원", rounds.MEMBER_FIELDS),
        Entity("exclusion", "제척", rounds.EXCLUSION_FIELDS),
        Entity("score_sheet", "채점표", rounds.SHEET_FIELDS),
        Entity("score", "점수", rounds.SCORE_FIELDS),
        Entity("award", "상격", rounds.AWARD_FIELDS),
        Entity("agency_score", "기관 평가", rounds.AGENCY_SCORE_FIELDS),
        Entity("indicator", "성과지표", indicator.INDICATOR_FIELDS),
        Entity("measurement", "측정값", indicator.MEASUREMENT_FIELDS),
        Entity("comparison", "운영 전·후", indicator.COMPARISON_FIELDS),
        Entity("experiment", "실험", indicator.EXPERIMENT_FIELDS),
        Entity("budget_line", "예산 항목", budget.BUDGET_FIELDS),
        Entity("spending", "집행 내역", budget.SPENDING_FIELDS),
        Entity("dependency", "선후 관계", ()),
        Entity("office_form", "기관 서식", form.FORM_FIELDS),
        Entity("fingerprint", "공동생산 지문", proposal.FINGERPRINT_FIELDS),
    )
}


@cache
def labels_of(entity: str) -> dict[str, str]:
    """Return the Korean names of an entity's fields by their keys."""
    found = ENTITIES.get(entity)
    return {spec.key: f"{found.label}의 {spec.label}" for spec in found.fields} if found else {}
