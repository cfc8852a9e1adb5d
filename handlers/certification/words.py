"""Drives and certificates in words, as several screens and messages say them."""

from __future__ import annotations

from channels.taps import Button
from content.courses import Course
from content.library import Library
from content.messages import Texts
from services.certification import (
    Certificate,
    CertificateStatus,
    Drive,
    PicturePage,
    PlaceInDrive,
    course_name,
    level_name,
)

BAR = 10
"""Signs."""


def bar(texts: Texts, certified: int, members: int) -> str:
    """A bar and the figures in words."""
    share = certified / members if members else 0.0
    full = int(share * BAR)
    return texts(
        "drives-bar",
        bar="▓" * full + "░" * (BAR - full),
        percent=int(share * 100),
        certified=certified,
        members=members,
    )


def course_button(texts: Texts, course: Course) -> Button:
    """To the course, on the portal."""
    return Button(texts.plain("drives-button-course", course=course.title), url=course.url)


def place_in_drive(texts: Texts, found: PlaceInDrive) -> str:
    """How far a body or council is in one drive."""
    figures = bar(texts, found.certified, found.members)
    return texts("drives-in-place", title=found.drive.title, due=found.drive.due_on, bar=figures)


def picture_caption(texts: Texts, drive: Drive, page: PicturePage) -> str:
    return texts(
        "drives-picture-caption",
        title=drive.title,
        summary=page.summary,
        first=page.first,
        last=page.last,
        of=page.of,
    )


def receipt(library: Library, certificate: Certificate) -> str:
    """«Accepted, № …», or what is still looked at."""
    return library.texts(
        "certificates-receipt",
        status=certificate.status.value,
        number=str(certificate.id),
        course=course_name(library, certificate.course),
        reason=certificate.reason,
        why=doubts(library.texts, certificate),
    )


def doubts(texts: Texts, certificate: Certificate) -> str:
    """Why somebody has to look at it."""
    return ", ".join(texts.plain("certificates-doubt", doubt=each.value) for each in certificate.doubts)


def describe(library: Library, certificate: Certificate, owner: str) -> str:
    """All that those who decide have to know."""
    texts, course = library.texts, course_name(library, certificate.course)
    lines = [texts("certificates-title", number=str(certificate.id), course=course)]
    if owner:
        lines.append(texts("certificates-owner", owner=owner))
    if certificate.name:
        lines.append(texts("certificates-name", name=certificate.name))
    if certificate.code:
        lines.append(texts("certificates-code", code=certificate.code))
    if certificate.issued_on:
        lines.append(texts("certificates-issued", on=certificate.issued_on))
    if certificate.level:
        lines.append(texts("certificates-level", level=level_name(texts, certificate.level)))
    if certificate.score is not None:
        lines.append(texts("certificates-score", score=certificate.score))
    if certificate.status is CertificateStatus.CHECKING:
        lines.append(texts("certificates-why", why=doubts(texts, certificate)))
    return texts.lines(lines)
