"""``flask sample``: the sample company."""

import click
from flask.cli import AppGroup

from app.accounts.company import company
from app.sample.accounts import SAMPLE_ACCOUNTS
from app.sample.load import NotEmpty, Order, load_sample
from app.sample.plan import DEALERS, SEED, VISITS, BadPlan

SMALL = 2_000  # visits; larger samples have neither photos nor scores unless they are asked for


def _options(command):
    for option in (
        click.option("--photos/--no-photos", default=None, help="Draw photos; by default for small samples."),
        click.option("--judged/--unjudged", default=None, help="Work out scores; by default for small ones."),
        click.option("--seed", default=SEED, show_default=True, help="Another seed is another company."),
        click.option("--visits", type=click.IntRange(1), default=VISITS, show_default=True),
        click.option(
            "--dealers", type=click.IntRange(1), help="40, or one for every 50 visits of a large one."
        ),
    ):
        command = option(command)
    return command


@click.group("sample", cls=AppGroup, invoke_without_command=True)
@_options
@click.pass_context
def sample_cli(context: click.Context, **options) -> None:
    """The sample company; without a command, the same as load."""
    if context.invoked_subcommand is None:
        context.invoke(load, **options)


@sample_cli.command("load")
@_options
def load(dealers: int | None, visits: int, seed: int, photos: bool | None, judged: bool | None) -> None:
    """Load the sample company into an empty database."""
    order = Order(
        dealers=dealers or max(min(DEALERS, visits), visits // 50),
        visits=visits,
        seed=seed,
        photos=visits <= SMALL if photos is None else photos,
        judged=visits <= SMALL if judged is None else judged,
    )
    try:
        load_sample(order, click.echo)
    except (NotEmpty, BadPlan) as error:
        raise click.ClickException(str(error)) from error
    click.echo("The sample company is there. Sign in as one of:")
    _print_accounts()


@sample_cli.command("accounts")
def accounts() -> None:
    """Print who can sign in, while the company is the sample."""
    facts = company()
    if facts and facts.is_sample:
        _print_accounts()


def _print_accounts() -> None:
    for account in SAMPLE_ACCOUNTS:
        click.echo(f"  {account.username:6} {account.role:11} password: {account.password}")
