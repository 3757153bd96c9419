"""The commands `pimpasa channels …`."""

import dataclasses
import json
import os
import signal
from collections.abc import Iterable
from threading import Event

import click

from pimpasa.foundation.database.commands import told_plainly
from pimpasa.foundation.database.supervisor import running


@click.group()
def channels() -> None:
    """Pesan lewat WhatsApp, Telegram, SMS, dan obrolan web."""


@channels.command()
@click.option("--once", is_flag=True, help="Kirim yang siap dikirim, lalu selesai.")
@click.option("--json", "as_json", is_flag=True, help="Satu baris JSON untuk setiap putaran yang mengirim sesuatu.")
def send(once: bool, as_json: bool) -> None:
    """Kirim pesan yang menunggu, terus-menerus sampai dihentikan."""
    told_to_end = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told_to_end.set())
    with told_plainly(as_json=as_json), running():
        _set_up()
        from pimpasa.foundation.channels.looping import Loop

        loop = Loop(lambda batch: tell([batch], as_json))
        if once:
            tell(loop.once(), as_json)
        else:
            loop.run(told_to_end)


@channels.command()
@click.option("--json", "as_json", is_flag=True, help="Jawab sebagai JSON.")
def status(as_json: bool) -> None:
    """Keadaan setiap kanal: tersambung atau tidak, berapa yang menunggu, berapa yang gagal."""
    with told_plainly(as_json=as_json), running():
        _set_up()
        from pimpasa.foundation.channels.queries import channel_reports

        reports = channel_reports()
    if as_json:
        click.echo(json.dumps([dataclasses.asdict(one) for one in reports], ensure_ascii=False, default=str))
        return
    for one in reports:
        state = "ditangguhkan" if one.suspended_since else "tersambung" if one.is_connected else "tanpa penyedia"
        click.echo(f"{one.channel:<10}{state:<16}menunggu {one.waiting}, gagal {one.dead}")


def tell(batches: Iterable[object], as_json: bool) -> None:
    for batch in batches:
        told = dataclasses.asdict(batch)  # type: ignore[call-overload]  # a Batch, named only where Django is set up
        if as_json:
            click.echo(json.dumps(told))
        elif told["sent"] or told["later"] or told["dead"] or told["switched"]:
            click.echo(
                f"{told['channel']}: {told['sent']} terkirim, {told['later']} dicoba lagi nanti, "
                f"{told['dead']} gagal, {told['switched']} dialihkan ke SMS"
            )


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pimpasa.config.settings")
    import django

    django.setup()
