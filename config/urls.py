"""The doors: the product, accounts, administration, the language switch."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    path("sprache/", login_not_required(set_language), name="set_language"),
    path("konto/", include("allauth.urls")),
    path("verwaltung/", admin.site.urls),
    path("", include("assessments.urls")),
]
