"""역할·가명 칸에 적힌 이름: a column for roles and pseudonyms that holds names of persons is masked.

Registers of offices write who proposed something; the field takes a role or a pseudonym, never a name.
Whoever is to be named is a 참여자 and linked as such.
"""

import re
from collections.abc import Collection

from app.domain.choices import ActorKind, Role
from app.domain.hangul import fold
from app.domain.privacy.masks import mask_name

_FAMILIES = (
    "김이박최정강조윤장임한오서신권황안송류전홍유고문양손배백허남심노하곽성차주우구민나진지엄채원천방공현함변염"
    "여추도소석선설마길연위표명기반라왕금옥육인맹제모탁국어은편용"
)
_NAME = re.compile(
    rf"((?:[{_FAMILIES}][가-힣]{{2}})|(?:(?:남궁|황보|제갈|사공|선우|독고)[가-힣]{{1,2}}))"
    r"(\s?(?:님|씨)|\s외\s?\d+[명인])?"
)
_WORD = re.compile(r"[가-힣]{2,}?(?=(?:님|씨)?(?![가-힣]))")
_ROLES = frozenset(
    word
    for words in (
        "공무원 전문가 장애인 임산부 이용자 유학생 신청자 고령자 조합원 지역민 구청장 방문객 위원장 위원회",
        "주민들 주민회 노인회 여성회 고객님 소상인 상인회 연구원 전공자 주무관 양육자 유족회 현장직 지역인",
        "소비자 여행자 기획자 도시민 구성원 노동자 지도자 교육자 예술인 문화인 전입자 남학생 여학생 소방관",
        "경찰관 상담사 운전자 공예가 기업인 기술자 기업가 변호사 강사진 안내원 서포터 유치원 조리사 주부들",
        "구민들 시설장 원주민 현지인 이주민 이장단 어르신 주민팀",
    )
    for word in words.split()
) | {fold(member.label) for kind in (ActorKind, Role) for member in kind}
"""Roles, many of which begin like a family's name."""


def without_name(text: str, roster: Collection[str] = ()) -> str:
    """Return ``text`` with the name that it is masked (홍*동 외 3명); a role or a pseudonym stays.

    ``roster`` holds names that are known to be such, folded.
    """
    word = text.strip()
    if fold(word) in _ROLES:
        return text
    if fold(word) in roster:
        return mask_name(word)
    found = _NAME.fullmatch(word)
    return mask_name(found[1]) + (found[2] or "") if found else text


def masked_names(text: str, roster: Collection[str]) -> str:
    """Return ``text`` with every name in it masked; roles, offices and pseudonyms stay.

    Beside others only names of the ``roster`` (folded) are known to be such.
    """
    whole = without_name(text, roster)
    if whole != text:
        return whole
    return _WORD.sub(lambda found: mask_name(found[0]) if fold(found[0]) in roster else found[0], text)
