from pimpasa.accounts.models import User

PASSWORD = "sandi-panjang-sari"


def make_staff(username: str = "sari", password: str = PASSWORD, **fields) -> User:
    return User.objects.create_user(username, password, display_name=username.title(), is_staff=True, **fields)
