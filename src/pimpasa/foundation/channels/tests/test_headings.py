"""A heading between stars is bold where it can be, and plain words everywhere else."""

from pimpasa.foundation.channels.messages import Reply
from pimpasa.foundation.channels.sms import writing as sms
from pimpasa.foundation.channels.telegram import writing as telegram
from pimpasa.foundation.channels.templatetags.bubbles import said
from pimpasa.foundation.channels.whatsapp import writing as whatsapp

REPLY = Reply("*Di mana?*\nBiaya 2*3 di imigrasi.go.id")


def test_only_whatsapp_is_sent_the_stars():
    assert "*Di mana?*" in str(whatsapp.write(REPLY))
    for channel in (telegram, sms):
        assert channel.write(REPLY)[0]["text"].startswith("Di mana?\nBiaya 2*3")


def test_a_page_shows_it_bold_and_what_was_typed_is_never_markup():
    shown = said("*<b>Di mana?</b>*\n<i>x</i> https://imigrasi.go.id")
    assert shown.startswith("<strong>&lt;b&gt;Di mana?&lt;/b&gt;</strong><br>&lt;i&gt;x&lt;/i&gt; <a href=")
