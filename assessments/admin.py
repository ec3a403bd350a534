"""The administration pages: organisations and who belongs to them."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest

from assessments.models import Member, Organisation, User

# Django's own classes name no row type while running; the type checker's do.
if TYPE_CHECKING:
    MembersInline = admin.TabularInline[Member, Organisation]
    OrganisationPages = admin.ModelAdmin[Organisation]
    UserPages = admin.ModelAdmin[User]
else:
    MembersInline = admin.TabularInline
    OrganisationPages = UserPages = admin.ModelAdmin


class MemberInline(MembersInline):
    """Members of one organisation."""

    model = Member
    extra = 0
    autocomplete_fields = ("user",)


@admin.register(Organisation)
class OrganisationAdmin(OrganisationPages):
    """Organisations with their members."""

    list_display = ("name", "created_at")
    search_fields = ("name",)
    inlines = (MemberInline,)


@admin.register(User)
class UserAdmin(UserPages):
    """Accounts; passwords are set by their owners, by mail."""

    list_display = ("email", "name", "is_active", "is_staff")
    search_fields = ("email", "name")
    fields = ("email", "name", "is_active", "is_staff", "is_superuser", "date_joined")
    readonly_fields = ("date_joined",)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """A new account starts without a usable password."""
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
