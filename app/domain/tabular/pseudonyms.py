"""역할·가명 칸에 적힌 이름: a column for roles and pseudonyms that holds names of persons is masked.

Registers of offices write who proposed something; the field takes a role or a pseudonym, never a name.
Whoever is to be named is a 참여자 and linked as such.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.domain.choices import ActorKind, Role
from app.domain.hangul import fold
from app.domain.privacy.common_words import COMMON_WORDS
from app.domain.privacy.masks import mask_name
from app.domain.privacy.personal_marks import AFTER_NAME

_FAMILIES = (
    "김이박최정강조윤장임한오서신권황안송류전홍유고문양손배백허남심노하곽성차주우구민나진지엄채원천방공현함변염"
    "여추도소석선설마길연위표명기반라왕금옥육인맹제모탁국어은편용"
)
_NEVER_LAST = "과팀처청측부객읍면층업점집값계력법급댁어장단터사가시님"
"""Syllables that end offices, places and trades (안전과, 기획팀, 주택가), but no given name of today."""
_NAME = re.compile(
    rf"((?:[{_FAMILIES}][가-힣][가-힣])|(?:(?:남궁|황보|제갈|사공|선우|독고)[가-힣]{{1,2}}))(?<![{_NEVER_LAST}])"
    r"(?:님|씨|위원장?|단장|대표|회장|팀장|과장|주무관|교수|박사|의원|기자|작가|선생님?|어르신|외\d*[명인]?)?"
)
_CALLED = re.compile(rf"([{_FAMILIES}][가-힣])씨")
_BETWEEN = re.compile(r"[^가-힣\w\s*]|\n| 및 |(?<=[가-힣]{3})[와과] ")
"""What stands between one who is named and the next."""
_RUN = re.compile(r"[^\W_]+")
_COUNTER = re.compile(r"외|등|\d*[명인차]?")
_TITLE = re.compile(
    ".*(?:님|씨|위원|대표|장|주무관|교수|박사|의원|기자|작가|간사|선생|어르신|주민|시민|학생|학부모|활동가|디자이너"
    "|매니저|코디네이터|퍼실리테이터)"
)
_BODY = re.compile(f".+(?:[{_NEVER_LAST}민자인원관생실국회동리군구도]|센터|아파트|마을|동네|학교|모임)")
"""What names an office, a place or a role by its end; a name behind it is somebody of it."""
_WORDS = """
공무원 전문가 장애인 임산부 이용자 유학생 신청자 고령자 조합원 지역민 위원회 주민들 주민회 노인회 여성회
소상인 상인회 연구원 전공자 주무관 양육자 유족회 현장직 지역인 소비자 여행자 기획자 도시민 구성원 노동자
지도자 교육자 예술인 문화인 전입자 남학생 여학생 소방관 경찰관 운전자 기업인 기술자 강사진 안내원 서포터
유치원 주부들 구민들 원주민 현지인 이주민 어르신 진행자 기록자 안내자 주최자 주관자 공동체 한부모 어린이
이해자 임차인 임대인 신입생 공연자 방문자 이재민 지킴이 도우미 도민들 시민들 국민들 기획실 홍보실 민원실
지원실 정책실 안내소 연구소 상담소 도서관 문화원 문화관 기념관 교육원 연수원 방송국 우체국 소방서 경찰서
소모임 공모전 이야기 나들이 소식지 도시락 인터뷰 전라도 경상도 강원도 제주도 경기도 어머니 아버지 할머니
도의원 구의원 어업인 임업인 장려상 우수상 제안자 하숙생 신청인 민원인 고소인 방청인 진술인 조사원 조사자
한살림 구직자 이직자 노점상 배달원 운영자 운영진 강연자 원어민 이수자 수강생 수강자 교육생 연수생 정규직
지원자 설계자 연구자 성직자 기부자 기증자 조력자 조언자 조정자 추천인 추천자 국가직 지방직 공무직 고문단
홍보원 편집자 제보자 제작자 인솔자 선정자 현업자 기술인 공급자 문의자 심의원 선생 이장 강사 주인 원장
조장 고객 기사 통장 반장 시장 군수 국장 실장 과장 계장 팀장 단장 대표 이사 교수 박사 의원 기자 작가
간사 학생 기관 기업 농민 상인 시민 도민 구민 노인 여성 남성 위원 이웃 진행 사회 부모
"""
_ROLES = frozenset(_WORDS.split()) | {fold(member.label) for kind in (ActorKind, Role) for member in kind}
"""Roles, many of which begin like a family's name."""


@dataclass(frozen=True)
class KnownWords:
    """What is known of words, folded: ``people`` are names of persons, ``bodies`` of offices and places."""

    people: Collection[str] = frozenset()
    bodies: Collection[str] = frozenset()

    def is_word(self, text: str) -> bool:
        """Tell whether ``text`` names a role, an office or a place, and so nobody."""
        return text in _ROLES or text in self.bodies

    def name_in(self, word: str) -> str:
        """Return the name on file with which a word begins, before a title or a particle."""
        for length in self._lengths:
            name = word[:length]
            if fold(name) in self.people and AFTER_NAME.match(word, length) and not self.is_word(name):
                return name
        return ""

    @cached_property
    def _lengths(self) -> Sequence[int]:
        return sorted({len(name) for name in self.people if len(name) > 1}, reverse=True)


NOBODY = KnownWords()


def masked_names(text: str, known: KnownWords = NOBODY) -> str:
    """Return ``text`` with every name in it masked (홍*동 외 3명, 주민대표 홍*동); all else stays.

    Names are those on file, and words built like one that stand alone or beside a role, an office or a title.
    """
    whole = text.strip()
    if fold(whole) in known.people and not known.is_word(fold(whole)):
        return mask_name(whole)
    parts, place = [], 0
    for start, name in _named(text, known):
        parts += [text[place:start], mask_name(name)]
        place = start + len(name)
    return "".join([*parts, text[place:]])


def _named(text: str, known: KnownWords) -> Iterator[tuple[int, str]]:
    """Yield every name of ``text`` and where it stands."""
    start = 0
    for end, behind in [*(found.span() for found in _BETWEEN.finditer(text)), (len(text), len(text))]:
        runs = [run for run in _RUN.finditer(text, start, end) if not _COUNTER.fullmatch(run[0])]
        words = [run[0] for run in runs]
        for place, run in enumerate(runs):
            name = known.name_in(run[0]) or _built_name(words, place, known)
            if name:
                yield run.start(), name
        start = behind


def _built_name(words: Sequence[str], place: int, known: KnownWords) -> str:
    """Return the name of somebody who is not on file, where a word is built like one, else nothing."""
    name = _built(words, place, known)
    if not name or len(words) == 1:
        return name
    if place + 1 < len(words):
        return name if _TITLE.match(words[place + 1]) or _built(words, place + 1, known) else ""
    before = words[place - 1]
    is_some = _TITLE.fullmatch(before) or _BODY.fullmatch(before) or known.is_word(before)
    return name if is_some or _built(words, place - 1, known) else ""


def _built(words: Sequence[str], place: int, known: KnownWords) -> str:
    """Return the name that a word is built like; one with a particle (지역의 청년) has another behind it."""
    word, goes_on = words[place], place + 1 < len(words)
    for end in range(2 if goes_on else len(word), len(word) + 1):
        if (known.is_word(word[:end]) or word[:end] in COMMON_WORDS) and AFTER_NAME.match(word, end):
            return ""
    found = _NAME.fullmatch(word) or _CALLED.fullmatch(word)
    return found[1] if found else ""
