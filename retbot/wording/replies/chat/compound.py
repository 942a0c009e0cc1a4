"""Several sentences as one message: an answer and the question that follows it."""

from collections.abc import Iterator, Mapping, Sequence

from retbot.domain.errors import Arg

SAMEN = "samen"
"""The name of the sentence for a post that holds several sentences."""
_SENTENCES = "zinnen"

Sentence = tuple[str, Mapping[str, Arg]]
"""Its name and its arguments."""


def join_sentences(sentences: Sequence[Sentence]) -> Sentence:
    """One post for all of them; the position of each sentence is part of the names of its arguments."""
    if len(sentences) == 1:
        return sentences[0]
    args: dict[str, Arg] = {_SENTENCES: [sentence for sentence, _ in sentences]}
    for place, (_, own) in enumerate(sentences):
        args |= {f"{place}.{name}": value for name, value in own.items()}
    return SAMEN, args


def apart(sentence: str, args: Mapping[str, Arg]) -> Iterator[Sentence]:
    """Reverses `join_sentences`."""
    sentences = args.get(_SENTENCES)
    if sentence != SAMEN or not isinstance(sentences, Sequence):
        yield sentence, args
        return
    for place, one in enumerate(sentences):
        mark = f"{place}."
        yield str(one), {name.removeprefix(mark): value for name, value in args.items() if name.startswith(mark)}
