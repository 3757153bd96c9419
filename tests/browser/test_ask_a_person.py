"""A villager asks a person without an account, and reads the answer on another device."""

import pytest

from pimpasa.accounts.tests.make import VILLAGE_A, make_agent, make_sari
from pimpasa.consultations.actions import answering
from pimpasa.consultations.models import Consultation
from pimpasa.consultations.tests.make import said

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def words_of(one) -> str:
    return " ".join(one.page.locator(".receipt li").all_inner_texts())


@pytest.mark.parametrize("script", [True, False])
def test_from_the_question_to_the_answer_on_another_device(visitor, script):
    make_agent()
    sari = make_sari()
    asker = visitor(script=script, width=320).open(f"/tanya-orang/?desa={VILLAGE_A}")
    asker.page.fill("#q", "Tolong jelaskan zxqv itu apa ya")
    asker.page.get_by_role("button", name="Lanjut").click()
    assert asker.page.locator("input[name=pembaca]:checked").count() == 0
    asker.page.check("input[value=officer]")
    asker.page.get_by_role("button", name="Kirim").click()
    assert asker.overflow <= 0
    if script:
        assert asker.violations() == []
    receipt = words_of(asker)
    answering.answer(Consultation.objects.get(), said("Tanyakan di loket dua."), by=sari)
    other = visitor(script=script).open("/tanya-orang/buka/")
    other.page.fill("#tanda", receipt.upper())
    other.page.get_by_role("button", name="Buka").click()
    assert "Tanyakan di loket dua." in other.text
    assert receipt.split()[0] not in other.page.url
