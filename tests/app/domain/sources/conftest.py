"""A small collection of cases in our own words, in the shapes that real collections have."""

from pathlib import Path

import pytest

from app.domain.codes import Codes, load_codes

ROOT = Path(__file__).resolve().parents[4]

WIKI = """\
시험용 모음

머리말[편집]

  • 이 글은 시험을 위해 지어낸 것임

모음 사례 (해외)[편집]

마을 지도 함께 그리기 (Map Together), 덴마크, 2011[편집]

*분류 : 지자체/안전

  • 개요
- 주민이 위험한 길을 지도에 표시
-표시한 곳을 시청이 고침
  • 참여주체
- 주민, 시청
  • 사업내용 (수도 기준)
- 접수의 방법 : 앱과 전화
- 지도 공개
  • 주요 성과 또는 효과
- 신고 12% 감소
-3% 이상 줄어든 곳도 있음
  • 사이트 연결 : [3]

파일:map.png

세계 제안 광장, 전 세계[편집]

* 분류 : 중앙정부/지자체 / 일반행정

  • 목적
- 제안을 한곳에 모음

청소년 모의 법정, 2004[편집]

*분류 : 지자체/사법

모음 사례 (국내)[편집]

국민디자인단 우수사례(2014~2016)[편집]

버스 정류장 다시 보기(2015)[편집]

  • 분류 : 중앙부처/환경개선
  • 개요 : 정류장 안내판을 이용자와 함께 고침
  • 추진주체 : 국토부, 주민, 서비스디자이너
  • 주요성과 : 안내판 만족도 향상* 관련사이트 :

강변 산책길 가꾸기(2014)[편집]

  • 분류 : 지자체/ 지역개발
  • 개요 산책길 쉼터를 주민이 설계
  • 추진주체 : 전북 남원시 주민, 전문가
  • 주요성과 :
  • 관련사이트 : https://example.kr/road

민원서비스 개선 민간참여 우수사례[편집]

찾아가는 상담 창구[편집]

  • 분류 : 지자체 / 일반행정(민원)
  • 주요내용
  • 접수와 안내 : 매주 화요일 운영
  • 추진주체 : 군, 주민
  • 기타 : 2015년 상담 우수사례
  • 담당부서 : 민원과
"""


@pytest.fixture(scope="session")
def codes() -> Codes:
    """Give the code lists that the program ships."""
    return load_codes(ROOT / "resources" / "codes")


@pytest.fixture(scope="session")
def wiki() -> str:
    """Give the text of the small collection."""
    return WIKI
