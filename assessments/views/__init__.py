"""One file per screen: fetch what this user may see, validate, hand over, render."""
