from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pimpasa.foundation import installation
from pimpasa.foundation.access import may, only_for, require
from pimpasa.foundation.installation import actions
from pimpasa.foundation.installation.forms import InstallationForm, as_typed
from pimpasa.foundation.installation.policies import CHANGE_INSTALLATION, SEE_INSTALLATION
from pimpasa.foundation.installation.queries import read
from pimpasa.foundation.retention import rules
from pimpasa.foundation.ui.caching import same_for_everybody
from pimpasa.foundation.versions import ChangedMeanwhileError


@dataclass(frozen=True)
class Kept:
    """A line of the notice: what is kept, how many days, and why no longer."""

    title: str
    days: int
    why: str


def kept_for(site: installation.CurrentInstallation) -> list[Kept]:
    return [Kept(str(rule.title), site.retention(rule.subject), str(rule.why)) for rule in rules().values()]


@require_safe
@same_for_everybody
def privacy(request: HttpRequest) -> HttpResponse:
    site = installation.current()
    return render(request, "installation/privacy.html", {"site": site, "kept": kept_for(site)})


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(SEE_INSTALLATION)
def installation_settings(request: HttpRequest) -> HttpResponse:
    """Administrators change it; auditors read it. A demonstration has nothing to set up."""
    if request.method == "POST":
        require(request.user, CHANGE_INSTALLATION)
    site = read()
    form = InstallationForm(request.POST or None, initial=as_typed(site))
    if request.method == "POST" and form.is_valid() and _saved(form, request):
        messages.success(request, _("Tersimpan. Semua halaman memakainya dalam satu menit."))
        return redirect("installation-settings")
    context = {"form": form, "site": site, "kept": kept_for(site), "may_change": may(request.user, CHANGE_INSTALLATION)}
    return render(request, "installation/settings.html", context)


def _saved(form: InstallationForm, request: HttpRequest) -> bool:
    try:
        actions.set_up(form.what(), by=request.user, version=form.cleaned_data["version"])  # type: ignore[arg-type]  # only_for lets no anonymous visitor in
    except ChangedMeanwhileError as told:
        form.show_conflict(told.current)  # type: ignore[arg-type]  # the one row
    except ValidationError as refused:
        form.take_errors(refused)
    return not form.errors
