"""Reads certificates that people send, as far as a QR code and a PDF's own text go."""

from services.files.reading.addresses import HOST, allowed
from services.files.reading.reading import (
    Reading,
    ReadingFault,
    ReadingKind,
    ReadingLevel,
    Unreadable,
    read_certificate,
    read_link,
)

__all__ = [
    "HOST",
    "Reading",
    "ReadingFault",
    "ReadingKind",
    "ReadingLevel",
    "Unreadable",
    "allowed",
    "read_certificate",
    "read_link",
]
