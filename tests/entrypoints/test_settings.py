"""What an operator sets: by the environment, checked, and what follows from it."""

from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from proctor_server.entrypoints.settings import Settings
from proctor_server.ingest.sockets import PortRange
from proctor_server.ingest.turn import TurnServer


def test_the_environment_sets_what_it_names(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SYNAQ_DATA", str(tmp_path))
    monkeypatch.setenv("SYNAQ_PORT", "9001")
    monkeypatch.setenv("SYNAQ_HTTPS", "true")
    monkeypatch.setenv("SYNAQ_ICE_ADDRESSES", "10.0.0.1, 127.0.0.1,")
    settings = Settings()
    assert (settings.data, settings.port, settings.https) == (tmp_path, 9001, True)
    assert settings.addresses == ("10.0.0.1", "127.0.0.1")
    assert settings.database == f"sqlite+aiosqlite:///{tmp_path}/synaq.sqlite"
    assert settings.recordings == tmp_path / "recordings"


def test_what_is_given_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYNAQ_PORT", "9001")
    assert Settings(port=9002).port == 9002


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"),
        ("PORT", "x"),
        ("PORT", "70000"),
        ("N_ANALYSIS_WORKERS", "0"),
        ("HTTPS", "ja"),
        ("UDP_PORTS", "50-40"),
        ("UDP_PORTS", "x"),
        ("UDP_PORTS", "1-70000"),
        ("INGEST", "there"),
    ],
)
def test_a_setting_that_makes_no_sense_is_refused(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"SYNAQ_{name}", value)
    with pytest.raises(ValidationError):
        Settings()


def test_where_media_comes_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert (Settings().ports, Settings().turn, Settings().ingest) == (None, None, "here")
    monkeypatch.setenv("SYNAQ_UDP_PORTS", "40000-40999")
    monkeypatch.setenv("SYNAQ_INGEST", "nodes")
    monkeypatch.setenv("SYNAQ_TURN_URLS", "turn:t?transport=udp, turns:t:443?transport=tcp")
    assert Settings().turn is None, "without the secret there are no passwords"
    monkeypatch.setenv("SYNAQ_TURN_SECRET", "shared")
    monkeypatch.setenv("SYNAQ_TURN_HOURS", "2")
    settings = Settings(data=tmp_path)
    assert settings.ports == PortRange(40_000, 40_999)
    assert settings.turn == TurnServer(
        ("turn:t?transport=udp", "turns:t:443?transport=tcp"), "shared", timedelta(hours=2)
    )
    assert settings.node_token() == settings.node_token()
    assert (tmp_path / "node_token").stat().st_mode & 0o777 == 0o600


def test_the_pepper_is_made_once_and_is_its_owners(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    made = settings.pepper()
    assert len(made) == 64
    assert settings.pepper() == made
    assert (tmp_path / "pepper").stat().st_mode & 0o777 == 0o600


def test_another_pepper_gives_another_personal_number(tmp_path: Path) -> None:
    assert Settings(data=tmp_path / "a").pepper() != Settings(data=tmp_path / "b").pepper()
