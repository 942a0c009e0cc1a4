"""The result for a message that was to be deleted."""


def fate(verwijdering: str) -> str:
    """`verwijdering` is the state of the post that deletes the message, at the time when the answer is sent."""
    told = {
        "sent": "Ik heb het bericht verwijderd.",
        "refused": "Ik mag berichten hier niet verwijderen: verwijder het zelf.",
    }
    return told.get(verwijdering, "Ik probeer het bericht te verwijderen.")
