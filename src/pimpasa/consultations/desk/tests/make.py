"""Builders of what the desk's tests need besides threads."""

from pimpasa.consultations.actions.private import open_private_part
from pimpasa.consultations.private.models import PrivatePart
from pimpasa.consultations.receipts.making import new_secret
from pimpasa.consultations.replies import actions
from pimpasa.consultations.replies.filling import facts_on
from pimpasa.consultations.replies.models import SavedReply
from pimpasa.consultations.tests.make import said
from pimpasa.regions.models import ImmigrationOffice


def fee_today(day) -> str:
    """A fee in force with an amount."""
    return next(name for name, fact in facts_on(day).items() if fact.amount == 650000)


def make_reply(by, body="Halo. {%s} Terima kasih.", fact="", office="kanim-x", **fields) -> SavedReply:
    text = actions.ReplyText(fields.pop("title", "Biaya paspor"), body % fact if "%s" in body else body, **fields)
    return actions.save_reply(text, ImmigrationOffice.objects.get(pk=office) if office else None, by=by)


def make_private(consultation, level="officer", text="Pak kades yang minta uang") -> PrivatePart:
    return open_private_part(consultation, level, said(text), secret=new_secret()).part
