"""Names in columns for roles and pseudonyms: masked as people write them, and nothing else."""

import pytest

from app.domain.tabular.pseudonyms import KnownWords, masked_names

_KNOWN = KnownWords({"등불지기", "이수", "나래솔"}, {"고창군", "남원시", "한국전력공사"})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("홍길동", "홍*동"),
        ("홍길동 님", "홍*동 님"),
        ("홍길동위원", "홍*동위원"),
        ("김철씨", "김*씨"),
        ("남궁별하", "남**하"),
        ("김나래 외 3명", "김*래 외 3명"),
        ("김나래외 3명", "김*래외 3명"),
        ("김나래외3인", "김*래외3인"),
        ("국민디자이너 김나래", "국민디자이너 김*래"),
        ("김나래 서비스디자이너", "김*래 서비스디자이너"),
        ("학부모 홍길동", "학부모 홍*동"),
        ("홍길동, 김영희", "홍*동, 김*희"),
        ("홍길동·김영희", "홍*동·김*희"),
        ("홍길동 김영희", "홍*동 김*희"),
        ("홍길동과 김영희", "홍*동과 김*희"),
        ("홍길동(주민대표)", "홍*동(주민대표)"),
        ("주민대표 홍길동", "주민대표 홍*동"),
        ("홍길동 주민대표", "홍*동 주민대표"),
        ("남원시 홍길동", "남원시 홍*동"),
        ("조정은", "조*은"),
        ("주민대표 조정은", "주민대표 조*은"),
        ("등불지기", "등**기"),
        ("등불지기님(주민대표)", "등**기님(주민대표)"),
        ("등불지기가 말함", "등**기가 말함"),
        ("나래솔이", "나*솔이"),
        ("이수에게 들음", "이*에게 들음"),
    ],
)
def test_a_name_among_roles_is_masked(text: str, told: str) -> None:
    """Alone, in a list, beside a role or an office, before a title; a name on file before a particle, too."""
    assert masked_names(text, _KNOWN) == told
    assert masked_names(told, _KNOWN) == told


def test_what_is_no_name_stays() -> None:
    """Roles, offices, places, pseudonyms and words of sentences are none, though many begin like a family."""
    told = (
        "공무원|장애인|주민|참여자 07|중학생 모둠|홍*동||고창군|남원시|보호자|시민안전과|기획팀|"
        "한국전력공사|선생님|이장님|주민들이|조합장|진행자|한국어 강사|이수정과|서비스 이용자|"
        "온라인 제안자|신청인|지역의 청년|공모전 참여자|처음 이사 온 신혼부부"
    )
    for text in told.split("|"):
        assert masked_names(text, _KNOWN) == text
