"""Drawn pictures in place of photos: shapes, no people, and across them the word that says what they are."""

from collections.abc import Sequence
from datetime import timedelta
from io import BytesIO
from uuid import UUID

from PIL import Image, ImageDraw, ImageFont

from pimpasa.config.demonstration.dice import Dice
from pimpasa.config.demonstration.stage import MAIN, Stage
from pimpasa.fieldwork.activities.models import Activity, ActivityPhoto
from pimpasa.foundation.printing.sheets import FONTS
from pimpasa.foundation.uploads.store import name_of

WIDTH, HEIGHT = 1200, 800
NUMBER = 8
SKIES = ("#cfe3e4", "#fdf0cf", "#e3efee", "#f9e6e4")
GROUNDS = ("#7c8f5a", "#a58b5b", "#5f7f6e")
ROOFS = ("#7a1f2b", "#0b4f55", "#8a5a2b")
INK = "#1c1a17"


def draw_picture(dice: Dice) -> bytes:
    picture = Image.new("RGB", (WIDTH, HEIGHT), dice.choice(SKIES))
    canvas = ImageDraw.Draw(picture)
    canvas.rectangle((0, 520, WIDTH, HEIGHT), fill=dice.choice(GROUNDS))
    for left in (80, 460, 840):
        _draw_house(canvas, left, dice.randint(330, 420), dice.choice(ROOFS))
    font = ImageFont.truetype(FONTS / "FiraSans-Bold.ttf", 120)
    canvas.text((WIDTH / 2, 660), "PERAGAAN", font=font, fill="#fdf9f1", anchor="mm", stroke_width=6, stroke_fill=INK)
    out = BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()


def _draw_house(canvas: ImageDraw.ImageDraw, left: int, top: int, roof: str) -> None:
    canvas.rectangle((left, top, left + 280, 560), fill="#fdf9f1", outline=INK, width=4)
    canvas.polygon([(left - 30, top), (left + 140, top - 120), (left + 310, top)], fill=roof, outline=INK)
    canvas.rectangle((left + 110, 460, left + 170, 560), fill=roof)


def add_pictures(stage: Stage, activities: Sequence[Activity]) -> dict[UUID, bytes]:
    """As `add_photo`: the rows now, the files by their owner's key for whoever writes them."""
    codes = {code for code, village in stage.villages.items() if village.office_id == MAIN}
    files: dict[UUID, bytes] = {}
    for activity in [one for one in activities if one.village_id in codes][-NUMBER:]:
        at, content = activity.recorded_at + timedelta(minutes=2), draw_picture(stage.dice)
        key = stage.dice.key(at)
        photo = ActivityPhoto(
            id=key,
            activity_id=activity.matter_id,
            file=name_of(key, content),
            recorded_at=at,
            recorded_by=activity.recorded_by,
        )
        stage.ledger.add(photo)
        stage.ledger.deed(at, activity.recorded_by, "add-activity-photo", photo, activity=activity.pk, sheet=False)
        files[key] = content
    return files
