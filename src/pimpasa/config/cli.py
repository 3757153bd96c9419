"""The command `pimpasa`. Each command is imported only when called, so that the plain ones start at once."""

from importlib import import_module

import click

COMMANDS = {
    "ask": "pimpasa.guidance.ask.commands:ask",
    "audit": "pimpasa.foundation.audit.commands:audit",
    "backup": "pimpasa.foundation.database.commands:backup",
    "breach": "pimpasa.accounts.breaches.commands:breach",
    "channels": "pimpasa.foundation.channels.commands:channels",
    "consultations": "pimpasa.consultations.commands:consultations",
    "content": "pimpasa.guidance.content_commands:content",
    "demonstration": "pimpasa.config.demonstration.commands:demonstration",
    "doctor": "pimpasa.config.doctor:doctor",
    "export-site": "pimpasa.config.export.command:export_site",
    "guide": "pimpasa.guidance.commands:guide",
    "offer": "pimpasa.offers.commands:offer",
    "people": "pimpasa.accounts.personal_data.commands:people",
    "recap": "pimpasa.insight.commands:recap",
    "register": "pimpasa.fieldwork.register.commands:register",
    "restore": "pimpasa.foundation.database.commands:restore",
    "retention": "pimpasa.foundation.installation.commands:retention",
    "serve": "pimpasa.config.serve:serve",
    "setup": "pimpasa.foundation.installation.commands:setup",
    "states": "pimpasa.foundation.clocks.commands:states",
    "staff": "pimpasa.accounts.commands:staff",
    "tasks": "pimpasa.foundation.tasks.commands:tasks",
    "villages": "pimpasa.regions.commands:villages",
}


class LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="pimpasa")
def main() -> None:
    """Pimpasa: jawaban paspor dan kerja ke luar negeri untuk Desa Binaan Imigrasi."""


if __name__ == "__main__":
    main()
