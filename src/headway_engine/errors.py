"""What the engine raises: nothing else comes out of it."""


class EngineError(ValueError):
    """The input cannot be planned; the message names the value and the remedy."""


class InvalidProblem(EngineError):
    """Arrays of a problem contradict each other: a bug of the adapter."""
