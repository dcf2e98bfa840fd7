"""The `ilium` command itself: what it says, what it imports, and what it does with an unknown name."""

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from ilium import __version__
from ilium.faces.terminal.lazy_group import LazyCommand, LazyGroup
from ilium.faces.terminal.main import COMMANDS, main

HEAVY = ["numpy", "pydantic", "yaml", "rich", "textual"]


@pytest.fixture
def group() -> LazyGroup:
    table = {
        "assess": LazyCommand("ilium.faces.terminal.main:main", "Ask, and say what to do."),
        "broken": LazyCommand("ilium:__version__", "Not a command."),
        "absent": LazyCommand("ilium.not_there:main", "Not there at all."),
    }
    return LazyGroup("ilium", lazy=table)


def test_alone_it_says_what_it_can_do() -> None:
    result = CliRunner().invoke(main, [])
    assert result.exit_code == 0
    assert "whether it is safe to stay at home" in " ".join(result.output.split())
    assert "--version" in result.output


def test_it_says_its_version() -> None:
    result = CliRunner().invoke(main, ["--version"])
    assert result.output == f"ilium, version {__version__}\n"


def test_help_imports_nothing_heavy() -> None:
    program = (
        "import sys, click\n"
        "from ilium.faces.terminal.main import main\n"
        "main(['--help'], standalone_mode=False)\n"
        f"print('heavy:', sorted(set({HEAVY!r}) & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.endswith("heavy: []\n")


def test_commands_are_listed_in_order_without_being_imported(group: LazyGroup) -> None:
    result = CliRunner().invoke(group, ["--help"])
    lines = [line.split() for line in result.output.splitlines()]
    assert [line[0] for line in lines if line and line[0] in group.lazy] == ["assess", "broken", "absent"]
    assert "Not there at all." in result.output


def test_a_command_is_found_and_run(group: LazyGroup) -> None:
    assert CliRunner().invoke(group, ["assess", "--version"]).output == f"ilium, version {__version__}\n"


def test_a_misspelt_command_gets_the_nearest_name(group: LazyGroup) -> None:
    result = CliRunner().invoke(group, ["asess"])
    assert result.exit_code == 2
    assert "There is no command 'asess'. Did you mean 'assess'? ilium --help lists them." in result.output


def test_an_unknown_option_is_a_usage_error(group: LazyGroup) -> None:
    assert CliRunner().invoke(group, ["--nothing"]).exit_code == 2


def test_a_target_that_is_no_command_is_refused(group: LazyGroup) -> None:
    with pytest.raises(TypeError, match="is not a click command"):
        group.get_command(click.Context(group), "broken")


def test_every_command_of_the_table_exists() -> None:
    assert all(entry.load().name for entry in COMMANDS.values())
