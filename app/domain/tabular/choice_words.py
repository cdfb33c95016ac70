"""The words by which offices call the members of the closed lists, beside their labels."""

import re
import unicodedata
from collections.abc import Mapping

from app.domain.budget import BudgetSource
from app.domain.choices import ActorKind, Choice, ProjectKind, ProjectStatus, Role
from app.domain.fields import FieldSpec
from app.domain.finding import FindingKind
from app.domain.hangul import fold
from app.domain.person import AgeBand, Gender
from app.domain.proposal import Channel, DecisionKind, FollowUp
from app.domain.session import AttendanceState, SessionKind

ChoiceWords = Mapping[str, str]
"""Folded words with the codes that they mean."""
_BRACKETS = re.compile(r"[(（\[].*?[)）\]]")
_ALIASES: Mapping[type[Choice], Mapping[Choice, str]] = {
    ActorKind: {
        ActorKind.CITIZEN: "민간인 민간 시민 주민 일반국민 일반인 도민 군민 구민 국민참여단 정책수요자",
        ActorKind.OFFICIAL: "공무원단원 담당공무원 주무관 관",
        ActorKind.DESIGNER: "디자이너 퍼실리테이터 서비스디자인전문가",
        ActorKind.EXPERT: "전문위원 교수 자문위원",
        ActorKind.STAKEHOLDER: "관계자",
    },
    Role: {
        Role.LEADER: "팀장 대표",
        Role.OFFICER: "담당 담당자 공무원 과제담당자 주무관",
        Role.FACILITATOR: "서비스디자이너 디자이너 진행자",
        Role.CITIZEN: "정책수요자 민간인 시민 주민 국민단원 일반국민",
        Role.ADVISOR: "자문위원",
    },
    ProjectStatus: {
        ProjectStatus.ACTIVE: "추진중 진행 추진 정상추진",
        ProjectStatus.DONE: "종료 완료됨 추진완료",
        ProjectStatus.STOPPED: "중지 취소 보류",
        ProjectStatus.DRAFT: "계획 예정 준비",
    },
    ProjectKind: {ProjectKind.OWN: "과제 자체과제", ProjectKind.CASE: "우수사례"},
    Gender: {Gender.FEMALE: "여 여자 f", Gender.MALE: "남 남자 m"},
    AgeBand: {AgeBand.TEENS: "10대", AgeBand.SEVENTIES: "70대 80대 80대이상 70세이상"},
    AttendanceState: {
        AttendanceState.PRESENT: "o ○ ◯ 참석 참가 출 예 y 1 √ v ✓ 현장참석 온라인참석",
        AttendanceState.LATE: "△ 지참",
        AttendanceState.ABSENT: "x × ✕ 결석 미참석 불참석 결 아니요 n 0",
    },
    SessionKind: {
        SessionKind.WORKSHOP: "워크샵 디자인워크숍",
        SessionKind.ROUNDTABLE: "주민원탁회의 원탁토론",
        SessionKind.INTERVIEW: "인터뷰 면담",
        SessionKind.FIELD: "현장방문 답사 현장답사 관찰조사",
        SessionKind.SURVEY: "설문조사",
        SessionKind.TRAINING: "사전교육",
        SessionKind.INTERIM: "중간보고 중간보고회",
        SessionKind.FINAL: "최종보고회 결과보고회",
        SessionKind.SHARING: "성과공유 성과보고회",
        SessionKind.DIALOGUE: "간담회 주민간담회",
    },
    FindingKind: {
        FindingKind.PAIN: "불편 불편사항 pain",
        FindingKind.VOICE: "인용 의견",
        FindingKind.HMW: "질문",
    },
    Channel: {
        Channel.E_PEOPLE: "국민신문고 신문고",
        Channel.CONTEST: "공모전",
        Channel.FIELD: "현장접수 방문",
        Channel.PETITION: "주민청원",
    },
    DecisionKind: {
        DecisionKind.ADOPTED: "채택 수용 반영완료",
        DecisionKind.PARTLY: "부분반영 일부채택 일부수용",
        DecisionKind.REJECTED: "불채택 불수용 반영불가",
        DecisionKind.REVIEWING: "검토 검토중임 접수",
    },
    FollowUp: {FollowUp.DONE: "시행완료 이행", FollowUp.RULE: "제도개선 조례"},
    # 시비 is left out: of a metropolitan city it is 시도비, of any other 시군구비.
    BudgetSource: {
        BudgetSource.STATE: "특별교부세 특교세 교부세 국고보조금 국고",
        BudgetSource.PROVINCE: "도비",
        BudgetSource.MUNICIPALITY: "군비 구비 시군비 자체재원 자체예산",
        BudgetSource.PRIVATE: "자부담 민간부담 후원금 기부금",
    },
}  # fmt: skip


def choice_words(spec: FieldSpec, more: Mapping[str, str] | None = None) -> ChoiceWords:
    """Return the words of a field's choices; ``more`` (folded, with codes) goes before all."""
    if spec.choices is None:
        return {}
    words: dict[str, str] = {}
    for member, aliases in _ALIASES.get(spec.choices, {}).items():
        words |= dict.fromkeys(map(folded, aliases.split()), member.value)
    for member in spec.choices:
        for word in (bare(member.label), member.label, member.value):
            words[folded(word)] = member.value
    return {**words, **(more or {})}


def folded(word: str) -> str:
    """Return a word as it is compared: full-width signs made plain, no blanks, one case."""
    return fold(unicodedata.normalize("NFKC", word)).strip(".,:;")


def bare(word: str) -> str:
    """Return a word without what stands in brackets."""
    return _BRACKETS.sub("", word).strip() or word


def code_of(words: ChoiceWords, written: str) -> str | None:
    """Return the code that ``written`` means, with or without what it has in brackets."""
    return words.get(folded(written)) or words.get(folded(bare(written)))
