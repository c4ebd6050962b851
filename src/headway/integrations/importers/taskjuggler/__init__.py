"""Read projects of TaskJuggler (.tjp): what of its language says who does what when."""
