"""Saving a form by an action: what the action refuses comes back beside the fields, with all that was typed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from pimpasa.fieldwork.register.forms.base import ChangeForm, RegisterForm
from pimpasa.fieldwork.register.versions import ChangedMeanwhileError
from pimpasa.foundation.access import Action, villages_where
from pimpasa.regions.models import ImmigrationOffice

form_page = require_http_methods(["GET", "HEAD", "POST"])
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class FormPage:
    """The words around a form, and where it leads back to."""

    title: str
    submit: str
    back: str
    back_title: str
    intro: str = ""
    template: str = "fieldwork/register/form.html"
    has_files: bool = False


def answer(
    request: HttpRequest, page: FormPage, form: RegisterForm, deed: Callable[[], Any], said: str, **more: Any
) -> HttpResponse:
    """Shows the form, or does the deed and leads to what it made."""
    if request.method == "POST" and form.is_valid():
        made = attempt(form, deed)
        if made is not None:
            messages.success(request, said)
            return redirect(made)
    return render(request, page.template, {"page": page, "form": form, **more})


def attempt(form: RegisterForm, deed: Callable[[], Row]) -> Row | None:
    """What the deed made; nothing if it was refused, which the form then tells."""
    try:
        return deed()
    except ChangedMeanwhileError as told:
        assert isinstance(form, ChangeForm)
        form.show_conflict(told.current)
    except ValidationError as refused:
        form.take_errors(refused)
    return None


def own_offices(request: HttpRequest, action: Action) -> QuerySet[ImmigrationOffice]:
    """The offices for which the person may do it."""
    living = ImmigrationOffice.objects.filter(ended=False)
    return villages_where(request.user, action).limit_offices(living, "pk").order_by("name")
