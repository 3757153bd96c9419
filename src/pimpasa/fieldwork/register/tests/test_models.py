import pytest

from pimpasa.fieldwork.register.models import OtherProgramme

pytestmark = pytest.mark.django_db


def test_the_three_known_programmes_are_there_from_the_start():
    assert OtherProgramme.objects.count() == 3
