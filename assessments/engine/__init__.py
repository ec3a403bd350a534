"""The decision engine: values in, values out; no clock, no files, no network, no database."""
