"""Several sentences as one message: an answer and the question that follows on it."""

from collections.abc import Iterator, Mapping, Sequence

from retbot.domain.errors import Arg

SAMEN = "samen"
"""The sentence of a post that holds several sentences."""
_SENTENCES = "zinnen"

Sentence = tuple[str, Mapping[str, Arg]]
"""By its name and what fills it in."""


def join_sentences(sentences: Sequence[Sentence]) -> Sentence:
    """One post for all of them; the arguments of each bear its place."""
    if len(sentences) == 1:
        return sentences[0]
    args: dict[str, Arg] = {_SENTENCES: [sentence for sentence, _ in sentences]}
    for place, (_, own) in enumerate(sentences):
        args |= {f"{place}.{name}": value for name, value in own.items()}
    return SAMEN, args


def apart(sentence: str, args: Mapping[str, Arg]) -> Iterator[Sentence]:
    """What `join_sentences` was given."""
    sentences = args.get(_SENTENCES)
    if sentence != SAMEN or not isinstance(sentences, Sequence):
        yield sentence, args
        return
    for place, one in enumerate(sentences):
        mark = f"{place}."
        yield str(one), {name.removeprefix(mark): value for name, value in args.items() if name.startswith(mark)}
