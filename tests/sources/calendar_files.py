"""Calendars as files: events with the people of the cast."""

from datetime import date

TODAY = date(2026, 11, 20)  # a Friday
PEOPLE = {
    "priya@acme.example": "Priya Shah",
    "priya shah": "Priya Shah",
    "tomas@acme.example": "Tomás",
    "tomás": "Tomás",
    "ana": "Ana",
}
ALICE = "ATTENDEE;CN=Alice;PARTSTAT=ACCEPTED:mailto:alice@acme.example"
PRIYA = "ATTENDEE;CN=Priya Shah:MAILTO:priya@acme.example"
TOMAS = 'ATTENDEE;CN="Tomás";PARTSTAT=ACCEPTED:mailto:tomas@acme.example'


def event(title, start="20261112T090000", *lines, uid="", minutes=30):
    end = [f"DURATION:PT{minutes}M"] if "T" in start else []
    value = f"DTSTART:{start}" if "T" in start else f"DTSTART;VALUE=DATE:{start}"
    return "\r\n".join(
        ["BEGIN:VEVENT", f"UID:{uid or title}", f"SUMMARY:{title}", value, *end, *lines, "END:VEVENT"]
    )


def ics(*events):
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *events, "END:VCALENDAR", ""]).encode()
