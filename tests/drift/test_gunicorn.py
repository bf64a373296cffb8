"""gunicorn's own settings: it accepts them, and the operations guide names what can be set."""

import re
import sys
from pathlib import Path

from tests.drift.vaert import PROJEKT, Vaert


def test_gunicorn_accepts_the_settings_and_keeps_no_log_of_addresses(tmp_path: Path) -> None:
    vaert = Vaert(f"sqlite:///{tmp_path}/base.sqlite3", tmp_path, arbejdere=5)

    opsat = vaert.koer(Path(sys.executable).with_name("gunicorn"), "--print-config")

    vaerdier = dict(re.findall(r"^(\w+)\s+= (.*)$", opsat, re.MULTILINE))
    assert vaerdier["wsgi_app"] == "kontrakt.wsgi"
    assert vaerdier["bind"] == f"['127.0.0.1:{vaert.port}']"
    assert vaerdier["workers"] == "5"
    assert vaerdier["accesslog"] == "None"
    assert int(vaerdier["timeout"]) > 20  # SQLite's wait for its lock


def test_environment_of_gunicorn_is_documented() -> None:
    navne = re.findall(r'environ\.get\("(\w+)"', (PROJEKT / "gunicorn.conf.py").read_text(encoding="utf-8"))
    vejledning = (PROJEKT / "docs/drift.md").read_text(encoding="utf-8")

    assert navne == ["BIND", "WEB_CONCURRENCY"]
    assert [navn for navn in navne if f"`{navn}`" not in vejledning] == []
