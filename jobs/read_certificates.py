"""Reads batches of certificates, and asks addresses anew that did not answer before."""

from __future__ import annotations

from services.services import Services

EVERY = 5


async def run(services: Services) -> None:
    await services.certification.batches.read_all()
    await services.certification.certificates.check_again()
