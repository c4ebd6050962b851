"""Read a backup of TickTick."""
