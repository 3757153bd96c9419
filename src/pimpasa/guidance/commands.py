"""`pimpasa guide`: the same answer as on the page, without a database."""

import json
from datetime import date
from typing import NoReturn

import click

from pimpasa.foundation.content import load_library
from pimpasa.foundation.rules import (
    ContradictionError,
    Fact,
    Guide,
    IncompleteAnswerError,
    NoRuleInForceError,
    Office,
    Question,
    UnknownAnswerError,
)

from .answers import Answer, answer_for
from .offices import known_offices, office_of
from .plain import answer_text, question_text

ANSWER_INVALID = 1


class Day(click.ParamType[date]):
    name = "YYYY-MM-DD"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return value if isinstance(value, date) else date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} bukan tanggal. Tulis seperti 2024-11-04.", param, ctx)


@click.command()
@click.argument("name")
@click.option("--answer", "-a", "given", multiple=True, metavar="QUESTION=OPTION", help="Boleh berkali-kali.")
@click.option("--on", "day", type=Day(), help="Hari yang ditanyakan; bawaan: hari ini.")
@click.option("--office", "office_code", help="Kode kantor imigrasi, misalnya kanim-malang.")
@click.option("--json", "as_json", is_flag=True, help="Satu objek JSON.")
def guide(name: str, given: tuple[str, ...], day: date | None, office_code: str | None, as_json: bool) -> None:
    """Jawaban panduan NAME (paspor, kerja), atau pertanyaan berikutnya."""
    found = _guide(name)
    answers = _answers(found, given)
    office = _office(office_code)
    try:
        answer = answer_for(name, answers, day or date.today(), office)
    except UnknownAnswerError as error:
        raise click.BadParameter(_unknown(error), param_hint="--answer") from error
    except IncompleteAnswerError as error:
        raise click.BadParameter(f"{error.question}: pilih paling sedikit {error.at_least}.") from error
    except ContradictionError as error:
        refuse("contradiction", error.text["id"], as_json, questions=list(error.questions))
    except NoRuleInForceError as error:
        text = f"Tidak ada aturan untuk {error.day}. Panduan ini menjawab sejak {error.first}."
        refuse("no_rule_in_force", text, as_json, first_day=error.first.isoformat())
    click.echo(json.dumps(as_data(answer), ensure_ascii=False) if as_json else _for_people(answer))


def _guide(name: str) -> Guide:
    guides = load_library().guides
    if name not in guides:
        raise click.BadParameter(f"{name!r} tidak ada. Panduan: {', '.join(guides)}.", param_hint="NAME")
    return guides[name]


def _office(code: str | None) -> Office | None:
    if code is None:
        return None
    office = office_of(code)
    if office is None:
        near = ", ".join(c for c in known_offices() if code.removeprefix("kanim-")[:4].lower() in c) or "lihat data/"
        raise click.BadParameter(f"kantor {code!r} tidak dikenal. Mungkin: {near}.", param_hint="--office")
    return office


def _answers(found: Guide, given: tuple[str, ...]) -> dict[str, object]:
    answers: dict[str, object] = {}
    for pair in given:
        question, sign, option = pair.partition("=")
        if not sign:
            raise click.BadParameter(f"{pair[:80]!r}: tulis pertanyaan=pilihan.", param_hint="--answer")
        known = found.by_question.get(question)
        if known and known.many:
            before = answers.get(question, ())
            answers[question] = (*(before if isinstance(before, tuple) else ()), *option.split(","))
        elif answers.get(question, option) != option:
            raise click.BadParameter(f"{question} dijawab dua kali dengan isi berbeda.", param_hint="--answer")
        else:
            answers[question] = option
    return answers


def _unknown(error: UnknownAnswerError) -> str:
    what = "pertanyaan" if error.option is None else f"{error.question}: pilihan"
    return f"{what} {(error.option or error.question)[:80]!r} tidak ada. Yang ada: {', '.join(error.known)}."


def refuse(code: str, text: str, as_json: bool, **more: object) -> NoReturn:
    click.echo(json.dumps({"error": code, "message": text, **more}, ensure_ascii=False) if as_json else text)
    raise SystemExit(ANSWER_INVALID)


def _for_people(answer: Answer) -> str:
    return question_text(answer) if answer.walk.question else answer_text(answer)


def as_data(answer: Answer) -> dict[str, object]:
    """The answer as plain data, for `--json`."""
    walk, cost = answer.walk, answer.cost
    return {
        "guide": walk.compiled.guide.id,
        "on": answer.day.isoformat(),
        "office": answer.office.code if answer.office else None,
        "office_pattern": walk.compiled.pattern,
        "content_version": load_library().version,
        "guide_version": walk.compiled.guide.fingerprint,
        "complete": walk.question is None,
        "answers": {name: list(options) for name, options in walk.answers.items()},
        "implied": walk.implied,
        "question": _question_data(walk.question) if walk.question else None,
        "totals": [
            {"amount": t.amount, "currency": t.currency, "base": t.base.id, "without_waiver": t.without_waiver}
            for t in (cost.totals if cost else ())
        ],
        "disputed": bool(cost and cost.is_disputed),
        "facts": [fact_data(fact) for fact in answer.facts],
        "sources": {source.id: f"{source.number} {source.title}".strip() for source in answer.sources},
        "silent_kinds": {kind.value: first.isoformat() for kind, first in answer.silent_kinds.items()},
    }


def _question_data(question: Question) -> dict[str, object]:
    options = [{"id": option.id, "text": option.text} for option in question.options]
    return {"id": question.id, "text": question.text, "many": question.many, "options": options}


def fact_data(fact: Fact) -> dict[str, object]:
    start, end = fact.period.start, fact.period.end
    return {
        "id": fact.id,
        "kind": fact.kind.value,
        "about": fact.about,
        "text": fact.text,
        "more": fact.more,
        "amount": fact.amount,
        "currency": fact.currency if fact.kind.value == "fee" else None,
        "adds": fact.adds,
        "waives": fact.waives,
        "one_of": fact.one_of,
        "dispute": fact.dispute,
        "status": fact.status.value,
        "confidence": fact.confidence,
        "source": fact.source,
        "article": fact.article,
        "from": start.isoformat() if start else None,
        "until": end.isoformat() if end else None,
        "review_by": fact.review_by.isoformat() if fact.review_by else None,
    }
