"""Whole outcomes of the passport guide a second, beside OpenFisca on the same rules, answers and machine.

OpenFisca gets a tax-benefit system made from the guide: each question is an input variable, each fact in force that
day a boolean variable whose formula is the fact's condition (each answer read once, by table), and the total sums the
fees that hold. For every person a simulation is filled and all facts and the total are calculated, as our walk gives
them all. OpenFisca is made for many persons at once, so a batch of a thousand is shown too. Both must agree on every
outcome, or nothing is measured.
"""

import time
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice, product
from typing import Any

import numpy
from openfisca_core import entities, periods
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from bench.figures import Figure, faster_than
from pimpasa.foundation.folders import shipped
from pimpasa.foundation.rules import CompiledGuide, Fact, Kind, RulesError, load_guide
from pimpasa.foundation.rules.conditions import assigned
from pimpasa.foundation.rules.walker import values_of

DAY, MONTH = date(2026, 11, 24), periods.period("2026-11")
FIRST = {"place": "indonesia", "citizenship": "birth", "need": "first", "book": "electronic"}
VARIED = {
    "age": ("17-20", "21-60", "61+"),
    "purpose": ("travel", "umrah", "student"),
    "years": ("5", "10"),
    "same_day": ("no", "yes"),
    "id_card": ("ktp", "suket", "digital"),
}
SECONDS = 2.0


def main() -> list[Figure]:
    compiled = load_guide(shipped("content") / "guides" / "paspor").on(DAY)
    people = list(islice(situations(compiled), 100))
    facts = [fact for section in compiled.sections for fact in section.facts]
    system = system_of(compiled, facts)
    agree(compiled, system, facts, people)
    ours = rate(lambda person: compiled.walk(person), people)
    alone = rate(lambda person: outcome(system, facts, compiled, [person]), people)
    crowd = [people[number % len(people)] for number in range(1000)]
    batch = rate(lambda _: outcome(system, facts, compiled, crowd), [crowd]) * len(crowd)
    what = f"whole passport outcomes ({len(facts)} facts)"
    return [
        faster_than(what, ours, "OpenFisca, one person a time:", alone, "/s"),
        faster_than(what, ours, "OpenFisca, a batch of 1,000:", batch, "/s"),
    ]


def situations(compiled: CompiledGuide) -> Iterator[dict[str, str]]:
    for options in product(*VARIED.values()):
        person = {**FIRST, **dict(zip(VARIED, options, strict=True))}
        try:
            if compiled.walk(person).question is None:
                yield person
        except RulesError:
            continue


def rate(work: Callable[[Any], object], given: list[Any]) -> float:
    """How often the work can be done in a second, going round what is given."""
    start, count = time.perf_counter(), 0
    while time.perf_counter() - start < SECONDS:
        work(given[count % len(given)])
        count += 1
    return count / (time.perf_counter() - start)


def system_of(compiled: CompiledGuide, facts: list[Fact]) -> TaxBenefitSystem:
    person = entities.build_entity(key="person", plural="persons", label="", is_person=True)
    system = TaxBenefitSystem([person])
    common = {"entity": person, "definition_period": periods.DateUnit.MONTH}
    for name in compiled.guide.domains:
        # An answer not given must meet no condition.
        system.add_variable(variable(input_name(name), value_type=int, default_value=-1, **common))
    for fact in facts:
        system.add_variable(variable(fact_name(fact), value_type=bool, formula=formula_of(compiled, fact), **common))
    system.add_variable(variable("total", value_type=float, formula=total_of(facts), **common))
    return system


def variable(name: str, **members: object) -> type[Variable]:
    return type(name, (Variable,), members)


def formula_of(compiled: CompiledGuide, fact: Fact) -> Callable[..., Any]:
    domains = compiled.guide.domains
    condition = [
        [(name, wanted(domains[name], options)) for name, options in conjunction]
        for conjunction in assigned(fact.when, "office", compiled.pattern)
    ]
    names = {name for conjunction in condition for name, _ in conjunction}

    def formula(person: Any, period: Any) -> Any:
        answers = {name: person(input_name(name), period) for name in names}
        holds = numpy.zeros(person.count, dtype=bool)
        for conjunction in condition:
            every = numpy.ones(person.count, dtype=bool)
            for name, is_wanted in conjunction:
                every &= is_wanted[answers[name]]
            holds |= every
        return holds

    return formula


def wanted(options: tuple[str, ...], chosen: frozenset[str]) -> Any:
    """By the place of an option whether it is chosen; the last entry is for no answer, whose place is -1."""
    return numpy.array([*(option in chosen for option in options), False])


def total_of(facts: list[Fact]) -> Callable[..., Any]:
    fees = [fact for fact in facts if fact.kind is Kind.FEE and fact.amount and fact.status != "announced"]

    def formula(person: Any, period: Any) -> Any:
        return sum(person(fact_name(fee), period) * fee.amount for fee in fees)

    return formula


def outcome(system: TaxBenefitSystem, facts: list[Fact], compiled: CompiledGuide, people: list[dict[str, str]]) -> Any:
    simulation = SimulationBuilder().build_default_simulation(system, len(people))
    domains = compiled.guide.domains
    values = [values_of(compiled.guide, person) for person in people]
    for name in {name for known in values for name in known}:
        column = [domains[name].index(known[name]) if name in known else -1 for known in values]
        simulation.set_input(input_name(name), MONTH, numpy.array(column))
    found = {fact.id: simulation.calculate(fact_name(fact), MONTH) for fact in facts}
    return found, simulation.calculate("total", MONTH)


def agree(compiled: CompiledGuide, system: TaxBenefitSystem, facts: list[Fact], people: list[dict[str, str]]) -> None:
    found, _ = outcome(system, facts, compiled, people)
    for place, person in enumerate(people):
        theirs = {name for name, column in found.items() if column[place]}
        ours = {fact.id for fact in compiled.walk(person).facts}
        assert theirs == ours, f"{person}: {theirs ^ ours}"


def input_name(name: str) -> str:
    return "answer_" + name.replace(".", "_")


def fact_name(fact: Fact) -> str:
    return "fact_" + fact.id.translate(str.maketrans("-.+", "___"))
