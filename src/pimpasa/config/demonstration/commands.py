"""`pimpasa demonstration`: load the invented network, remove it, and tell whom a visitor may try."""

import click

from pimpasa.foundation.commands import AS_JSON, ready, refusals, tell


@click.group()
def demonstration() -> None:
    """Peragaan: kantor dan desa sungguhan, orang dan kegiatan rekaan."""


@demonstration.command()
@AS_JSON
def load(as_json: bool) -> None:
    """Muat peragaan. Ditolak bila sudah ada data sungguhan."""
    with ready(as_json), refusals(as_json, "peragaan"):
        from pimpasa.config.demonstration.loading import load
        from pimpasa.config.demonstration.removing import counts
        from pimpasa.config.demonstration.showing import progress_shown

        with progress_shown() as progress:
            is_new = load(progress)
        words = "Peragaan dimuat." if is_new else "Peragaan sudah ada; tidak ada yang berubah."
        tell(as_json, {"loaded": is_new, "counts": counts()}, words)


@demonstration.command()
@click.option("--yes", is_flag=True, help="Jangan bertanya lagi.")
@AS_JSON
def remove(yes: bool, as_json: bool) -> None:
    """Hapus seluruh peragaan. Data wilayah dan kantor tetap ada."""
    with ready(as_json), refusals(as_json, "peragaan"):
        from pimpasa.config.demonstration import removing
        from pimpasa.config.demonstration.standing import is_demonstration_now

        gone = removing.counts() if is_demonstration_now() else {}
        if gone and not yes:
            told = ", ".join(f"{number} {name}" for name, number in gone.items())
            click.confirm(f"Yang dihapus: {told}, dan semua yang bergantung padanya. Lanjutkan?", abort=True, err=True)
        removing.remove()
        tell(as_json, {"removed": gone}, "Peragaan dihapus. Situs ini kosong dan siap disiapkan: pimpasa setup")


@demonstration.command()
@AS_JSON
def people(as_json: bool) -> None:
    """Tampilkan orang rekaan yang bisa dicoba."""
    with ready(as_json), refusals(as_json, "peragaan"):
        from pimpasa.config.demonstration.cards import cards

        for card in cards():
            row: dict[str, object] = {"role": card.slug, "username": card.user.username, "name": card.user.display_name}
            tell(as_json, row, f"{card.user.username}\t{card.user.display_name}\t{card.title}")
