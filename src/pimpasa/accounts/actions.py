"""Every change to accounts. Postings, invitations and second factors have a module each and are named here too."""

from pimpasa.accounts.bulk import grant_many, open_accounts
from pimpasa.accounts.invitations import accept_invitation, invite, withdraw_invitation
from pimpasa.accounts.opening import close_account, open_account, set_password, sign_out_elsewhere
from pimpasa.accounts.password_links import make_password_link, restore_password
from pimpasa.accounts.postings import end_posting, grant
from pimpasa.accounts.restoring import agree_to_restoration, ask_restoration, remove_second_factor

__all__ = [
    "accept_invitation",
    "agree_to_restoration",
    "ask_restoration",
    "close_account",
    "end_posting",
    "grant",
    "grant_many",
    "invite",
    "make_password_link",
    "open_account",
    "open_accounts",
    "remove_second_factor",
    "restore_password",
    "set_password",
    "sign_out_elsewhere",
    "withdraw_invitation",
]
