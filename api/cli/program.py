"""The commands and their options. Each imports what it needs when it runs, so that `--help` answers at once."""

from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typing_extensions import override

from api.cli import texts
from api.cli.terminal import Failure, done, refuse, translate


class _Program(TyperGroup):
    """Turns refusals into a sentence and an exit code, whichever command raised them."""

    @override
    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except Failure as failure:
            refuse(failure)
            raise typer.Exit(failure.code) from failure
        except Exception as error:
            known = translate(error)
            if known is None:
                raise
            refuse(known)
            raise typer.Exit(known.code) from error


program = typer.Typer(
    cls=_Program,
    help=texts.ABOUT,
    epilog=texts.EXIT_CODES,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


admin = typer.Typer(help=texts.HELP_ADMIN, no_args_is_help=True)
members = typer.Typer(help=texts.HELP_MEMBERS, no_args_is_help=True)
documents = typer.Typer(help=texts.HELP_DOCUMENTS, no_args_is_help=True)
program.add_typer(admin, name="admin")
program.add_typer(members, name="members")
program.add_typer(documents, name="documents")
faces = typer.Typer(help=texts.HELP_FACES, no_args_is_help=True)
program.add_typer(faces, name="faces")


def main() -> None:
    """Run the command line."""
    program(prog_name="handbook")


@program.command(help=texts.HELP_SERVE)
def serve(
    host: Annotated[str, typer.Option(envvar="HOST", help=texts.OPTION_HOST)] = "127.0.0.1",
    port: Annotated[int, typer.Option(envvar="PORT", min=1, max=65535, help=texts.OPTION_PORT)] = 8000,
    workers: Annotated[int, typer.Option(min=1, max=64, help=texts.OPTION_WORKERS)] = 1,
    demo: Annotated[bool, typer.Option(help=texts.OPTION_DEMO)] = False,  # noqa: FBT002 - Typer reads flags so
) -> None:
    """Prepare, then serve until stopped."""
    from api.cli import serving  # noqa: PLC0415 - see the module's docstring

    serving.serve(host, port, workers, demo=demo)


@program.command(help=texts.HELP_MIGRATE)
def migrate() -> None:
    """Bring the schema to the newest."""
    from api.cli import migrating, preparing  # noqa: PLC0415 - see the module's docstring

    with preparing.opened(preparing.read_settings()) as database:
        moved = preparing.bring_to_newest(database)
    sentence = texts.MIGRATED if moved else texts.ALREADY_CURRENT
    done(sentence.format(revision=migrating.newest()))


@program.command(help=texts.HELP_WORKER)
def worker() -> None:
    """Do jobs until stopped."""
    from api.cli import working  # noqa: PLC0415 - see the module's docstring

    working.work()


@program.command(help=texts.HELP_DEMO)
def demo(
    scale: Annotated[int, typer.Option(min=600, max=200_000, help=texts.OPTION_SCALE)] = 1500,
    force: Annotated[bool, typer.Option("--force", help=texts.OPTION_FORCE_DEMO)] = False,  # noqa: FBT002 - Typer
) -> None:
    """Make the demo province."""
    from api.cli.demo import building  # noqa: PLC0415 - see the module's docstring

    building.make(scale, force=force)


@program.command(help=texts.HELP_BACKUP)
def backup(
    file: Annotated[Path, typer.Argument(help=texts.OPTION_BACKUP)],
    secrets: Annotated[bool, typer.Option("--secrets", help=texts.OPTION_SECRETS)] = False,  # noqa: FBT002 - Typer
) -> None:
    """Write a backup."""
    from api.cli import preparing  # noqa: PLC0415 - see the module's docstring
    from api.cli.backups import verbs  # noqa: PLC0415 - see the module's docstring

    verbs.back_up(preparing.read_settings(), file, secrets=secrets)


@program.command(help=texts.HELP_RESTORE)
def restore(
    file: Annotated[Path, typer.Argument(help=texts.OPTION_BACKUP)],
    force: Annotated[bool, typer.Option("--force", help=texts.OPTION_FORCE_RESTORE)] = False,  # noqa: FBT002 - Typer
) -> None:
    """Put a backup in place."""
    from api.cli import preparing  # noqa: PLC0415 - see the module's docstring
    from api.cli.backups import verbs  # noqa: PLC0415 - see the module's docstring

    verbs.restore(preparing.read_settings(), file, force=force)


@program.command(help=texts.HELP_DOCTOR)
def doctor() -> None:
    """Check everything; exit code 1 when something is broken."""
    from api.cli.checks import report  # noqa: PLC0415 - see the module's docstring

    report.examine()


@admin.command("create", help=texts.HELP_ADMIN_CREATE)
def create_admin(
    name: Annotated[str, typer.Option(prompt=texts.ASK_ADMIN_NAME, help=texts.OPTION_ADMIN_NAME)],
    login: Annotated[str | None, typer.Option(help=texts.OPTION_ADMIN_LOGIN)] = None,
    organization: Annotated[str | None, typer.Option(help=texts.OPTION_TOP)] = None,
) -> None:
    """Make a technical administrator."""
    from api.cli import admins  # noqa: PLC0415 - see the module's docstring

    admins.create(name, login, organization)


@documents.command("import", help=texts.HELP_DOCUMENTS_IMPORT)
def import_documents(
    folder: Annotated[Path, typer.Argument(help=texts.OPTION_FOLDER)],
    organization: Annotated[str | None, typer.Option(help=texts.OPTION_ORGANIZATION)] = None,
) -> None:
    """Bring in the papers of a folder; exit code 1 when one was refused."""
    from api.cli.importing import documents as importing  # noqa: PLC0415 - see the module's docstring

    importing.import_folder(folder, organization)


@members.command("import", help=texts.HELP_MEMBERS_IMPORT)
def import_members(
    file: Annotated[Path, typer.Argument(help=texts.OPTION_EXCEL)],
    organization: Annotated[str | None, typer.Option(help=texts.OPTION_SHEET_ORGANIZATION)] = None,
    problems: Annotated[Path | None, typer.Option(help=texts.OPTION_PROBLEMS)] = None,
    apply: Annotated[bool, typer.Option("--apply", help=texts.OPTION_APPLY)] = False,  # noqa: FBT002 - Typer
) -> None:
    """Show what a sheet would do, or do it; exit code 1 when rows are bad."""
    from api.cli.importing import members as importing  # noqa: PLC0415 - see the module's docstring

    importing.import_sheet(file, organization, problems, apply=apply)


@faces.command("rotate-key", help=texts.HELP_FACES_ROTATE)
def rotate_face_key() -> None:
    """Seal every face anew with a new key and destroy the old one."""
    from api.cli import preparing  # noqa: PLC0415 - see the module's docstring
    from api.rooms.faces.service import rotate_key  # noqa: PLC0415 - see the module's docstring

    settings = preparing.read_settings()
    with preparing.opened(settings) as database:
        number, sealed = rotate_key(database, settings)
    done(texts.FACES_ROTATED.format(number=number, sealed=sealed))
