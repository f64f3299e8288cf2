"""What a fake camera and microphones deliver: a picture that moves, and voices told apart by their pitch."""

import io
import wave
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

VISITOR_HZ = 440  # the voice at the panel
RESIDENT_HZ = 1_250  # the voice at every phone; no multiple of the other

_SIZE = (640, 480)
_FRAMES = 30  # Chromium plays a file of JPEGs at 30 a second and starts over
_RATE_HZ = 48_000
_SYLLABLE_S = 0.25  # a steady tone is noise to a noise suppressor; syllables are a voice


def write_camera(path: Path) -> Path:
    """Write a bar that crosses the picture once a second, as concatenated JPEGs."""
    with path.open("wb") as file:
        for number in range(_FRAMES):
            file.write(_draw_frame(number / _FRAMES))
    return path


def write_voice(path: Path, pitch_hz: int) -> Path:
    """Write two seconds of syllables at the pitch."""
    seconds = np.arange(2 * _RATE_HZ) / _RATE_HZ
    syllables = np.where((seconds // _SYLLABLE_S).astype(int) % 2 == 0, 1.0, 0.05)
    samples = 0.5 * syllables * np.sin(2 * np.pi * pitch_hz * seconds)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(_RATE_HZ)
        file.writeframes((samples * 32_767).astype("<i2").tobytes())
    return path


def _draw_frame(part: float) -> bytes:
    image = Image.new("RGB", _SIZE, (70, 90, 120))
    draw = ImageDraw.Draw(image)
    draw.ellipse((240, 120, 400, 320), fill=(224, 184, 150))  # somebody is there
    draw.rectangle((200, 320, 440, 480), fill=(40, 60, 90))
    left = round(part * _SIZE[0])
    draw.rectangle((left, 0, left + 80, _SIZE[1]), fill=(250, round(255 * part), 40))
    encoded = io.BytesIO()
    image.save(encoded, "JPEG", quality=70)
    return encoded.getvalue()


def show_to_camera(png: bytes, path: Path) -> Path:
    """Write what a phone's camera sees of a screen with the picture, as concatenated JPEGs."""
    scene = Image.new("RGB", (640, 480), (120, 110, 100))
    code = Image.open(io.BytesIO(png)).convert("RGB").resize((300, 300))
    scene.paste(code.rotate(4, fillcolor=(255, 255, 255)), (170, 90))
    encoded = io.BytesIO()
    scene.save(encoded, "JPEG", quality=80)
    path.write_bytes(encoded.getvalue() * 30)
    return path
