"""What `manage.py` offers: commands, and what several of them share."""
