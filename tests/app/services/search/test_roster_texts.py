"""The texts of a roster keep the order of a list and take up what changed; bytes are found as letters are."""

from collections.abc import Sequence

from app.services.search.roster_texts import BLOCK, RosterTexts, Text, encoded


def _texts(*pairs: tuple[int, str]) -> RosterTexts:
    return RosterTexts((row, _text(text)) for row, text in pairs)


def _text(text: str) -> Text:
    """Return names before a semicolon, figures behind it."""
    words, _, figures = text.partition(";")
    return Text(encoded(words), encoded(figures))


def _nothing(ids: Sequence[int]) -> dict[int, Text]:
    return {}


def _found(texts: RosterTexts, *words: str) -> tuple[int, ...]:
    return texts.ids_at(texts.places_with([encoded(word) for word in words]))


def test_what_is_found_stands_in_the_order_of_the_list() -> None:
    """Only persons of the list are found, each once, in its order; all words have to stand in one text."""
    everybody = _texts((1, "가온a가온"), (2, "나래ab"), (3, "가온ab"), (9, "가온"))
    listed = everybody.ordered([9, 3, 1], (), _nothing)
    assert _found(listed, "가온") == (9, 3, 1)
    assert _found(listed, "b", "가") == (3,)
    assert _found(listed, "나래") == ()
    assert _found(listed.ordered([2, 1], (), _nothing), "a") == (2, 1)


def test_words_do_not_reach_from_one_person_to_the_next() -> None:
    """No text begins within another, whatever letters they are made of."""
    listed = _texts((1, "한"), (2, "글"), (3, "한글")).ordered([1, 2, 3], (), _nothing)
    assert _found(listed, "한글") == (3,)
    assert _found(listed, "\ud55c") == (1, 3)


def test_changed_new_and_deleted_persons_are_taken_up() -> None:
    """A fresh text takes the place of the old one, a new person has one, one that is gone has none."""
    before = _texts((1, "가"), (2, "나"), (3, "다"))
    fresh = {2: _text("하"), 7: _text("하늘")}
    asked: list[Sequence[int]] = []

    def read(ids: Sequence[int]) -> dict[int, Text]:
        asked.append(ids)
        return fresh

    after = before.ordered([7, 2, 1], {2, 3}, read)
    assert asked == [[7, 2]]
    assert _found(after, "하") == (7, 2)
    assert _found(after.ordered([1, 2, 3, 7], (), _nothing), "다") == ()


def test_half_a_letter_is_no_error() -> None:
    """What an input method leaves behind of a sign is looked for and not found."""
    assert _found(_texts((1, "가")).ordered([1], (), _nothing), "\ud83d") == ()


def test_a_roster_without_anybody_is_searched() -> None:
    """Nothing is found where nobody is."""
    assert _found(_texts().ordered([], (), _nothing), "가") == ()


def test_figures_and_words_are_found_together_in_order() -> None:
    """A word that stands in either run, or one word in each, is found once a person, in order."""
    pairs = [(row, "a가;1" if row % 2 else "나;a1") for row in range(1, 2 * BLOCK + 3)]
    listed = _texts(*pairs).ordered([row for row, _text in pairs], (), _nothing)
    assert _found(listed, "a") == tuple(row for row, _text in pairs)
    assert _found(listed, "가", "1") == tuple(row for row, _text in pairs if row % 2)
    assert _found(_texts((1, "a;가나@b")).ordered([1], (), _nothing), "나@") == (1,)


def test_packed_texts_are_opened_as_they_were() -> None:
    """Opened again they find the same in the same order, in names and in figures, and take changes up."""
    listed = _texts((1, "가온;010-12"), (2, "나래;010-34")).ordered([2, 1], (), _nothing)
    opened = RosterTexts.opened(listed.packed())
    assert _found(opened, "010") == (2, 1)
    assert _found(opened, "가온") == (1,)
    assert _found(opened.ordered([1, 2], {1}, lambda _ids: {1: _text("다솜")}), "다솜") == (1,)
