from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "pimpasa.accounts"

    def ready(self) -> None:
        """allauth tells of second factors by signals only; they go into the audit."""
        from allauth.mfa import signals

        from pimpasa.accounts import second_factor

        signals.authenticator_added.connect(second_factor.note_added)
        signals.authenticator_removed.connect(second_factor.note_removed)
        signals.authenticator_reset.connect(second_factor.note_renewed)
