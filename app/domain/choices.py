"""The closed lists of the domain: stable codes in storage, Korean labels for people.

The values are those of the classification in use since the first case collection (관, 분야, 참여
수준·방식·주체·단계, OECD 분야) and of 국민디자인단 practice (roles, stages, steps).
"""

from enum import StrEnum
from typing import Self


class Choice(StrEnum):
    """A member of a closed list: its value is the stored code, its ``label`` is what people read."""

    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        """Make a member from its stored ``code`` and its Korean ``label``."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member


class GovernmentLevel(Choice):
    """관: who on the public side leads a project."""

    CENTRAL = "central", "중앙정부"
    LOCAL = "local", "지자체"
    INSTITUTION = "institution", "공공기관"


class ServiceField(Choice):
    """분야: the one field of public service that a project belongs to."""

    WELFARE = "welfare", "사회복지"
    LIVING = "living", "생활환경개선"
    CULTURE = "culture", "문화"
    EDUCATION = "education", "교육"
    ECONOMY = "economy", "경제"
    SAFETY = "safety", "안전 및 치안"
    REGIONAL = "regional", "지역개발"
    ADMINISTRATION = "administration", "일반행정"


class OecdField(Choice):
    """OECD 분야: the functions of government (COFOG) as the case collection names them."""

    GENERAL = "general", "일반 행정"
    DEFENCE = "defence", "국방"
    ORDER = "order", "치안과 질서유지"
    ECONOMIC = "economic", "경제"
    ENVIRONMENT = "environment", "환경"
    COMMUNITY = "community", "지역개발"
    HEALTH = "health", "보건"
    CULTURE = "culture", "문화"
    EDUCATION = "education", "교육"
    PROTECTION = "protection", "사회보장"


class ParticipationLevel(Choice):
    """참여 수준: how lasting the citizens' part is."""

    ACTIVE = "active", "적극적-지속적"
    PASSIVE = "passive", "소극적-일시적"


class ParticipationMode(Choice):
    """참여 방식: what citizens do."""

    OPINION = "opinion", "의견"
    VOTE = "vote", "투표나 선택"
    COPRODUCTION = "coproduction", "공동 생산"
    CITIZEN_LED = "citizen_led", "직접 기획 생산하고 정부 지원"


class ParticipantKind(Choice):
    """참여 주체: who takes part beside the office."""

    STAKEHOLDER = "stakeholder", "직접 이해관계자"
    PUBLIC = "public", "일반 국민"
    NONPROFIT = "nonprofit", "비영리단체"
    COMPANY = "company", "기업"


class StageKind(Choice):
    """단계: the four stages of every project, in their order."""

    PLANNING = "planning", "기획"
    DESIGN = "design", "설계"
    EXECUTION = "execution", "집행"
    FEEDBACK = "feedback", "환류"

    @property
    def number(self) -> int:
        """Return the place of the stage, 1 to 4."""
        return list(StageKind).index(self) + 1


class ProjectKind(Choice):
    """구분: an office's own project, or a case collected to learn from."""

    OWN = "own", "우리 과제"
    CASE = "case", "사례"


class ProjectStatus(Choice):
    """상태 as people set it; 정체 and 관문 대기 are derived (see ``project_state``)."""

    DRAFT = "draft", "초안"
    ACTIVE = "active", "진행 중"
    DONE = "done", "완료"
    STOPPED = "stopped", "중단"


class ProjectState(Choice):
    """상태 as screens show it: the set status, or what the records say of a running project."""

    DRAFT = "draft", "초안"
    ACTIVE = "active", "진행 중"
    GATE = "gate", "관문 대기"
    STALLED = "stalled", "정체"
    DONE = "done", "완료"
    STOPPED = "stopped", "중단"


class Role(Choice):
    """역할: a person's part in one project."""

    LEADER = "leader", "단장"
    OFFICER = "officer", "과제담당"
    FACILITATOR = "facilitator", "퍼실리테이터(서비스디자이너)"
    CITIZEN = "citizen", "국민(정책수요자)"
    EXPERT = "expert", "전문가"
    STAKEHOLDER = "stakeholder", "이해관계자"
    ADVISOR = "advisor", "자문"


class ActorKind(Choice):
    """참여자 구분: what a person is, whatever the role in one project."""

    OFFICIAL = "official", "공무원"
    CITIZEN = "citizen", "국민"
    DESIGNER = "designer", "서비스디자이너"
    EXPERT = "expert", "전문가"
    STAKEHOLDER = "stakeholder", "이해관계자"


class AgencyKind(Choice):
    """기관 종류."""

    CENTRAL = "central", "중앙행정기관"
    PROVINCE = "province", "시·도"
    MUNICIPALITY = "municipality", "시·군·구"
    INSTITUTION = "institution", "공공기관"
    FOREIGN = "foreign", "해외 기관"


class CriterionKind(Choice):
    """관문 기준 종류: counted from records, or attested by a person with evidence."""

    COUNTED = "counted", "자동 점검"
    ATTESTED = "attested", "확인"


class OutputKind(Choice):
    """산출물 종류."""

    PLAN = "plan", "추진계획서"
    RESEARCH = "research", "조사·인터뷰 결과"
    STAKEHOLDER_MAP = "stakeholder_map", "이해관계자 지도"
    PERSONA = "persona", "퍼소나"
    JOURNEY = "journey", "여정지도"
    PROBLEM = "problem", "문제정의서"
    IDEA = "idea", "아이디어 모음"
    PROTOTYPE = "prototype", "시제품"
    TEST = "test", "시험 결과"
    BLUEPRINT = "blueprint", "서비스 블루프린트"
    REPORT = "report", "보고서"
    MINUTES = "minutes", "회의록"
    SURVEY = "survey", "만족도·설문 결과"
    OTHER = "other", "기타"


class Disclosure(Choice):
    """공개 구분 (공공기관의 정보공개에 관한 법률)."""

    OPEN = "open", "공개"
    PARTIAL = "partial", "부분공개"
    CLOSED = "closed", "비공개"


class ApprovalState(Choice):
    """승인 상태 of an output."""

    DRAFT = "draft", "작성 중"
    REQUESTED = "requested", "승인 요청"
    APPROVED = "approved", "승인"
