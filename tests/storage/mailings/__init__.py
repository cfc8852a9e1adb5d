"""Mailings."""
