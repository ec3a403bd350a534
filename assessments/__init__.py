"""Modellwahl: which language model to source how."""
