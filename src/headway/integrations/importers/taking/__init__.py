"""Take what a file says over into a workspace, in short steps."""
