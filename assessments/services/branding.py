"""How an organisation's reports look: its picture, its colour."""

import hashlib
import io
from dataclasses import dataclass

from django.db import transaction

from assessments.models import Logo, Organisation, ReportEdition

from . import members

LARGEST = 2 * 1024 * 1024  # bytes of an uploaded picture
MOST_PIXELS = 40_000_000
WIDEST, TALLEST = 1200, 600  # px of what is kept


class PictureError(ValueError):
    """The upload is no picture we can use. code: not_a_picture | too_many_pixels | too_small."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is kept: PNG, without anything else that was in the file."""

    png: bytes
    width: int
    height: int


def picture(data: bytes) -> Picture:
    """Decode an upload (PNG or JPEG) and write it anew. Raises PictureError."""
    # imported here: only this upload needs it
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise PictureError("too_many_pixels")
            if min(opened.size) < 8:
                raise PictureError("too_small")
            kept = opened.convert("RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise PictureError("not_a_picture") from error
    kept.thumbnail((WIDEST, TALLEST))
    # a transparent picture lies on white on the cover
    ground = Image.new("RGB", kept.size, "white")
    ground.paste(kept, mask=kept.getchannel("A"))
    file = io.BytesIO()
    ground.save(file, "PNG", optimize=True)
    return Picture(file.getvalue(), *kept.size)


@transaction.atomic
def save(organisation: Organisation, name: str, colour: str, made: Picture | None) -> None:
    """Set what reports carry from now on. made: a new logo; None keeps the one there is."""
    members.rename(organisation, name)
    set_colour(organisation, colour)
    if made is not None:
        set_logo(organisation, made)


@transaction.atomic
def set_logo(organisation: Organisation, made: Picture) -> Logo:
    """Put the picture on the organisation's reports; reports already made keep theirs."""
    logo, _ = Logo.objects.get_or_create(
        organisation=organisation,
        sha256=hashlib.sha256(made.png).hexdigest(),
        defaults={"png": made.png, "width": made.width, "height": made.height},
    )
    Organisation.objects.filter(pk=organisation.pk).update(logo=logo)
    return logo


def remove_logo(organisation: Organisation) -> None:
    """Let the reports to come carry the name alone; the picture stays with those made."""
    Organisation.objects.filter(pk=organisation.pk).update(logo=None)


def restore_logo(organisation: Organisation, logo: Logo) -> None:
    """Undo `remove_logo`."""
    Organisation.objects.filter(pk=organisation.pk).update(logo=logo)


def set_colour(organisation: Organisation, colour: str) -> None:
    """Set the colour of headings, "#rrggbb"; "" = ours."""
    Organisation.objects.filter(pk=organisation.pk).update(colour=colour)


def logo_of(edition: ReportEdition) -> bytes | None:
    """Return the picture an edition was made with."""
    return bytes(edition.logo.png) if edition.logo else None
