"""A copy of the database in the wrong hands tells no number, no question and no private note."""

import json
import subprocess

import pytest
from click.testing import CliRunner
from django.db import connection

from pimpasa.accounts.tests.make import make_agent, make_sari
from pimpasa.consultations.actions import asking, private
from pimpasa.consultations.commands import consultations
from pimpasa.consultations.receipts.making import new_secret
from pimpasa.consultations.tests.make import answered, make_asked, said
from pimpasa.foundation.database.clients import Client

PLANTED = ("0812-9876-5432", "081298765432", "kalimatrahasia", "catatanpribadi", "balasanpribadi", "jawabanrahasia")


def dump() -> str:
    place = dict(connection.settings_dict)
    done: subprocess.CompletedProcess[str] = Client(place).run_on(place["NAME"], "pg_dump", "--inserts")
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.django_db(transaction=True)
def test_a_dump_holds_none_of_it_in_the_clear():
    make_agent()
    sari = make_sari()
    asked = make_asked(text="Ini kalimatrahasia, nomor saya 081298765432")
    thread = asking.choose_reader(asked.consultation, "officer")
    asking.leave_contact(thread, "0812-9876-5432")
    opened = private.open_private_part(thread, "officer", said("catatanpribadi"), secret=new_secret())
    private.reply_privately(opened.part, said("balasanpribadi"), by=sari)
    answered(thread, sari, "jawabanrahasia")
    whole = dump()
    assert str(thread.pk) in whole
    kept = whole + whole.encode().hex()
    assert not [
        word for word in (*PLANTED, asked.receipt, opened.receipt) if word in kept or word.encode().hex() in kept
    ]


@pytest.mark.django_db
def test_the_command_tells_what_it_did():
    told = CliRunner().invoke(consultations, ["tend", "--json"])
    assert json.loads(told.output) == {"passed_on": 0, "closed": 0, "erased": 0}
