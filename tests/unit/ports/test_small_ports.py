"""Ports stay small, and each part of the store is tried on every store."""

import inspect
import pkgutil
import re
from importlib import import_module
from pathlib import Path
from typing import get_type_hints

import retbot.ports
from retbot.ports import UnitOfWork

CONTRACT = Path(__file__).parents[2] / "contract"
MOST = 22
"""More than this is no longer one subject, and its fake no longer fits on two pages."""


def methods(port: type) -> set[str]:
    return {name for name, _ in inspect.getmembers(port, inspect.isfunction) if not name.startswith("_")}


def ports() -> dict[str, type]:
    modules = [import_module(one.name) for one in pkgutil.walk_packages(retbot.ports.__path__, "retbot.ports.")]
    found = [one for module in modules for _, one in inspect.getmembers(module, inspect.isclass)]
    return {one.__name__: one for one in found if one.__module__.startswith("retbot.ports") and _is_port(one)}


def _is_port(one: type) -> bool:
    return bool(getattr(one, "_is_protocol", False))


def test_no_port_has_more_methods_than_one_can_keep_in_mind() -> None:
    assert {"Cases", "Outbox", "Room"} <= set(ports())
    assert {name: len(methods(port)) for name, port in ports().items() if len(methods(port)) > MOST} == {}


def test_what_a_transaction_holds_are_small_ports_each_in_one_place() -> None:
    parts = get_type_hints(UnitOfWork)
    assert len(parts) == len(set(parts.values())) > 15
    assert set(parts.values()) <= set(ports().values())
    assert methods(UnitOfWork) == {"savepoint", "next_moment", "backlog"}


def test_each_method_of_the_store_is_in_its_contract_tests() -> None:
    """They run on the fake, on SQLite and on PostgreSQL: a method that is in none of them may differ between them."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in CONTRACT.glob("test_*.py"))
    called = set(re.findall(r"\bwork\.(\w+\.\w+)\(", text))
    wanted = {f"{part}.{name}" for part, port in get_type_hints(UnitOfWork).items() for name in methods(port)}
    assert wanted - called == set()
