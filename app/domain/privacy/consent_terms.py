"""동의를 받을 때 알릴 사항: what the law wants told of each purpose; forms print it, dialogs begin with it.

개인정보 보호법 제15조 제2항 (목적, 항목, 보유·이용 기간, 거부할 권리와 불이익), 제17조 제2항 (제공받는 자와
그 이용 목적), 제22조 (각각의 동의 사항을 구분하여 동의), 제22조의2 (14세 미만은 법정대리인).
"""

from dataclasses import dataclass

from app.domain.privacy.consent import ConsentPurpose


@dataclass(frozen=True, slots=True)
class Terms:
    """What is told of one purpose; ``required`` where nobody can take part without it."""

    purpose: ConsentPurpose
    why: str
    items: str
    refusal: str
    required: bool = False


TERMS: dict[ConsentPurpose, Terms] = {
    terms.purpose: terms
    for terms in (
        Terms(
            ConsentPurpose.COLLECTION,
            "참여자 확인, 모임 안내와 연락, 출석과 기여 기록, 제안의 처리 결과 알림",
            "이름, 소속, 전화, 전자우편, 지역, 나이대",
            "동의하지 않을 수 있습니다. 이 경우 연락과 확인을 할 수 없어 참여가 어렵습니다.",
            required=True,
        ),
        Terms(
            ConsentPurpose.PHOTO,
            "활동 모습의 기록과 결과 보고서에 싣기",
            "얼굴과 모습이 나온 사진·영상",
            "동의하지 않아도 참여할 수 있습니다. 찍지 않거나 알아볼 수 없게 가립니다.",
        ),
        Terms(
            ConsentPurpose.RECORDING,
            "면담과 모임의 내용을 정확히 옮겨 적기",
            "음성",
            "동의하지 않아도 참여할 수 있습니다. 녹음하지 않고 손으로 적습니다.",
        ),
        Terms(
            ConsentPurpose.DISCLOSURE,
            "결과 보고서와 누리집에 이름과 말씀을 싣기",
            "이름, 소속, 말씀하신 내용",
            "동의하지 않아도 참여할 수 있습니다. 이름을 가리고 싣습니다.",
        ),
        Terms(
            ConsentPurpose.PROVISION,
            "함께 일하는 기관에 알리기",
            "이름, 전화",
            "동의하지 않아도 참여할 수 있습니다. 받는 곳에서 하는 지원은 받을 수 없습니다.",
        ),
    )
}
