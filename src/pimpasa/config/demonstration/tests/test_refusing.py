import pytest
from django.core.exceptions import ValidationError

from pimpasa.accounts.tests.make import make_office, make_user
from pimpasa.config.demonstration.loading import load, load_once
from pimpasa.config.demonstration.removing import remove
from pimpasa.fieldwork.models import AssistedVillage, Decree
from pimpasa.fieldwork.register.tests.make import make_assisted_village, make_decree
from pimpasa.foundation.installation.models import Installation
from pimpasa.foundation.installation.tests.make import set_up_site

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("folder")]

REAL = {
    "account": make_user,
    "decree": make_decree,
    "village": make_assisted_village,
    "office set up": lambda: set_up_site("Kantor Uji"),
}


@pytest.mark.parametrize("make", REAL.values(), ids=REAL)
def test_it_refuses_where_anything_real_is(make):
    make()
    villages, decrees = AssistedVillage.objects.count(), Decree.objects.count()
    with pytest.raises(ValidationError) as refused:
        load()
    assert refused.value.code == "real"
    assert (AssistedVillage.objects.count(), Decree.objects.count()) == (villages, decrees)
    assert not Installation.objects.filter(is_demonstration=True).exists()


@pytest.mark.parametrize("make", REAL.values(), ids=REAL)
def test_a_first_start_leaves_real_data_alone(make):
    make()
    assert load_once() is False


def test_a_first_start_does_not_load_again_what_was_removed():
    make_office()
    # The row stays when the demonstration goes.
    Installation.objects.create()
    assert load_once() is False


def test_real_data_cannot_be_removed():
    make_user()
    with pytest.raises(ValidationError) as refused:
        remove()
    assert refused.value.code == "none"
