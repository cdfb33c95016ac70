"""What is read beside something else is handed over, and so is what went wrong there."""

import pytest

from app.beside import Beside
from app.errors import UserError


def test_the_result_or_the_error_of_the_other_thread_is_ours() -> None:
    """An error on the other thread is raised where its result is asked for, and only there."""

    def fails() -> int:
        raise UserError("없습니다.")

    with Beside(lambda: 7) as found, Beside(fails) as failed:
        assert found.result() == 7
        with pytest.raises(UserError, match="없습니다"):
            failed.result()
