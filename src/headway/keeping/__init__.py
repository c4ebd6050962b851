"""Keep what people entrusted to Headway: back up, restore, look after, hand over."""
