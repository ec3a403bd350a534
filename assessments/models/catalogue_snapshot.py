"""Catalogues that results were computed with, kept word for word."""

from django.db import models


class CatalogueSnapshot(models.Model):
    """One catalogue, own values included; two results with the same one share the row."""

    sha256 = models.CharField(max_length=64, unique=True)
    version = models.CharField(max_length=20)
    document = models.BinaryField()  # JSON, compressed
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.version} {self.sha256[:8]}"
