from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from pimpasa.accounts.access import SignedInRequest
from pimpasa.consultations.notices import actions
from pimpasa.consultations.notices.models import NoticeChoice
from pimpasa.consultations.policies import SEE_CONSULTATIONS
from pimpasa.foundation.access import only_for

Channel = NoticeChoice.Channel
HOURS = [(hour, f"{hour:02}.00") for hour in range(24)]


class NoticeForm(forms.Form):
    channel = forms.ChoiceField(label=gettext_lazy("Lewat"), widget=forms.RadioSelect)
    email = forms.EmailField(label=gettext_lazy("Alamat surel (bila lewat surel)"), required=False, max_length=200)
    quiet_from = forms.TypedChoiceField(label=gettext_lazy("Jam tenang mulai"), choices=HOURS, coerce=int, initial=20)
    quiet_until = forms.TypedChoiceField(label=gettext_lazy("Jam tenang sampai"), choices=HOURS, coerce=int, initial=6)

    def __init__(self, *args: object, **given: object) -> None:
        super().__init__(*args, **given)  # type: ignore[arg-type]  # passed on as it came
        offered = [one for one in Channel if one != Channel.EMAIL or settings.EMAIL_HOST]
        self.fields["channel"].choices = [(one.value, one.label) for one in offered]  # type: ignore[attr-defined]  # a ChoiceField
        if not settings.EMAIL_HOST:
            del self.fields["email"]

    def clean(self) -> dict[str, object]:
        given = super().clean() or {}
        if given.get("channel") == Channel.EMAIL and not given.get("email") and "email" not in self.errors:
            self.add_error("email", _("Tulis alamat surelnya."))
        return given


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@only_for(SEE_CONSULTATIONS)
def own_notices(request: SignedInRequest) -> HttpResponse:
    """Off until the person switches it on; only their own."""
    deeds = {"minta": _choose, "kode": _confirm, "matikan": _stop}
    if request.method == "POST" and (deed := deeds.get(request.POST.get("apa", ""))):
        return deed(request)
    return _page(request)


def _page(request: SignedInRequest, form: NoticeForm | None = None, code: str = "", status: int = 200) -> HttpResponse:
    choice = NoticeChoice.objects.filter(user=request.user).first()
    started = {"quiet_from": choice.quiet_from, "quiet_until": choice.quiet_until} if choice else None
    context = {"choice": choice, "form": form or NoticeForm(initial=started), "code": code}
    return render(request, "consultations/notices/own.html", context, status=status)


def _choose(request: SignedInRequest) -> HttpResponse:
    form = NoticeForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=400)
    given = form.cleaned_data
    quiet = (given["quiet_from"], given["quiet_until"])
    try:
        code = actions.choose_notices(given["channel"], email=given.get("email", ""), quiet=quiet, by=request.user)
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return _page(request, form, status=400)
    return _page(request, code="" if given["channel"] == Channel.EMAIL else code)


def _confirm(request: SignedInRequest) -> HttpResponse:
    if actions.confirm_by_code(request.POST.get("kode", ""), by=request.user):
        messages.success(request, _("Pemberitahuan sudah aktif."))
    else:
        messages.error(request, _("Kode ini tidak berlaku. Periksa angkanya, atau minta kode baru."))
    return redirect("own-notices")


def _stop(request: SignedInRequest) -> HttpResponse:
    actions.stop_notices(by=request.user)
    messages.success(request, _("Pemberitahuan dimatikan, alamatnya dihapus."))
    return redirect("own-notices")
