"""What can be done to plans.

``replanning`` is imported by those who plan, and by them alone: it loads the engine and
its compiler, 70 MB that a web server does without.
"""

from headway.plan.actions.asking import ask_for_plan, change_planning

__all__ = ["ask_for_plan", "change_planning"]
