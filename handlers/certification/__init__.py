"""Certificates of a person, a coordinator's body, the staff's drives and reviews."""
