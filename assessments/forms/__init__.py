"""What a browser may send us."""
