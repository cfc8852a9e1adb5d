"""Pictures that people send: what a camera writes beside the image never reaches the staff."""

from __future__ import annotations

import io

MOST_PIXELS = 60_000_000
"""A phone's largest photo has fifty million; more is no photo but a trap."""


class NotAPicture(Exception):
    """The file cannot be read as a picture of a sensible size."""


def strip(content: bytes) -> bytes:
    """The same picture as JPEG, without place, time, camera or any other metadata. Raises NotAPicture.

    The orientation that the metadata asked for is applied first, so that it looks as it did.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError  # when staff look at a photo

    try:
        with Image.open(io.BytesIO(content)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise NotAPicture
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise NotAPicture from error
    file = io.BytesIO()
    bare = Image.new("RGB", upright.size)
    bare.paste(upright)  # only the pixels: whatever hung on the old image stays behind
    bare.save(file, "JPEG", quality=88)
    return file.getvalue()
