"""Counts again by hand, from every row of the tables in plain Python; shares nothing with what it checks."""

from datetime import datetime
from statistics import median
from zoneinfo import ZoneInfo

from django.db import connection

WIB = ZoneInfo("Asia/Jakarta")
REGENCIES = {"33.01": "kanim-x", "33.02": "kanim-y", "33.04": "kanim-z", "34.01": "kanim-z"}


def rows(sql: str) -> list[dict]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def in_months(moment: datetime, months: set[tuple[int, int]]) -> bool:
    local = moment.astimezone(WIB)
    return (local.year, local.month) in months


def of_place(village: str, level: str, code: str) -> bool:
    if level == "kantor":
        return REGENCIES.get(village[:5]) == code
    return level == "nasional" or village[:2] == code


class Recount:
    def __init__(self, level: str, code: str, months: set[tuple[int, int]], last_day, now: datetime) -> None:
        self.level, self.code, self.months, self.day, self.now = level, code, months, last_day, now
        self.found: dict[str, int] = {}
        self.hours: dict[str, list[float]] = {"checked": [], "acted": [], "answered": []}

    def add(self, key: str, number: int = 1) -> None:
        self.found[key] = self.found.get(key, 0) + number

    def everything(self) -> dict[str, int]:
        visited = self.activities()
        self.findings()
        self.follow_ups()
        self.questions()
        self.tests()
        self.register(visited)
        return self.found

    def activities(self) -> set[str]:
        all_rows = rows("SELECT * FROM fieldwork_activity")
        corrected = {row["replaces_id"] for row in all_rows}
        who = rows("SELECT * FROM fieldwork_activity_officers")
        people = rows("SELECT * FROM fieldwork_participantcount")
        visited = set()
        for row in all_rows:
            named = [str(one["user_id"]) for one in who if one["activity_id"] == row["id"]]
            doers = named or [str(row["recorded_by_id"])]
            mine = self.code in doers if self.level == "pimpasa" else of_place(row["village_id"], self.level, self.code)
            if row["id"] in corrected or row["is_demonstration"] or not mine:
                continue
            if not in_months(row["occurred_at"], self.months):
                continue
            visited.add(row["village_id"])
            self.add("activities")
            self.add("activities/kind/" + row["kind"])
            for what in ("topics", "tags"):
                for one in row[what]:
                    self.add(f"{what}/{one}")
            for one in (one for one in people if one["activity_id"] == row["id"]):
                for key in (
                    "participants",
                    f"participants/kind/{row['kind']}",
                    f"participants/sex/{one['sex']}",
                    f"participants/band/{one['age_band']}",
                    f"participants/cell/{one['sex']}/{one['age_band']}",
                ):
                    self.add(key, one["number"])
        return visited

    def questions(self) -> None:
        for row in rows("SELECT * FROM consultations_consultation"):
            uncounted = row["state"] in ("asked", "merged") or row["close_reason"] == "abuse" or not row["place_id"]
            if self.level == "pimpasa" or uncounted or not of_place(row["place_id"], self.level, self.code):
                continue
            if in_months(row["occurred_at"], self.months):
                self.add("questions")
                self.add("questions/first/" + (row["first_answered_by_level"] or "waiting"))
                if row["first_answered_at"]:
                    waited = row["first_answered_at"] - row["occurred_at"]
                    self.hours["answered"].append(waited.total_seconds() / 3600)

    def tests(self) -> None:
        answers, paper = rows("SELECT * FROM learning_response"), rows("SELECT * FROM learning_papertally")
        corrected = {row["replaces_id"] for row in paper}
        for kit in rows("SELECT * FROM learning_sessionkit"):
            mine = self.level != "pimpasa" and of_place(kit["village_id"], self.level, self.code)
            in_time = (kit["held_on"].year, kit["held_on"].month) in self.months
            if not mine or not in_time or kit["state"] == "cancelled" or kit["is_demonstration"]:
                continue
            people = [row["phase"] for row in answers if row["kit_id"] == kit["id"]]
            for row in paper:
                if row["kit_id"] == kit["id"] and row["id"] not in corrected:
                    people += [row["phase"]] * row["sheets"]
            self.add("sessions", 1 if people else 0)
            for phase in people:
                self.add("tested/" + phase)

    def findings(self) -> None:
        steps = sorted(rows("SELECT * FROM fieldwork_findingstep"), key=lambda step: step["version"])
        postings = rows("SELECT * FROM accounts_posting WHERE role = 'officer'")
        for row in rows("SELECT * FROM fieldwork_finding"):
            day = row["sent_at"].astimezone(WIB).date()
            if self.level == "pimpasa":
                mine = not row["past_officer"] and any(
                    str(one["user_id"]) == self.code
                    and one["area_id"] == row["village_id"]
                    and one["starts_on"] <= day
                    and (not one["ends_on"] or day <= one["ends_on"])
                    for one in postings
                )
            else:
                mine = of_place(row["village_id"], self.level, self.code)
            if not mine or row["is_demonstration"] or not in_months(row["sent_at"], self.months):
                continue
            at = {}
            for step in (step for step in steps if step["finding_id"] == row["id"]):
                at[step["to_state"]] = step["recorded_at"]
            self.finding(row, at)

    def finding(self, row: dict, at: dict[str, datetime]) -> None:
        def hours(begun: datetime, ended: datetime) -> float:
            return (ended - begun).total_seconds() / 3600

        sent, urgent, over = row["sent_at"], row["category"] == "trafficking", row["state"] in ("closed", "rejected")
        self.add("findings")
        self.add("findings/category/" + row["category"])
        self.add("findings/state/" + row["state"])
        unknown = "unneeded" if over else "waiting"
        checked = acted = unknown
        if "verified" in at:
            took = hours(sent, at["verified"]) if urgent else hours(at["submitted"], at["verified"])
            checked = "in_time" if took <= (6 if urgent else 48) else "late"
            self.hours["checked"].append(hours(sent, at["verified"]))
        if "being_handled" in at:
            took = hours(sent if urgent else at["verified"], at["being_handled"])
            acted = "in_time" if took <= (6 if urgent else 72) else "late"
            self.hours["acted"].append(hours(at["verified"], at["being_handled"]))
        self.add("findings/checked/" + checked)
        self.add("findings/acted/" + acted)
        late = row["due_at"] is not None and row["due_at"] < self.now
        self.add("findings/clock/" + ("overdue" if late else "calm"))

    def follow_ups(self) -> None:
        entries = rows("SELECT * FROM fieldwork_activity")
        corrected = {row["replaces_id"] for row in entries}
        done = {row["follow_up_id"] for row in rows("SELECT * FROM fieldwork_followupdone")}
        for row in rows("SELECT * FROM fieldwork_followup"):
            matter = row["activity_id"]
            speaking = next(
                one for one in entries if matter in (one["id"], one["first_id"]) and one["id"] not in corrected
            )
            if self.level == "pimpasa":
                mine = str(row["recorded_by_id"]) == self.code
            else:
                mine = of_place(speaking["village_id"], self.level, self.code)
            if not mine or speaking["is_demonstration"] or not in_months(row["recorded_at"], self.months):
                continue
            late = row["due_on"] < self.now.astimezone(WIB).date()
            self.add("follow_ups")
            self.add("follow_ups/" + ("done" if row["id"] in done else "overdue" if late else "open"))

    def register(self, visited: set[str]) -> None:
        officers = {row["id"]: row for row in rows("SELECT * FROM fieldwork_officer WHERE NOT is_demonstration")}
        assigned = set()
        villages = {row["id"]: row for row in rows("SELECT * FROM fieldwork_assistedvillage")}
        for row in rows("SELECT * FROM fieldwork_assignment"):
            holds = row["starts_on"] <= self.day and (not row["ends_on"] or self.day <= row["ends_on"])
            holds = holds and (not row["revoked_on"] or self.day < row["revoked_on"])
            village = villages[row["assisted_village_id"]]["village_id"]
            user = str(officers[row["officer_id"]]["user_id"])
            mine = user == self.code if self.level == "pimpasa" else of_place(village, self.level, self.code)
            if holds and mine:
                self.add("assignments")
                assigned.add(row["assisted_village_id"])
        self.villages(villages, visited, assigned)
        self.officers(officers)

    def villages(self, villages: dict, visited: set[str], assigned: set) -> None:
        at_work = set()
        changes = sorted(
            rows("SELECT * FROM fieldwork_statechange"),
            key=lambda row: (row["happened_on"], row["recorded_at"], row["id"]),
        )
        for key, row in villages.items():
            told = [
                one["to_state"]
                for one in changes
                if one["assisted_village_id"] == key and one["happened_on"] <= self.day
            ]
            here = of_place(row["village_id"], self.level, self.code)
            mine = key in assigned if self.level == "pimpasa" else here
            if row["is_demonstration"] or not mine or not told:
                continue
            self.add("villages/state/" + told[-1])
            if told[-1] in ("active", "independent"):
                at_work.add(row["village_id"])
        self.add("villages", len(at_work))
        self.add("villages/covered", len(at_work & visited))
        self.add("villages/uncovered", len(at_work - visited))
        self.add("villages_reached", len(visited))

    def officers(self, officers: dict) -> None:
        offices = {row["code"]: row for row in rows("SELECT * FROM regions_immigrationoffice")}
        held = {row["id"]: row["held_on"] for row in rows("SELECT * FROM fieldwork_inauguration")}
        links = rows("SELECT * FROM fieldwork_inauguration_officers")
        for key, row in officers.items():
            days = [held[one["inauguration_id"]] for one in links if one["officer_id"] == key]
            serving = any(day <= self.day for day in days) and (
                not row["withdrawn_on"] or row["withdrawn_on"] > self.day
            )
            province = offices[row["office_id"]]["regency_id"][:2]
            places = {"pimpasa": str(row["user_id"]), "kantor": row["office_id"], "provinsi": province}
            if serving and places.get(self.level, self.code) == self.code:
                self.add("officers")

    def median_hours(self) -> dict[str, float | None]:
        return {step: median(found) if found else None for step, found in self.hours.items()}
