"""A lesson on paper: a handout, a flip chart, a sheet for the notice board. What no longer stands is left out."""
