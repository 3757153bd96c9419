"""Contacts, what came in, what goes out and what it costs.

Protects people from whoever reads the database: addresses and words are sealed, addresses and providers' numbers are
found by keyed hash, a message's words are gone once it is handled or sent.
"""

from datetime import datetime
from typing import Self

import uuid6
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ContactQuerySet(models.QuerySet["Contact"]):
    def due_for_erasure(self, now: datetime) -> Self:
        return self.filter(erased_at=None, erase_after__lt=now)


class Contact(models.Model):
    """Someone who wrote on one network; known there by an address that need not be a phone number."""

    id = models.UUIDField(primary_key=True, default=uuid6.uuid7, editable=False)
    channel = models.CharField(_("kanal"), max_length=20)
    address = models.BinaryField(_("alamat tersandi"), default=b"")
    address_key = models.BinaryField(_("sidik alamat"), max_length=32, null=True)
    # Known besides the address on networks that tell both; only for going on by SMS.
    phone = models.BinaryField(_("nomor tersandi"), default=b"")
    language = models.CharField(_("bahasa"), max_length=10, default="id")
    is_simulated = models.BooleanField(_("simulasi"), default=False)
    opted_in_at = models.DateTimeField(_("setuju menerima pesan"), null=True)
    stopped_at = models.DateTimeField(_("berhenti"), null=True)
    last_heard_at = models.DateTimeField(_("terakhir menulis"), null=True)
    last_number = models.BigIntegerField(_("nomor pesan terakhir"), default=0)
    erase_after = models.DateTimeField(_("dihapus setelah"), null=True)
    erased_at = models.DateTimeField(_("dihapus"), null=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("kontak")
        verbose_name_plural = _("kontak")
        constraints = [
            models.UniqueConstraint(fields=["channel", "address_key"], name="one_contact_per_address"),
            models.CheckConstraint(
                condition=Q(erased_at=None) | Q(address=b"", address_key=None, phone=b""),
                name="an_erased_contact_has_no_address",
            ),
        ]
        indexes = [models.Index(fields=["erase_after"], condition=Q(erased_at=None), name="contact_erasure")]

    def __str__(self) -> str:
        return f"{self.channel} {self.pk}"


class StoredConversation(models.Model):
    contact = models.OneToOneField(Contact, models.CASCADE, primary_key=True, related_name="conversation")
    state = models.BinaryField(_("isi tersandi"))
    updated_at = models.DateTimeField(_("diperbarui"), db_index=True)

    class Meta:
        verbose_name = _("percakapan")
        verbose_name_plural = _("percakapan")

    def __str__(self) -> str:
        return str(self.contact_id)


class InboundMessage(models.Model):
    """That a message came, so that it is handled once; none of its words."""

    channel = models.CharField(_("kanal"), max_length=20)
    # The provider's number may contain a phone number: only its hash is kept.
    provider_key = models.BinaryField(_("sidik nomor penyedia"), max_length=32)
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, related_name="heard")
    received_at = models.DateTimeField(_("diterima"), db_index=True)
    handled_at = models.DateTimeField(_("ditangani"), null=True)
    failures = models.PositiveSmallIntegerField(_("gagal"), default=0)

    class Meta:
        verbose_name = _("pesan masuk")
        verbose_name_plural = _("pesan masuk")
        constraints = [models.UniqueConstraint(fields=["channel", "provider_key"], name="each_inbound_once")]

    def __str__(self) -> str:
        return f"{self.channel} {self.pk}"


class OutgoingMessage(models.Model):
    class State(models.TextChoices):
        QUEUED = "queued", _("menunggu dikirim")
        TAKEN = "taken", _("sedang dikirim")
        SENT = "sent", _("diterima penyedia")
        DELIVERED = "delivered", _("sampai")
        # The provider accepted it and told later that it did not arrive.
        FAILED = "failed", _("tidak sampai")
        DEAD = "dead", _("berhenti dicoba")
        DROPPED = "dropped", _("tidak jadi dikirim")

    id = models.UUIDField(primary_key=True, default=uuid6.uuid7, editable=False)
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="outgoing")
    channel = models.CharField(_("kanal"), max_length=20)
    number = models.BigIntegerField(_("urutan"))
    payload = models.BinaryField(_("isi tersandi"), default=b"")
    budget_key = models.CharField(_("anggaran"), max_length=60)
    state = models.CharField(_("keadaan"), max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("percobaan"), default=0)
    queued_at = models.DateTimeField(_("diantrekan"))
    next_try_at = models.DateTimeField(_("dicoba lagi"))
    sent_at = models.DateTimeField(_("dikirim"), null=True)
    delivered_at = models.DateTimeField(_("sampai"), null=True)
    provider_key = models.BinaryField(_("sidik nomor penyedia"), max_length=32, null=True)
    error_code = models.CharField(_("kode galat"), max_length=40, blank=True)
    # What was set aside for it in the month's spending, while it is on its way.
    micros = models.BigIntegerField(_("biaya, sepersejuta"), default=0)

    class Meta:
        verbose_name = _("pesan keluar")
        verbose_name_plural = _("pesan keluar")
        ordering = ["contact", "number"]
        constraints = [models.UniqueConstraint(fields=["contact", "number"], name="one_order_per_contact")]
        indexes = [
            models.Index(
                fields=["channel", "budget_key", "next_try_at", "id"], condition=Q(state="queued"), name="outbox_queue"
            ),
            models.Index(fields=["channel"], condition=Q(state="taken"), name="outbox_taken"),
            models.Index(fields=["contact", "number"], condition=Q(state__in=["queued", "taken"]), name="outbox_order"),
            models.Index(fields=["channel", "provider_key"], name="outbox_by_provider"),
            models.Index(fields=["queued_at"], condition=Q(state__in=["dead", "failed"]), name="outbox_dead"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.pk}"


class Spending(models.Model):
    """What one budget has spent in a month on one network; what is on its way counts already."""

    budget_key = models.CharField(_("anggaran"), max_length=60)
    channel = models.CharField(_("kanal"), max_length=20)
    month = models.DateField(_("bulan"))
    count = models.PositiveBigIntegerField(_("pesan berbayar"), default=0)
    micros = models.PositiveBigIntegerField(_("biaya, sepersejuta"), default=0)
    currency = models.CharField(_("mata uang"), max_length=3, blank=True)

    class Meta:
        verbose_name = _("pengeluaran")
        verbose_name_plural = _("pengeluaran")
        constraints = [
            models.UniqueConstraint(fields=["budget_key", "channel", "month"], name="one_spending_per_month")
        ]

    def __str__(self) -> str:
        return f"{self.budget_key} {self.channel} {self.month}"


class Cap(models.Model):
    """How many billed messages a budget may send in a month, on all networks together."""

    budget_key = models.CharField(_("anggaran"), max_length=60, primary_key=True)
    messages = models.PositiveIntegerField(_("pesan sebulan"))

    class Meta:
        verbose_name = _("batas anggaran")
        verbose_name_plural = _("batas anggaran")

    def __str__(self) -> str:
        return self.budget_key


class ChannelState(models.Model):
    channel = models.CharField(_("kanal"), max_length=20, primary_key=True)
    suspended_since = models.DateTimeField(_("ditangguhkan sejak"), null=True)
    reason = models.CharField(_("alasan"), max_length=40, blank=True)
    # The provider asked the whole channel to be slower.
    paused_until = models.DateTimeField(_("ditahan sampai"), null=True)

    class Meta:
        verbose_name = _("keadaan kanal")
        verbose_name_plural = _("keadaan kanal")

    def __str__(self) -> str:
        return self.channel
