"""The codes the database accepts, frozen into its constraints.

They equal the catalogue's (a test compares them): a catalogue with other codes needs a
migration, so a stored answer can never name a question or level that does not exist.
"""

DONT_KNOW = "9"

_FOUR = "KT2 KT3 SO1 SO2 SO3 KP2 AN2 AN4 FA2 FA3 FA4 FA5 PE1 PE2 NA1"
_THREE = "KT4 KT5 SO4 SO5 KP3 KP4 KP5 AN3 PE3 PE4 NA2 NA4"

STATEMENTS = tuple(
    f"T{theme}{letter}"
    for theme, letters in enumerate(("abcd", "abcd", "abcd", "abcd", "abcde"), start=1)
    for letter in letters
)

# How much a readiness theme matters: answered under the theme's own code.
THEMES = ("T1", "T2", "T3", "T4", "T5")

# Questions that share the same set of levels; KP1 takes a number instead of a level.
LEVELS: dict[tuple[str, ...], tuple[str, ...]] = {
    tuple(_FOUR.split()): ("1", "2", "3", "4", DONT_KNOW),
    tuple(_THREE.split()): ("1", "2", "3", DONT_KNOW),
    ("KT1",): ("1", "2", "3", "4", DONT_KNOW),
    ("AN1",): ("1", "2", "3", "4", "5", DONT_KNOW),
    ("FA1",): ("S", "M", "L", "XL", DONT_KNOW),
    ("KP1",): (DONT_KNOW,),
    STATEMENTS: ("1", "2", "3", "4", "5", DONT_KNOW),
    THEMES: ("1", "2", "3", DONT_KNOW),
}
NUMBER_QUESTION = "KP1"
QUESTIONS = tuple(code for codes in LEVELS for code in codes if code not in (*STATEMENTS, *THEMES))

PER_USE_CASE = (
    *("KT1", "KT2", "KT3", "KT4", "SO1", "SO2", "KP2", "AN1", "AN2", "AN3"),
    *("FA1", "FA2", "FA3", "FA4", "FA5", "PE1", "PE2", "PE3", "PE4"),
)

ARCHETYPES = (
    *("mail_triage", "offer_writing", "manuals_rag", "code_assistant", "contract_check"),
    *("meeting_minutes", "translation", "customer_chat", "quality_reports", "erp_assistant"),
    *("product_copy", "document_extraction", "hr"),
)

CRITERIA = ("KT", "SO", "KP", "AN", "FA", "PE", "NA")
