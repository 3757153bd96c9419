import django.db.models.deletion
import uuid6
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("channels", "0001_initial"),
        ("consultations", "0002_desk"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="NoticeChoice",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[("email", "surel"), ("telegram", "Telegram"), ("whatsapp", "WhatsApp")],
                        max_length=10,
                        verbose_name="lewat",
                    ),
                ),
                ("address", models.BinaryField(default=b"")),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("code_key", models.BinaryField(max_length=32, null=True, unique=True)),
                ("code_until", models.DateTimeField(null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("quiet_from", models.PositiveSmallIntegerField(default=20, verbose_name="jam tenang mulai")),
                ("quiet_until", models.PositiveSmallIntegerField(default=6, verbose_name="sampai")),
                ("last_sent_at", models.DateTimeField(null=True)),
                (
                    "contact",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="channels.contact",
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "pilihan pemberitahuan",
                "verbose_name_plural": "pilihan pemberitahuan",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("quiet_from__lt", 24), ("quiet_until__lt", 24)),
                        name="notice_quiet_hours",
                    )
                ],
            },
        ),
    ]
