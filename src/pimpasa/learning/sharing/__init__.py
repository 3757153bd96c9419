"""The key message of a lesson on its way from phone to phone: a text and a picture, each with source and date."""
