"""The emoji of a verification, each with a Dutch name (client-server API, "SAS method: emoji")."""

from collections.abc import Iterable

_EMOJI = """
🐶 hond, 🐱 kat, 🦁 leeuw, 🐎 paard, 🦄 eenhoorn, 🐷 varken, 🐘 olifant, 🐰 konijn, 🐼 panda, 🐓 haan, 🐧 pinguïn,
🐢 schildpad, 🐟 vis, 🐙 octopus, 🦋 vlinder, 🌷 bloem, 🌳 boom, 🌵 cactus, 🍄 paddenstoel, 🌏 wereldbol, 🌙 maan,
☁️ wolk, 🔥 vuur, 🍌 banaan, 🍎 appel, 🍓 aardbei, 🌽 maïs, 🍕 pizza, 🎂 taart, ❤️ hart, 😀 smiley, 🤖 robot, 🎩 hoed,
👓 bril, 🔧 moersleutel, 🎅 kerstman, 👍 duim omhoog, ☂️ paraplu, ⌛ zandloper, ⏰ wekker, 🎁 cadeau, 💡 gloeilamp,
📕 boek, ✏️ potlood, 📎 paperclip, ✂️ schaar, 🔒 slot, 🔑 sleutel, 🔨 hamer, ☎️ telefoon, 🏁 vlag, 🚂 trein, 🚲 fiets,
✈️ vliegtuig, 🚀 raket, 🏆 trofee, ⚽ bal, 🎸 gitaar, 🎺 trompet, 🔔 bel, ⚓ anker, 🎧 koptelefoon, 📁 map, 📌 speld
"""
EMOJI = tuple(one.strip() for one in _EMOJI.replace("\n", " ").split(","))
"""By the number of the specification."""


def emoji_in_words(numbers: Iterable[int]) -> str:
    return " · ".join(EMOJI[number] for number in numbers)
