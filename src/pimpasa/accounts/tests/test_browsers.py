import pytest
from django.urls import reverse

from pimpasa.accounts.browsers import browser_name
from pimpasa.accounts.models import OpenSession
from pimpasa.accounts.tests.make import PASSWORD, VILLAGE_A, add_posting, make_user
from pimpasa.foundation.roles import Role

ANDROID = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)"


@pytest.mark.parametrize(
    ("told", "name"),
    [
        (f"{ANDROID} Chrome/130.0.0.0 Mobile Safari/537.36", "Chrome, Android"),
        (f"{ANDROID} SamsungBrowser/26.0 Chrome/122.0.0.0 Mobile Safari/537.36", "Samsung Internet, Android"),
        (f"{WINDOWS} AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0", "Edge, Windows"),
        (f"{WINDOWS} Gecko/20100101 Firefox/132.0", "Firefox, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Version/17.5 Safari/605.1.15", "Safari, Mac"),
        ("Opera/9.80 (Android; Opera Mini/36) Presto/2.12 Version/12", "Opera, Android"),
        ("curl/8.5.0", ""),
        ("", ""),
        ("Chrome, Android", "Chrome, Android"),
    ],
)
def test_a_short_name(told, name):
    assert browser_name(told) == name


def test_only_the_short_name_is_kept(client, db):
    add_posting(make_user("sari", PASSWORD), Role.VILLAGE_AGENT, VILLAGE_A)
    typed = {"username": "sari", "password": PASSWORD}
    client.post(reverse("sign-in"), typed, headers={"user-agent": f"{ANDROID} Chrome/130.0.0.0 Mobile Safari/537.36"})
    assert OpenSession.objects.get().browser == "Chrome, Android"
