"""Every kind of record, its Korean name and its fields: what generic screens and the history read."""

from dataclasses import dataclass

from app.domain import directory, output, person, project, stage
from app.domain.fields import FieldSpec


@dataclass(frozen=True, slots=True)
class Entity:
    """One kind of record: ``key`` is the table's name, ``label`` its Korean name."""

    key: str
    label: str
    fields: tuple[FieldSpec, ...]


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
    )
}
