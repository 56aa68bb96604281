"""Reads a calendar file of folio with two parsers that are not folio's, and compares it with folio's own lists.

    check.py FOLIO BOOK

FOLIO is the program, BOOK a demo book of the day 2026-11-24. Needs the packages icalendar and vobject.
"""

import datetime
import json
import os
import subprocess
import sys

import icalendar
import vobject

NOW = "2026-11-24T09:02Z"
TODAY = datetime.date(2026, 11, 24)
ENDS = {"Renewal": "-end@folio", "Cancel-by": "-cancel-by@folio", "Task": "-task@folio"}


def folio(program, book, *args):
    """What folio writes to stdout, as bytes."""
    env = {"HOME": os.path.dirname(book), "FOLIO_NOW": NOW, "TZ": "UTC", "PATH": "/usr/bin:/bin"}
    env["XDG_CONFIG_HOME"] = os.path.join(os.path.dirname(book), "config")
    run = subprocess.run([program, "--db", book, *args], env=env, capture_output=True, check=False)
    assert run.returncode == 0, (args, run.stderr.decode())
    return run.stdout


def day_of(value):
    """The day of a DATE or of a DATE-TIME in UTC."""
    return value.date() if isinstance(value, datetime.datetime) else value


def by_icalendar(data):
    """Items by UID: category, day, summary, sequence."""
    calendar = icalendar.Calendar.from_ical(data)
    assert not calendar.errors, calendar.errors
    items = {}
    for item in calendar.walk():
        if item.name not in ("VEVENT", "VTODO"):
            continue
        assert not item.errors, item.errors
        uid = str(item["UID"])
        assert uid not in items, uid
        start = item["DTSTART"] if item.name == "VEVENT" else item["DUE"]
        if isinstance(start.dt, datetime.datetime):
            assert start.dt.utcoffset() == datetime.timedelta(0), uid
        category = str(item["CATEGORIES"].cats[0])
        items[uid] = (category, day_of(start.dt), str(item["SUMMARY"]), int(item["SEQUENCE"]))
    return items


def by_vobject(data):
    """The same items, read by the other parser."""
    calendar = vobject.readOne(data.decode())
    items = {}
    for item in calendar.components():
        start = item.dtstart if item.name == "VEVENT" else item.due
        day = day_of(start.value)
        summary = item.summary.value
        items[item.uid.value] = (item.categories.value[0], day, summary, int(item.sequence.value))
    return items


def days(lines, field):
    """The days to come of a field of some lines, sorted."""
    found = (datetime.date.fromisoformat(line[field]) for line in lines if line[field])
    return sorted(day for day in found if day >= TODAY)


def main():
    program, book = (os.path.abspath(path) for path in sys.argv[1:3])
    renewals = json.loads(folio(program, book, "renewals", "--days", "36500", "--json"))["items"]
    tasks = json.loads(folio(program, book, "tasks", "--all", "--json"))["items"]
    want = {"Renewal": days(renewals, "term_end"), "Cancel-by": days(renewals, "cancel_by"), "Task": days(tasks, "due")}
    for flags in ([], ["--todo"]):
        data = folio(program, book, "export", "ics", *flags)
        assert data == folio(program, book, "export", "ics", *flags), "the same book is the same file"
        lines = data.split(b"\r\n")
        assert lines[-1] == b"" and all(0 < len(line) <= 75 for line in lines[:-1])
        items = by_icalendar(data)
        assert items == by_vobject(data), "both parsers read the same"
        for category, end in ENDS.items():
            own = {uid: item for uid, item in items.items() if item[0] == category}
            assert all(uid.endswith(end) for uid in own), category
            found = sorted(item[1] for item in own.values())
            assert found and found == want[category], (category, len(found), len(want[category]))
            print(f"{category}{' '.join(['', *flags])}: {len(found)} items, days as in folio's list")
    names = {line["account"] for line in renewals}
    for uid, (category, _, summary, _) in items.items():
        assert category == "Task" or any(name in summary for name in names), (uid, summary)


if __name__ == "__main__":
    main()
