import pytest

from pimpasa.regions.points import Point, point_book
from pimpasa.regions.queries import nearby_offices, office_book, serving_office
from pimpasa.regions.templatetags.region_words import when_seen

ACEH_BESAR = "11.06"
CILACAP_VILLAGE = "33.01.05.2001"


def test_confirmed_and_other_offices_of_a_regency(loaded):
    serving = serving_office(ACEH_BESAR)
    assert serving.confidence == "confirmed"
    assert [row.note for row in serving.others] == ["hanya Kec. Pulo Aceh"]


def test_village_is_served_by_its_regency_and_inferred_is_said(loaded):
    serving = serving_office(CILACAP_VILLAGE)
    assert (serving.office.code, serving.confirmed) == ("kanim-cilacap", False)


def test_every_regency_has_an_office(loaded, places):
    regencies = [code for code in places.index.area_names if len(code) == 5]
    assert all(serving_office(code) for code in regencies)


def test_unknown_regency_has_none(loaded):
    assert serving_office("99.99") is None


def test_nearest_comes_first_and_known_ones_can_be_left_out(loaded):
    near = nearby_offices(CILACAP_VILLAGE, 3)
    assert near[0].office.code == "kanim-cilacap"
    assert [one.km for one in near] == sorted(one.km for one in near)
    assert nearby_offices(CILACAP_VILLAGE, 3, frozenset({"kanim-cilacap"}))[0] == near[1]


def test_no_regional_office_is_offered_as_near(loaded):
    assert not any(one.office.is_regional for one in nearby_offices(CILACAP_VILLAGE, 200))


def test_after_the_first_answer_no_query_is_made(loaded, django_assert_num_queries):
    office_book()
    with django_assert_num_queries(0):
        serving_office(CILACAP_VILLAGE)
        nearby_offices(CILACAP_VILLAGE)


def test_distance_of_known_cities():
    jakarta, surabaya = Point(-6.175, 106.827), Point(-7.257, 112.752)
    assert 655 < jakarta.km_to(surabaya) < 670


def test_points_of_village_and_area():
    assert point_book().of("33.01").latitude == pytest.approx(-7.5, abs=0.3)
    assert point_book().of(CILACAP_VILLAGE).km_to(point_book().of("33.01")) < 60
    assert point_book().of("99") is None


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        ("2025", "2025"),
        ("2025-11", "November 2025"),
        ("2016-10-28", "28 Oktober 2016"),
        ("before 2025", "sebelum 2025"),
        ("undated", "tanggal tidak diketahui"),
        ("", "tanggal tidak diketahui"),
    ],
)
def test_age_of_a_fact_is_said_plainly(as_of, said):
    assert when_seen(as_of) == said
