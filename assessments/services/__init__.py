"""One verb, one transaction; the only place where rows become the engine's plain values."""
