"""What a project comes to: when it will be done, and what that hangs on."""
