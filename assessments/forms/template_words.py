"""What is wrong with a Word template, in plain words and with its place."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.report.word.placeholders import NAMES
from assessments.report.word.template_check import Flaw

WORDS: dict[str, Promise] = {
    "old_or_encrypted": gettext_lazy(
        "This file has a password or is in the old .doc format. "
        "Save it in Word as .docx, without a password."
    ),
    "no_docx": gettext_lazy("This is no Word file. Save the template in Word as .docx."),
    "word_template": gettext_lazy(
        "This is a Word template (.dotx). Save it in Word as a document (.docx)."
    ),
    "macros": gettext_lazy(
        "This file holds programs (macros). Save it in Word as .docx without them."
    ),
    "too_large_unpacked": gettext_lazy("Unpacked, this file is larger than 50 MB."),
    "broken_part": gettext_lazy("The part %(where)s of the file cannot be read."),
    "unreadable": gettext_lazy("This file is damaged. Open it in Word and save it again."),
    "fetches": gettext_lazy(
        "The file would fetch something from elsewhere: %(what)s. "
        "Put it into the file or remove it."
    ),
    "missing": gettext_lazy("Write {{ bericht }} in a line of its own where the report begins."),
    "twice": gettext_lazy("{{ %(what)s }} stands there more than once. Once is enough."),
    "misplaced": gettext_lazy(
        "{{ %(what)s }} needs a paragraph of its own in the text. Now: %(where)s."
    ),
    "unknown": gettext_lazy("{{ %(what)s }} is unknown. Place: %(where)s."),
    "unknown_near": gettext_lazy(
        "{{ %(what)s }} is unknown. Did you mean {{ %(near)s }}? Place: %(where)s."
    ),
}
PLACES = {
    "body": gettext_lazy("text"),
    "header": gettext_lazy("header"),
    "footer": gettext_lazy("footer"),
}


def in_words(flaw: Flaw) -> str:
    """Return the sentence for a flaw, in the language of the page."""
    what, _arrow, near = flaw.what.partition("→")
    code = "unknown_near" if flaw.code == "unknown" and near else flaw.code
    where = place(flaw.where) if flaw.code in ("misplaced", "unknown") else flaw.where
    return str(WORDS[code]) % {"what": what, "near": near, "where": where}


def place(where: str) -> str:
    """Return "header, table 2, paragraph “…”" for "header|2|…"."""
    story, table, text = (*where.split("|", 2), "", "")[:3]
    parts = [str(PLACES.get(story, story))]
    if table:
        parts.append(_("table %(number)s") % {"number": table})
    if text:
        parts.append(_("paragraph “%(text)s”") % {"text": text})
    return ", ".join(parts)


PLACEHOLDERS = {
    "bericht": gettext_lazy("the whole report; in a paragraph of its own"),
    "firma": gettext_lazy("the assessed company"),
    "titel": gettext_lazy("the question the report answers"),
    "untertitel": gettext_lazy("what the document is, and for whom"),
    "stand": gettext_lazy("the day"),
    "version": gettext_lazy("the number of the version"),
    "organisation": gettext_lazy("your name on reports"),
    "katalog": gettext_lazy("the version of facts and rules"),
    "pruefsumme": gettext_lazy("the checksum of the answers"),
    "eckdaten": gettext_lazy("what the cover states; in a paragraph of its own"),
    "inhalt": gettext_lazy("the list of chapters; in a paragraph of its own"),
    "logo": gettext_lazy("your logo; in a paragraph of its own"),
}


def placeholder_words() -> list[tuple[str, str, str]]:
    """Return each placeholder: German name, English name, what it gives way to."""
    return [(name, NAMES[name], str(words)) for name, words in PLACEHOLDERS.items()]
