"""Conditions over questions, kept as *any of (all of (variable is one of these options))*.

A variable is a question, or one box of a tick list (`reason.lost`, with the options yes and no).
"""

from collections.abc import Iterable, Mapping

Options = frozenset[str]
Literal = tuple[str, Options]
Conjunction = frozenset[Literal]
Condition = frozenset[Conjunction]
Domains = Mapping[str, tuple[str, ...]]

ALWAYS: Condition = frozenset({frozenset()})
NEVER: Condition = frozenset()


def literal(variable: str, options: Iterable[str]) -> Condition:
    return frozenset({frozenset({(variable, frozenset(options))})})


def any_of(conditions: Iterable[Condition]) -> Condition:
    return _absorb(frozenset().union(*conditions))


def all_of(conditions: Iterable[Condition]) -> Condition:
    result = ALWAYS
    for condition in conditions:
        merged = (_merge(a, b) for a in result for b in condition)
        result = _absorb(frozenset(c for c in merged if c is not None))
    return result


def negated(condition: Condition, domains: Domains) -> Condition:
    """Everything the condition leaves out, given all options each variable can take."""
    return all_of(
        any_of(
            literal(variable, set(domains[variable]) - options)
            for variable, options in conjunction
            if set(domains[variable]) - options
        )
        for conjunction in condition
    )


def assigned(condition: Condition, variable: str, option: str) -> Condition:
    """What remains of the condition once the variable is known."""
    kept = []
    for conjunction in condition:
        mine = next((lit for lit in conjunction if lit[0] == variable), None)
        if mine is None:
            kept.append(conjunction)
        elif option in mine[1]:
            kept.append(conjunction - {mine})
    return _absorb(frozenset(kept))


def holds(condition: Condition, answers: Mapping[str, str]) -> bool:
    return any(all(answers.get(variable) in options for variable, options in conjunction) for conjunction in condition)


def variables(condition: Condition) -> set[str]:
    return {variable for conjunction in condition for variable, _ in conjunction}


def _merge(a: Conjunction, b: Conjunction) -> Conjunction | None:
    merged: dict[str, Options] = dict(a)
    for variable, options in b:
        both = merged.get(variable, options) & options
        if not both:
            return None
        merged[variable] = both
    return frozenset(merged.items())


def _absorb(condition: Condition) -> Condition:
    """Drop what a wider conjunction already covers, so that equal meanings mostly look equal."""
    if frozenset() in condition:
        return ALWAYS
    if len(condition) < 2:
        return condition
    return frozenset(c for c in condition if not any(o < c for o in condition))
