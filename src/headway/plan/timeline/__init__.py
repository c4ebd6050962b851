"""Where everything stands on the timeline: dates in, pixels out."""
