"""Builders of the installation for the tests of all parts; they need the database."""

from pimpasa.foundation.installation import actions
from pimpasa.foundation.installation.actions import SetUp
from pimpasa.foundation.installation.queries import Contact

CONTACT = Contact(name="Bagian Data", email="data@kantor.example")


def what(operator="Kantor Imigrasi Uji", office_code="", contact=CONTACT, **days):
    return SetUp(operator, office_code, contact, days)


def set_up_site(operator="Kantor Imigrasi Uji", **more):
    return actions.set_up(what(operator, **more))


def mark_site():
    return actions.mark_demonstration()
