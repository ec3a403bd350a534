"""The catalogue: questions, rules, prices and facts, read once from `assessments/data/`."""

from .content import Catalogue
from .entries import DONT_KNOW, Text
from .reading import CatalogueError, load, read_catalogue

__all__ = ["DONT_KNOW", "Catalogue", "CatalogueError", "Text", "load", "read_catalogue"]
