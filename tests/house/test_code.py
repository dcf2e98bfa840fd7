"""Short files, short functions, a docstring on whatever is public, and names that say something."""

import ast
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

LONGEST_FILE = 400
LONGEST_BODY = 30
EMPTY_NAMES = {"util", "utils", "helper", "helpers", "common", "misc", "manager", "managers"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(module: ast.Module) -> Iterator[Function]:
    return (node for node in ast.walk(module) if isinstance(node, Function))


def body_lines(function: Function) -> int:
    """Lines of the body, its docstring not counted."""
    first = function.body[0]
    lines = (function.end_lineno or 0) - first.lineno + 1
    if ast.get_docstring(function) is not None:
        lines -= (first.end_lineno or 0) - first.lineno + 1
    return lines


def public_parts(body: list[ast.stmt], where: str) -> Iterator[tuple[str, Function | ast.ClassDef]]:
    """Public functions and classes, and the public methods of public classes."""
    for node in body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield f"{where} {node.name}", node
            if isinstance(node, ast.ClassDef):
                yield from public_parts(node.body, f"{where} {node.name}.")


def is_overload(node: Function | ast.ClassDef) -> bool:
    return any(isinstance(mark, ast.Name) and mark.id == "overload" for mark in node.decorator_list)


def test_no_file_is_long(root: Path, modules: dict[str, ast.Module]) -> None:
    lengths = {name: len((root / name).read_text("utf-8").splitlines()) for name in modules}
    too_long = {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE}
    assert not too_long, f"over {LONGEST_FILE} lines: split by meaning"


def test_no_function_is_long(modules: dict[str, ast.Module]) -> None:
    too_long = {
        f"{name}:{function.lineno} {function.name}": body_lines(function)
        for name, module in modules.items()
        for function in functions(module)
        if body_lines(function) > LONGEST_BODY
    }
    assert not too_long, f"bodies over {LONGEST_BODY} lines: give a part of it a name"


def test_whatever_is_public_has_a_docstring(modules: dict[str, ast.Module]) -> None:
    silent = [
        where
        for name, module in modules.items()
        for where, node in public_parts(module.body, name)
        if ast.get_docstring(node) is None and not is_overload(node)
    ]
    assert not silent, "say what each answers"


def test_every_module_says_what_it_is(modules: dict[str, ast.Module]) -> None:
    assert not [name for name, module in modules.items() if ast.get_docstring(module) is None]


def test_names_say_something(root: Path, repository_files: list[Path]) -> None:
    paths = [PurePosixPath(file.relative_to(root)) for file in repository_files]
    empty = [str(path) for path in paths if EMPTY_NAMES & {part.split(".")[0].lower() for part in path.parts}]
    assert not empty, "name it after the idea it holds"


def test_regions_hold_data_only(modules: dict[str, ast.Module]) -> None:
    inside = [name for name in modules if name.startswith("src/ilium/regions/")]
    assert not [name for name in inside if PurePosixPath(name).name != "__init__.py"]
