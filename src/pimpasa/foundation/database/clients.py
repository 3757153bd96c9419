"""Talking to the database in use, embedded or the operator's own: one connection, and the dump programs."""

import os
import shutil
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo
from psycopg.rows import TupleRow

from pimpasa.foundation.database.connection import django_settings
from pimpasa.foundation.database.errors import ProgramsMissingError, StartFailedError
from pimpasa.foundation.database.programs import clean_environment, installed_bin, program

# What is for Django's own connections and would be refused in an address.
NOT_OF_THE_ADDRESS = {"server_side_binding", "prepare_threshold"}
NEEDS_TLS = ("require", "verify-ca", "verify-full")


@dataclass(frozen=True)
class Client:
    """The database that the settings name."""

    settings: dict[str, Any]

    @property
    def name(self) -> str:
        return str(self.settings["NAME"])

    def connect(self, database: str | None = None) -> psycopg.Connection[TupleRow]:
        address = self._address(database or self.name)
        try:
            return psycopg.connect(address, password=self.settings["PASSWORD"] or None, autocommit=True)
        except psycopg.OperationalError as reason:
            raise StartFailedError(
                "Basis data tidak dapat dihubungi.", "Jalankan `pimpasa doctor`.", detail=str(reason).strip()
            ) from reason

    def run(self, name: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Runs a program of PostgreSQL on files alone."""
        return self._call([self._program(name), *arguments])

    def run_on(self, database: str, name: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Runs a program of PostgreSQL against this database; the password stays out of the list of processes."""
        # The programs know other defaults than psycopg, so they get the place that psycopg reached.
        with self.connect() as connection:
            reached = {"HOST": connection.info.host, "PORT": str(connection.info.port), "USER": connection.info.user}
        address = replace(self, settings=self.settings | reached)._address(database)
        return self._call([self._program(name), f"--dbname={address}", "--no-password", *arguments])

    def _call(self, command: list[str]) -> "subprocess.CompletedProcess[str]":
        secret = {"PGPASSWORD": self.settings["PASSWORD"]} if self.settings["PASSWORD"] else {}
        environment = clean_environment() | {"HOME": os.environ.get("HOME", "")} | secret
        return subprocess.run(  # noqa: S603 - PostgreSQL's own programs, arguments built here, no shell
            command, capture_output=True, text=True, errors="replace", env=environment, check=False
        )

    def _address(self, database: str) -> str:
        given = {"host": "HOST", "port": "PORT", "user": "USER"}
        place = {name: self.settings[key] for name, key in given.items() if self.settings[key]}
        options = {name: value for name, value in self.settings["OPTIONS"].items() if name not in NOT_OF_THE_ADDRESS}
        return make_conninfo("", dbname=database, **place, **options)

    def _program(self, name: str) -> str:
        if self.settings["OPTIONS"].get("sslmode") in NEEDS_TLS:
            return _with_tls(name)
        return program(installed_bin(self._client_major()), name)

    def _client_major(self) -> int:
        """An old server does not understand what newer programs write; the wheel carries 16 and 18."""
        with self.connect() as connection:
            return 16 if connection.info.server_version < 170_000 else 18


def current_client() -> Client:
    return Client(django_settings())


def _with_tls(name: str) -> str:
    """The wheel's programs are built without TLS, so an encrypted connection needs the system's."""
    if found := shutil.which(name):
        return str(Path(found))
    raise ProgramsMissingError(
        f"DATABASE_URL meminta sambungan terenkripsi, dan {name} bawaan tidak mendukungnya.",
        f"Pasang klien PostgreSQL dari sistem Anda, sehingga {name} ada di PATH.",
    )
