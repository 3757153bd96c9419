"""What `pimpasa doctor` says about the database."""

from pimpasa.foundation.database.diagnosis import diagnose
from pimpasa.foundation.database.supervisor import running


def levels():
    return [finding.level for finding in diagnose()]


def test_a_running_database_is_fine(home):
    with running(durable=False):
        assert set(levels()) == {"ok"}
        assert any("Dapat masuk" in finding.text for finding in diagnose())


def test_a_stopped_one_is_told_and_not_started(home):
    assert levels().count("warn") == 1
    assert "tidak sedang berjalan" in diagnose()[-1].text


def test_looking_at_an_empty_folder_makes_no_password(new_home):
    assert "error" not in levels()
    assert not (new_home / "postgres" / "password").exists()


def test_an_open_password_file_is_an_error(places):
    places.password.chmod(0o644)
    found = [finding for finding in diagnose() if finding.level == "error"]
    places.password.chmod(0o600)
    assert "pengguna lain" in found[0].text
    assert "chmod 600" in found[0].advice


def test_a_lost_password_file_is_an_error(places):
    good = places.password.read_text()
    places.password.rename(places.control / "aside")
    (places.control / "admin-password").rename(places.control / "aside-admin")
    found = [finding.text for finding in diagnose() if finding.level == "error"]
    (places.control / "aside").rename(places.password)
    (places.control / "aside-admin").rename(places.control / "admin-password")
    assert "hilang" in found[0]
    assert places.password.read_text() == good


def test_a_wrong_address_is_an_error(home, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "mysql://db.example/desa")
    assert levels()[-1] == "error"
