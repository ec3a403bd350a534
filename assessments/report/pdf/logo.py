"""The logo of an organisation as the typesetter takes it."""

import base64
import io
import logging

logger = logging.getLogger(__name__)


def logo_svg(png: bytes) -> bytes | None:
    """Return the picture wrapped into SVG; None, and a line in the log, if it cannot be read.

    The typesetter takes text files alone, and would leave a broken picture blank.
    """
    # imported here: only reports with a logo need it
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(png), formats=("PNG",)) as picture:
            picture.load()
            width, height = picture.size
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        logger.warning("printed without the logo, which cannot be read: %s", error)
        return None
    data = base64.b64encode(png).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:image/png;base64,{data}"/></svg>'
    ).encode()
