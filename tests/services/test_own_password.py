"""What will do as a password that somebody chooses: a table of what is refused, and why."""

import pytest

from proctor_server.services.errors import WeakPassword
from proctor_server.services.own_password import FEWEST_SIGNS, require_strong

FORMER = "vxkm-aefh-8734-bnnm"


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery",
        "пойыз кешікті бүгін",
        "a1b2c3d4e5f6",
        "        Ә        бес сөз",
        "x" * 8 + "abcd",
    ],
)
def test_length_and_variety_are_enough(password: str) -> None:
    require_strong(password, login="nazar.login", former=FORMER)


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("a1b2c3d4e5f", "eleven signs"),
        ("", "nothing"),
        (FORMER, "the one there was"),
        ("aaaaaaaaaaaaaaaaaaaa", "one sign"),
        ("abababababcdcdcd", "four different signs"),
        ("AbAbAbAbABcdCDcd", "four, whatever their case"),
        ("nazar.login 2026", "holds the login"),
        ("my NAZAR.LOGIN here", "holds it in capitals"),
    ],
)
def test_what_is_guessed_at_once_is_refused(password: str, why: str) -> None:
    with pytest.raises(WeakPassword):
        require_strong(password, login="nazar.login", former=FORMER)


def test_the_edge_of_the_length() -> None:
    signs = "abcdefghijklmnop"
    require_strong(signs[:FEWEST_SIGNS], login="somebody", former=FORMER)
    with pytest.raises(WeakPassword):
        require_strong(signs[: FEWEST_SIGNS - 1], login="somebody", former=FORMER)
