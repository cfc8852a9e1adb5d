"""Archives as honest and as malicious people make them."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping


def packed(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of these files in this order."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return file.getvalue()


def unpacked(file: bytes) -> dict[str, bytes]:
    """What an honest ZIP holds."""
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(file: bytes, changes: Mapping[str, Callable[[bytes], bytes]]) -> bytes:
    """The same archive with some of its files made anew; a name it lacks is added, out of nothing."""
    files = unpacked(file)
    return packed(*(files | {name: change(files.get(name, b"")) for name, change in changes.items()}).items())


def patched(file: bytes, *, size: int | None = None, flags: int = 0, method: int | None = None) -> bytes:
    """The same archive, whose every header claims this size, has these flags too, names this way of packing."""
    content = bytearray(file)
    headers = ((b"PK\x03\x04", 6, 8, 22), (b"PK\x01\x02", 8, 10, 24))
    for magic, flags_at, method_at, size_at in headers:
        start = content.find(magic)
        while start >= 0:
            (old,) = struct.unpack_from("<H", content, start + flags_at)
            struct.pack_into("<H", content, start + flags_at, old | flags)
            if method is not None:
                struct.pack_into("<H", content, start + method_at, method)
            if size is not None:
                struct.pack_into("<I", content, start + size_at, size)
            start = content.find(magic, start + 4)
    return bytes(content)


def overlapping(kernel: bytes, times: int) -> bytes:
    """One packed file under many names: each entry of the directory points to the same bytes."""
    once = packed(("kernel", kernel))
    start = once.index(b"PK\x01\x02")
    end = once.index(b"PK\x05\x06")
    directory = b"".join(once[start : start + 46] + f"k{number:05}".encode() for number in range(times))
    return (
        once[:start] + directory + once[end : end + 8] + struct.pack("<HHIIH", times, times, len(directory), start, 0)
    )


def with_raw_name(name: bytes, content: bytes, extra: bytes = b"") -> bytes:
    """A ZIP whose one file is named in an old code page, not marked as UTF-8."""
    holder = "x" * len(name)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        info = zipfile.ZipInfo(holder)
        info.extra = extra
        archive.writestr(info, content)
    return file.getvalue().replace(holder.encode(), name)
