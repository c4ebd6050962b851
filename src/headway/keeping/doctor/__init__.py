"""Look an installation over; nothing is changed."""
