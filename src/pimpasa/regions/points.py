"""Where regions lie, roughly: one point per village and regency, read once from the data file."""

from array import array
from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from pimpasa.foundation.folders import shipped
from pimpasa.regions.data_files import POINTS, DataFolder
from pimpasa.regions.gazetteer import Gazetteer, gazetteer

EARTH_RADIUS_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Point:
    latitude: float
    longitude: float

    def km_to(self, other: "Point") -> float:
        """Straight-line distance; the way by road or sea is longer."""
        height = radians(other.latitude - self.latitude)
        width = radians(other.longitude - self.longitude)
        squares = (
            sin(height / 2) ** 2 + cos(radians(self.latitude)) * cos(radians(other.latitude)) * sin(width / 2) ** 2
        )
        return 2 * EARTH_RADIUS_KM * asin(sqrt(squares))


class PointBook:
    """Points of all villages (as compact numbers) and regencies."""

    def __init__(self, data: DataFolder, places: Gazetteer) -> None:
        self._places = places
        self._latitudes = array("f", bytes(4 * len(places.index.codes)))
        self._longitudes = array("f", self._latitudes)
        self._areas: dict[str, Point] = {}
        for _, (code, latitude, longitude) in data.rows(POINTS, "code lat lon"):
            self._put(code, float(latitude), float(longitude))

    def _put(self, code: str, latitude: float, longitude: float) -> None:
        number = self._places.index.number(code) if len(code) == 13 else None
        if number is not None:
            self._latitudes[number], self._longitudes[number] = latitude, longitude
        elif len(code) <= 5:
            self._areas[code] = Point(latitude, longitude)

    def of(self, code: str) -> Point | None:
        """The point of a village, a regency or a province."""
        number = self._places.index.number(code)
        if number is not None:
            return Point(self._latitudes[number], self._longitudes[number])
        return self._areas.get(code[:5])


@lru_cache(1)
def point_book() -> PointBook:
    return PointBook(DataFolder(shipped("data")), gazetteer())
