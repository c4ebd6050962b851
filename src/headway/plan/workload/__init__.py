"""People by days or weeks: how busy the plan makes them."""
