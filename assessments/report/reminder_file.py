"""The reminder to measure again, for any calendar."""

from datetime import date, datetime, timedelta

from .file_text import one_line, plain
from .voice import Voice

PRODUCT = "-//Modellwahl//Modellwahl//"


def reminder_calendar(day: date, uid: str, company: str, voice: Voice, *, made: datetime) -> bytes:
    """Return one all-day entry with an alarm a week before. UTF-8 with CRLF after RFC 5545.

    uid: the same for every reminder of an assessment, so that a new date moves the old entry.
    """
    # imported here: only this download needs it
    from icalendar import Alarm, Calendar, Event

    name = voice.say(f"Modellwahl neu messen: {company}", f"Measure again: {company}")
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", made)
    event.add("sequence", int(made.timestamp()))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", one_line(name))
    event.add(
        "description",
        plain(
            voice.say(
                "Öffnen Sie die Bewertung und wählen Sie „Neu messen“. "
                "Ihre bisherigen Antworten werden übernommen.",
                "Open the assessment and choose “Measure again”. "
                "Your earlier answers are taken over.",
            )
        ),
    )
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", one_line(name))
    alarm.add("trigger", timedelta(days=-7))
    event.add_component(alarm)
    calendar = Calendar()
    calendar.add("prodid", f"{PRODUCT}{'DE' if voice.german else 'EN'}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written
