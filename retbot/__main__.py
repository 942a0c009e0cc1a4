"""The command line. Only the answer goes to standard output; the exit status is 0 after an answer, 2 for wrong use."""

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from retbot.command_line import add_commands


def main(argv: Sequence[str] | None = None) -> int:
    arguments = _parser().parse_args(argv)
    status: int = arguments.act(arguments)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="retbot", description="Bewaakt de termijnen van een Regionaal Expertteam.")
    parser.add_argument("--version", action="version", version=f"retbot {version('retbot')}")
    commands = parser.add_subparsers(title="commando's", required=True, metavar="COMMAND")
    _timeline_parser(commands.add_parser("timeline", help="de termijnen die volgen uit wat er gebeurde"))
    _when_parser(commands.add_parser("when", help="hoe retbot woorden voor een dag of tijd leest"))
    _scan_parser(commands.add_parser("scan", help="wat de poort voor vrije tekst weigert, regel voor regel"))
    _demo_parser(commands.add_parser("demo", help="retbot in zijn geheel, op een eigen homeserver en mailserver"))
    add_commands(commands)
    _bench_parser(commands.add_parser("bench", help="retbot naast kale bibliotheken: tijd, geheugen, start, mail"))
    return parser


def _timeline_parser(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--profile", required=True, help="naam van een convenant, of een bestand op .toml")
    parser.add_argument("--event", action="append", default=[], metavar="NAME=DATE", help="mag vaker")
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_const", const="json", dest="form")
    forms.add_argument("--md", action="store_const", const="md", dest="form", help="een tabel in Markdown")
    forms.add_argument("--ics", action="store_const", const="ics", dest="form", help="een agendabestand")
    parser.set_defaults(act=_timeline, form="text")


def _timeline(arguments: argparse.Namespace) -> int:
    from retbot.covenants import convenant_files
    from retbot.covenants.timeline import TimelineFormat, parse_event, timeline

    try:
        events = [parse_event(text) for text in arguments.event]
        convenant = convenant_files.load(arguments.profile)
    except (ValueError, convenant_files.ProfileError) as error:
        return _wrong(str(error))
    sys.stdout.write(timeline(convenant, events, TimelineFormat(arguments.form), datetime.now(UTC)))
    return 0


def _when_parser(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--now", help="vanaf welke tijd hij leest, zoals 2026-04-22T10:00; anders nu")
    parser.add_argument("--back", action="store_true", help="kijkt terug, zoals bij het vastleggen van een feit")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(act=_when)


def _when(arguments: argparse.Namespace) -> int:
    import json

    from retbot.covenants.free_days import kalender
    from retbot.domain.tijd import AMSTERDAM
    from retbot.reading.when import in_words, read_line, when

    try:
        now = datetime.fromisoformat(arguments.now) if arguments.now else datetime.now(AMSTERDAM)
    except ValueError:
        return _wrong(f"{arguments.now} is geen tijd. Schrijf 2026-04-22T10:00.")
    now = now if now.tzinfo else now.replace(tzinfo=AMSTERDAM)
    if arguments.json:
        for reading in when(sys.stdin, now, kalender(), back=arguments.back):
            print(json.dumps(reading, ensure_ascii=False), flush=True)
    else:
        for line in sys.stdin:
            print(in_words(read_line(line, now, kalender(), back=arguments.back), kalender()), flush=True)
    return 0


def _scan_parser(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(act=_scan)


def _scan(arguments: argparse.Namespace) -> int:
    import json

    from retbot.privacy import gate
    from retbot.privacy.scan import in_words, is_typing_error, scan

    shipped = gate.shipped_gate(lambda: datetime.now(UTC).year)
    sys.stdin.reconfigure(encoding="utf-8", errors="replace", newline="\n")  # type: ignore[union-attr]  # a line that is no UTF-8 has its answer too
    if arguments.json:
        for reading in scan(sys.stdin, shipped):
            print(json.dumps(reading, ensure_ascii=False), flush=True)
    else:
        for number, line in enumerate(sys.stdin, start=1):
            answer = in_words(number, shipped.kinds(line), typing_error=is_typing_error(line, shipped))
            print(answer, flush=True)
    return 0


def _demo_parser(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--profile", default="overijssel-2022", help="wiens verhaal hij speelt")
    parser.add_argument("--out", type=Path, metavar="DIR", help="waar alles blijft; anders een nieuwe map")
    parser.add_argument("--interactive", action="store_true", help="laat de servers draaien, voor iemand met Element")
    parser.set_defaults(act=_demo)


def _demo(arguments: argparse.Namespace) -> int:
    import asyncio

    from retbot import logs

    try:
        from retbot.demo.homeserver import HomeserverError
        from retbot.demo.main import demo
        from retbot.demo.stories import STORIES
    except ModuleNotFoundError as error:
        return _wrong(f"De demo vraagt {error.name}: pip install 'retbot[demo]'. En Synapse: zie README.md.")

    if arguments.profile not in STORIES:
        return _wrong(f"Er is geen verhaal voor {arguments.profile}; wel voor: {', '.join(STORIES)}.")
    logs.configure(quiet=True)
    try:
        asyncio.run(demo(arguments.out, arguments.profile, interactive=arguments.interactive))
    except HomeserverError as error:
        return _wrong(str(error))
    except KeyboardInterrupt:
        print("Gestopt.", file=sys.stderr)
    return 0


def _bench_parser(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--n", type=int, default=40, help="hoe vaak hij elk commando meet (40)")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--out", type=Path, metavar="DIR", help="waar alles blijft; anders nergens")
    parser.add_argument("--only", choices=("gate",), help="alleen de poort voor vrije tekst, zonder server")
    parser.set_defaults(act=_bench)


def _bench(arguments: argparse.Namespace) -> int:
    import json

    from retbot.bench import sentences
    from retbot.privacy import gate

    if arguments.n < 1:
        return _wrong("--n must be at least 1")
    try:
        judged = sentences.measure(gate.shipped_gate(lambda: datetime.now(UTC).year), sentences.sentences())
    except FileNotFoundError as error:
        return _wrong(f"the gate is judged in a clone of the project: {error}")
    figures: dict[str, object] = {"gate": sentences.as_dict(judged)}
    if not arguments.json:
        print(sentences.in_words(judged), flush=True)
    if not arguments.only:
        return _bench_servers(arguments, figures)
    if arguments.json:
        print(json.dumps(figures, ensure_ascii=False, indent=1))
    return 0


def _bench_servers(arguments: argparse.Namespace, others: dict[str, object]) -> int:
    import asyncio
    from functools import partial

    from retbot import logs
    from retbot.bench.contender import BenchError
    from retbot.bench.measurement import HostMachine, as_json, as_table
    from retbot.bench.run import bench
    from retbot.demo.homeserver import HomeserverError

    logs.configure(quiet=True)
    machine = HostMachine.now()
    try:
        measured = asyncio.run(bench(arguments.out, arguments.n, partial(print, file=sys.stderr)))
    except (BenchError, HomeserverError) as error:
        return _wrong(str(error))
    except KeyboardInterrupt:
        return _wrong("stopped")
    print(as_json(measured, machine, others) if arguments.json else as_table(measured, machine))
    return 0


def _wrong(sentence: str) -> int:
    print(f"retbot: {sentence}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
