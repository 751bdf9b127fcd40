"""Moving pictures: the frames of a timeline, each a PNG, as one GIF or MP4."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO

from PIL import Image

if TYPE_CHECKING:
    import numpy as np

FRAME_MS, LAST_MS = 1000, 3000
"""How long a frame stays in sight, and the last one."""

FPS = 10
"""Pictures a second of an MP4: enough for a step of a tenth of a second, and every player takes it."""

QUALITY_CRF = "18"
"""libx264's constant rate factor; 18 is said to look like the original (trac.ffmpeg.org, "Encode/H.264")."""

NO_FRAMES = "a moving picture needs at least one frame"

EXACT_COLOURS, MOST_COLOURS = 128, 256
MOST_LOOKED_AT = 20_000
SAMPLED_FRAMES = 8
"""Of the palette: as many colours stay as they are, as many there can be, from so many, of so many frames."""


def write_gif(frames: Iterable[bytes], file: BinaryIO, frame_ms: int = FRAME_MS, last_ms: int = LAST_MS) -> None:
    """Write frames as a GIF that begins anew for ever.

    All frames share one palette: the colours that fill most of the picture are as they are, others the nearest to them.

    Args:
        frames: PNG pictures of one size, at least one; kept in memory, as they are.
        file: Open for writing.
        frame_ms: How long each frame is in sight, milliseconds; a GIF counts in hundredths of a second.
        last_ms: How long the last one is.

    Raises:
        OSError: If the disk does not let it.
        ValueError: If there are no frames.
    """
    kept = list(frames)
    if not kept:
        raise ValueError(NO_FRAMES)
    palette = _choose_palette(kept[:: max(1, len(kept) // SAMPLED_FRAMES)])
    pictures = (_open(png).quantize(palette=palette, dither=Image.Dither.NONE) for png in kept)
    times = [frame_ms] * (len(kept) - 1) + [last_ms]
    next(pictures).save(
        file, "GIF", save_all=True, append_images=pictures, duration=times, loop=0, optimize=False, disposal=1
    )


def write_mp4(
    frames: Iterable[bytes], file: BinaryIO, frame_ms: int = FRAME_MS, last_ms: int = LAST_MS, fps: int = FPS
) -> None:
    """Write frames as an MP4 (H.264, as every browser, phone and slide programme plays it), one after the other.

    Args:
        frames: PNG pictures of one size, at least one; one is in memory at a time. A side of an odd number of pixels
            loses its last one, since H.264 has colours for pairs of pixels only.
        file: Open for writing.
        frame_ms: How long each frame is in sight, milliseconds.
        last_ms: How long the last one is.
        fps: Pictures a second.

    Raises:
        OSError: If the disk does not let it.
        ValueError: If there are no frames.
    """
    import av

    # Made in memory, where it takes little, since PyAV does not always say in its own words what a disk said.
    made = io.BytesIO()
    with av.open(made, "w", format="mp4", container_options={"fflags": "+bitexact"}) as film:
        stream = film.add_stream("libx264", rate=fps, options={"crf": QUALITY_CRF, "tune": "animation"})
        for number, picture in enumerate(_repeat(frames, frame_ms, last_ms, fps)):
            if not number:
                _describe(stream.codec_context, picture.shape)
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24").reformat(
                format="yuv420p", src_colorspace="ITU709", dst_colorspace="ITU709", dst_color_range="MPEG"
            )
            frame.pts = number
            film.mux(stream.encode(frame))
        film.mux(stream.encode())
    file.write(made.getbuffer())


def _describe(encoder: object, shape: Sequence[int]) -> None:
    """Say the size, and which colours the numbers mean (BT.709, as ITU-T H.273 numbers it), lest players guess."""
    encoder.height, encoder.width = shape[:2]
    encoder.pix_fmt = "yuv420p"
    encoder.colorspace = encoder.color_primaries = encoder.color_trc = 1
    encoder.color_range = 1


def _repeat(frames: Iterable[bytes], frame_ms: int, last_ms: int, fps: int) -> Iterator[np.ndarray]:
    """Yield each frame (height, width, 3) as often as it takes to be in sight for its time, of even sides."""
    import numpy as np

    shown = None
    times = max(1, round(frame_ms * fps / 1000))
    for png in frames:
        if shown is not None:
            yield from [shown] * times
        whole = np.asarray(_open(png))
        shown = np.ascontiguousarray(whole[: whole.shape[0] // 2 * 2, : whole.shape[1] // 2 * 2])
    if shown is None:
        raise ValueError(NO_FRAMES)
    yield from [shown] * max(1, round(last_ms * fps / 1000))


def _choose_palette(pngs: Sequence[bytes]) -> Image.Image:
    """Choose 256 colours: what fills most as it is, and of the others again and again the one farthest from them."""
    import numpy as np

    counts: Counter[tuple[int, int, int]] = Counter()
    for png in pngs:
        picture = _open(png)
        counts.update({colour: count for count, colour in picture.getcolors(picture.width * picture.height)})
    ranked = sorted(counts, key=lambda colour: (-counts[colour], colour))[:MOST_LOOKED_AT]
    colours = np.array(ranked, dtype=np.int32)
    chosen = list(range(min(EXACT_COLOURS, len(ranked))))
    away = np.full(len(ranked), np.iinfo(np.int32).max)
    for number in range(min(MOST_COLOURS, len(ranked))):
        if number == len(chosen):
            chosen.append(int(away.argmax()))
        away = np.minimum(away, ((colours - colours[chosen[number]]) ** 2).sum(axis=1))
    palette = Image.new("P", (1, 1))
    palette.putpalette(colours[chosen].astype(np.uint8).tobytes())
    return palette


def _open(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")
