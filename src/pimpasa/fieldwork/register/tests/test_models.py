from importlib import import_module

import pytest
from django.apps import apps

from pimpasa.fieldwork.register.models import OtherProgramme

pytestmark = pytest.mark.django_db


def test_the_three_known_programmes_are_there_from_the_start():
    OtherProgramme.objects.all().delete()  # tests with real commits may have emptied the table before
    import_module("pimpasa.fieldwork.migrations.0001_register").name_programmes(apps, None)
    assert {str(one) for one in OtherProgramme.objects.all()} == {"Desa Migran Emas", "Desmigratif", "Desbumi"}
