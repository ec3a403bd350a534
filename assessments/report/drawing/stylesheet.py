"""plotly.js's own style rules as a file, because a strict policy blocks what it would inject."""

import re

_RULES = re.compile(r'=\{("X,X div":.+?)\};for\(')
_STRING = r"""(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')"""
_PAIR = re.compile(rf"{_STRING}:{_STRING}")


def stylesheet(script: str) -> str:
    """Return the CSS that this plotly.js would add to a page.

    Raises ValueError where the script has changed so much that its rules are not found.
    """
    found = _RULES.search(script)
    if found is None:
        raise ValueError("this plotly.js keeps its style rules in another way than expected")
    rules = []
    for first, second, third, fourth in _PAIR.findall(found.group(1)):
        selector = re.sub("^,", " ,", first or second)
        selector = selector.replace("X", ".js-plotly-plot .plotly")
        rules.append(f"{selector.replace('Y', '.plotly-notifier')}{{{third or fourth}}}")
    return "\n".join(rules) + "\n"
