"""Every change to accounts. Postings, invitations and second factors have a module each and are named here too."""

from pimpasa.accounts.invitations import accept_invitation, invite, withdraw_invitation
from pimpasa.accounts.opening import close_account, open_account, set_password, sign_out_elsewhere
from pimpasa.accounts.postings import end_posting, grant
from pimpasa.accounts.restoring import agree_to_restoration, ask_restoration, remove_second_factor

__all__ = [
    "accept_invitation",
    "agree_to_restoration",
    "ask_restoration",
    "close_account",
    "end_posting",
    "grant",
    "invite",
    "open_account",
    "remove_second_factor",
    "set_password",
    "sign_out_elsewhere",
    "withdraw_invitation",
]
