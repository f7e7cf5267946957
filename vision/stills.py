"""A still from a recorded segment: the frame shown at one moment, as JPEG."""

from vision.frames import Video, to_jpeg


def still_at(webm: bytes, *, offset_s: float, width_px: int = 480) -> bytes:
    """The frame `offset_s` after the first, at most `width_px` on its longer side, as JPEG.

    Raises:
        UnreadableMedia: the bytes hold no frame that can be decoded.
    """
    with Video(webm, side_px=width_px, every_frame=True) as video:
        return to_jpeg(video.frame_at(offset_s).bgr, quality=82)
