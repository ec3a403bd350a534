"""The product's settings, with the floors' addresses beside the product's own."""

from config.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.floors"
