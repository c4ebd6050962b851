"""Large files are read in a process of their own, whose memory and time are bounded."""
