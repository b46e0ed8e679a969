"""The company's logo: checked, made no larger than paper can show, and kept for the next quote."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from qd_core.errors import ConfigError

if TYPE_CHECKING:
    from reportlab.lib.utils import ImageReader

__all__ = ["Logo", "logo_of"]

_MOST_PIXELS = 40_000_000
_PRINTED_PIXELS = 800
"""At the largest size on the page this is 300 dots an inch."""


@dataclass(frozen=True, slots=True, eq=False)
class Logo:
    """A picture for reportlab and its proportion (width ÷ height)."""

    picture: ImageReader
    proportion: float

    def fitted(self, width: float, height: float) -> tuple[float, float]:
        """Width and height in points, as large as fits the box."""
        return (
            (width, width / self.proportion)
            if self.proportion > width / height
            else (height * self.proportion, height)
        )


@lru_cache(maxsize=8)
def logo_of(content: bytes) -> Logo:
    """The logo. Raises ConfigError when the bytes are no PNG or JPEG."""
    from PIL import Image, UnidentifiedImageError
    from reportlab.lib.utils import ImageReader

    wrong = ConfigError(
        "the company's logo is no PNG or JPEG picture; save it anew as PNG", key="company.logo"
    )
    try:
        with Image.open(BytesIO(content), formats=("PNG", "JPEG")) as image:
            if image.width * image.height > _MOST_PIXELS:
                raise ConfigError(
                    f"the company's logo has {image.width} × {image.height} pixels; 1200 across are plenty",
                    key="company.logo",
                )
            image.thumbnail((_PRINTED_PIXELS, _PRINTED_PIXELS))
            keep = image.convert("RGBA" if image.has_transparency_data else "RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise wrong from error
    except Image.DecompressionBombError as error:
        raise wrong from error
    return Logo(ImageReader(keep), keep.width / keep.height)
