"""The judges of the exercises, a module a notebook; `helpers.exercises` finds them by number."""
