import json
from contextlib import nullcontext

import pytest
from click.testing import CliRunner

from pimpasa.accounts.tests.make import make_office
from pimpasa.foundation import installation
from pimpasa.foundation.installation import commands
from pimpasa.foundation.installation.tests.make import mark_site, set_up_site
from pimpasa.regions.queries import forget_offices

pytestmark = pytest.mark.django_db
WHO = ("--operator", "Kantor Imigrasi Uji", "--contact-name", "Bagian Data", "--contact-email", "data@kantor.example")


@pytest.fixture(autouse=True)
def in_the_test_database(monkeypatch):
    monkeypatch.setattr(commands, "ready", lambda as_json: nullcontext())
    forget_offices()
    yield
    forget_offices()


def run(*words, typed=""):
    return CliRunner().invoke(commands.setup, words, input=typed)


def test_options_set_all_up_without_a_question():
    done = run(*WHO, "--retention", "imports=10", "--json")
    assert done.exit_code == 0
    answer = json.loads(done.stdout)
    assert (answer["operator"], answer["retention"]["imports"]) == ("Kantor Imigrasi Uji", 10)


def test_without_options_it_asks_and_offers_the_office_by_its_code():
    make_office()
    done = run(typed="kanim-x\n\nBagian Data\ndata@kantor.example\n\n\n")
    assert done.exit_code == 0, done.output
    assert installation.current().operator == "Kantor kanim-x"


def test_an_option_changes_only_what_it_names():
    set_up_site("Kantor Imigrasi Uji", imports=10)
    assert run("--contact-phone", "021 5550100").exit_code == 0
    site = installation.current()
    assert (site.operator, site.contact.phone, site.retention("imports")) == ("Kantor Imigrasi Uji", "021 5550100", 10)


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (("--contact-email", "bukan"), "contact_email"),
        (("--contact-phone", "nol"), "contact_phone"),
        (("--office", "tidak-ada"), "office_code"),
        (("--retention", "kucing=3"), "retention"),
    ],
)
def test_a_bad_value_is_told_by_its_field(words, field):
    done = run(*WHO, *words, "--json")
    assert done.exit_code == 1
    assert field in json.loads(done.stdout)["error"]
    assert not installation.current().is_set_up


def test_days_that_are_no_number_are_wrong_use():
    assert run(*WHO, "--retention", "imports=lama").exit_code == 2


def test_a_demonstration_is_removed_first():
    mark_site()
    done = run(*WHO)
    assert done.exit_code == 1
    assert "pimpasa demonstration remove" in done.output


def test_showing_changes_nothing():
    done = run("--show", "--json")
    assert json.loads(done.stdout)["operator"] == ""
    assert not installation.current().is_set_up


def test_shown_in_words_each_subject_has_its_reason():
    assert "imports: 30 hari" in run("--show").stdout
