"""Results in words, composed by rules in both languages.

Every function takes plain results and a `Voice`; none claims more than the engine's own
`confidence` allows.
"""
