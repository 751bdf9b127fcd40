"""Owns that frames become a GIF and an MP4 that last as long, look the same and are as large."""

import io

import av
import pytest
from PIL import Image, ImageDraw

from dashboard.briefing.animation import write_gif, write_mp4

LAND, RED, GREEN = (246, 244, 238), (200, 67, 43), (31, 138, 91)


def make_frame(number, size=(160, 90)):
    """A frame of thousands of colours, with a large red disc that moves and a green mark of four pixels."""
    picture = Image.new("RGB", size, LAND)
    picture.paste(Image.merge("RGB", [Image.linear_gradient("L").resize((60, 60)).rotate(90 * n) for n in (0, 1, 0)]))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((70 + 5 * number, 20, 100 + 5 * number, 50), fill=RED)
    draw.rectangle((120, 80, 121, 81), fill=GREEN)
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


@pytest.fixture
def file():
    return io.BytesIO()


def test_a_gif_has_its_frames_for_their_time_and_begins_anew(file):
    write_gif((make_frame(number) for number in range(5)), file, 400, 2000)
    gif = Image.open(file)
    assert (gif.n_frames, gif.size, gif.info["loop"]) == (5, (160, 90), 0)
    times = []
    for number in range(5):
        gif.seek(number)
        times.append(gif.info["duration"])
    assert times == [400] * 4 + [2000]


def test_colours_that_matter_are_exact_in_a_gif(file):
    write_gif([make_frame(number) for number in range(5)], file)
    gif = Image.open(file)
    for number in range(5):
        gif.seek(number)
        seen = gif.convert("RGB")
        assert [seen.getpixel(at) for at in ((85 + 5 * number, 35), (120, 80), (65, 85))] == [RED, GREEN, LAND]


def test_what_stays_as_it_is_does_not_flicker_in_a_gif(file):
    write_gif([make_frame(number) for number in range(5)], file)
    gif = Image.open(file)
    still = set()
    for number in range(5):
        gif.seek(number)
        still.add(gif.convert("RGB").crop((0, 0, 70, 90)).tobytes())
    assert len(still) == 1


def test_frames_that_are_alike_last_as_long_as_both(file):
    write_gif([make_frame(0), make_frame(0), make_frame(1)], file, 400, 2000)
    gif = Image.open(file)
    times = []
    for number in range(gif.n_frames):
        gif.seek(number)
        times.append(gif.info["duration"])
    assert sum(times) == 2800


@pytest.mark.parametrize(("size", "even"), [((160, 90), (160, 90)), ((161, 91), (160, 90)), ((160, 91), (160, 90))])
def test_a_film_lasts_as_long_as_its_frames_and_has_even_sides(file, size, even):
    write_mp4((make_frame(number, size) for number in range(4)), file, 400, 2000, fps=10)
    with av.open(io.BytesIO(file.getvalue())) as film:
        (stream,) = film.streams
        assert (stream.codec_context.name, stream.codec_context.pix_fmt) == ("h264", "yuv420p")
        assert (stream.width, stream.height) == even
        assert float(stream.duration * stream.time_base) == pytest.approx(3 * 0.4 + 2)
        assert len(list(film.decode(stream))) == 3 * 4 + 20


def test_a_film_shows_each_frame_at_its_time_in_its_colours(file):
    write_mp4((make_frame(number) for number in range(4)), file, 500, 1000, fps=10)
    with av.open(io.BytesIO(file.getvalue())) as film:
        shown = [frame.to_image() for frame in film.decode(video=0)]
    for number in range(4):
        seen = shown[5 * number + 2].getpixel((85 + 5 * number, 35))
        assert all(abs(a - b) < 12 for a, b in zip(seen, RED, strict=True))
    left = shown[17].getpixel((71, 35))
    assert all(abs(a - b) < 12 for a, b in zip(left, LAND, strict=True))


@pytest.mark.parametrize("write", [write_gif, write_mp4])
def test_the_same_frames_give_the_same_bytes(write, file):
    other = io.BytesIO()
    for each in (file, other):
        write([make_frame(number) for number in range(3)], each)
    assert len(file.getvalue()) > 1000
    assert file.getvalue() == other.getvalue()


@pytest.mark.parametrize("write", [write_gif, write_mp4])
def test_no_frames_are_a_fault(write, file):
    with pytest.raises(ValueError, match="at least one frame"):
        write([], file)
