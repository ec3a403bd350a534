"""Mails to invited people; what is in them is worded in the invitation's language."""

from django.core.mail import send_mail
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.models import Invitation


def send(invitation: Invitation, address: str, *, reminder: bool = False) -> bool:
    """Send the link to the person's address; False where there is none or it cannot be sent.

    address: the link with its secret. It stands in this mail and nowhere else.
    """
    if not invitation.email:
        return False
    with translation.override(invitation.language):
        subject, text = _words(invitation, address, reminder=reminder)
        sent = send_mail(subject, text, None, [invitation.email], fail_silently=True)
    if sent:
        moment = {"reminded_at" if reminder else "sent_at": timezone.now()}
        Invitation.objects.filter(pk=invitation.pk).update(**moment)
    return bool(sent)


def _words(invitation: Invitation, address: str, *, reminder: bool) -> tuple[str, str]:
    company = invitation.assessment.company
    who = company.organisation.name
    subject = _("Reminder: your view of %s") if reminder else _("Your view of %s is wanted")
    lines = [
        invitation.greeting,
        _("%(who)s asks you about %(company)s.") % {"who": who, "company": company.name},
        _("This new link takes the place of the earlier one; your answers are kept.")
        if reminder
        else _("You need no account. You can stop at any time and go on by the same link."),
        address,
        _("The link works until %s.") % date_format(invitation.ends_on, "DATE_FORMAT"),
    ]
    return subject % company.name, "\n\n".join(str(line) for line in lines if line)
