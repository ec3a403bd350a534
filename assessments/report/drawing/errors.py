"""What can go wrong while drawing."""


class DrawingError(Exception):
    """The figure could not be drawn; show its table and its alternative text instead."""
