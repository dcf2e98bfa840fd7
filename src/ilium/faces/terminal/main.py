"""The `ilium` command. Only click is imported here; each command brings what it needs when it runs."""

import signal

import click

from ilium import __version__
from ilium.faces.terminal.called import command
from ilium.faces.terminal.lazy_group import LazyCommand
from ilium.faces.terminal.refusing import RefusingGroup

HOME = "ilium.faces.terminal"
COMMANDS: dict[str, LazyCommand] = {
    "assess": LazyCommand(f"{HOME}.assess:assess", "Ask, then say how soon to be seen and what it may be."),
    "explain": LazyCommand(f"{HOME}.explain:explain", "Say why a cause is as likely as it is."),
    "episode": LazyCommand(f"{HOME}.episode.group:episode", "Follow one bout of pain over time."),
    "schema": LazyCommand(f"{HOME}.schema:schema", "Print the JSON Schema of a case and of the results."),
    "knowledge": LazyCommand(f"{HOME}.knowledge.group:knowledge", "Look into what Ilium knows."),
    "serve": LazyCommand(f"{HOME}.serve:serve", "Open the web pages, for people on this machine."),
    "key": LazyCommand(f"{HOME}.key.group:key", "Make, list and revoke the keys that programs call with."),
    "study": LazyCommand(f"{HOME}.study:study", "Study how well Ilium does, and what its choices cost."),
    "doctor": LazyCommand(f"{HOME}.doctor:doctor", "Say what is installed and healthy."),
    "about": LazyCommand(f"{HOME}.about:about", "Say what Ilium is for, and what it rests on."),
}
"""Every command: name -> where it lives and what the list says about it."""

HELP = """Find out why the upper buttock hurts, and whether it is safe to stay at home.

Ilium asks a few questions, safety first. It then says how soon to be seen, what the likely source is and why,
and what would change that.

It is not a diagnosis and not a medical device, and no clinician has reviewed its knowledge yet. If you lose
control of bladder or bowel, go numb between the legs, or a leg suddenly becomes weak, get emergency care now.
"""


@click.group(
    cls=RefusingGroup,
    lazy=COMMANDS,
    help=HELP,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="ilium")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Say what can be done when no command is given."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def run() -> None:
    """Run the command as a program of its own: a reader that goes away ends it without a word."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    main(prog_name=command())
