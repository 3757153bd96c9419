"""What can go wrong with the database, told so that a person can act: what happened, what is kept, what to do."""


class DatabaseError(Exception):
    """A trouble of the database with the state of the data and the next step; `str()` is ready to be shown."""

    kept = "Data Anda tidak diubah."

    def __init__(self, happened: str, advice: str, *, kept: str | None = None, detail: str = "") -> None:
        self.happened, self.advice, self.detail = happened, advice, detail
        self.kept = self.kept if kept is None else kept
        super().__init__("\n".join(part for part in (happened, self.kept, advice, detail) if part))


class BadDatabaseUrlError(DatabaseError):
    """DATABASE_URL cannot be used."""


class FolderNotUsableError(DatabaseError):
    """A folder cannot be written or belongs to someone else."""


class DiskFullError(DatabaseError):
    """There is no room left."""


class ProgramsMissingError(DatabaseError):
    """The PostgreSQL programs are not installed or cannot run here."""


class OtherVersionError(DatabaseError):
    """The data folder was made by another major version of PostgreSQL."""


class WrongPasswordError(DatabaseError):
    """The password file does not fit the database."""


class StartFailedError(DatabaseError):
    """PostgreSQL was not created or did not start."""


class BackupFailedError(DatabaseError):
    """A dump could not be made."""


class RestoreFailedError(DatabaseError):
    """A dump could not be put back."""


def folder_not_writable(folder: object, reason: OSError) -> FolderNotUsableError:
    return FolderNotUsableError(
        f"Folder {folder} tidak dapat ditulisi ({reason.strerror}).",
        "Beri izin tulis pada folder itu, atau pilih folder lain lewat PIMPASA_HOME.",
    )
