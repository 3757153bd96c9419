from django.urls import path

from pimpasa.foundation.channels.views import simulator, staff, webchat
from pimpasa.foundation.channels.webhook import channel_webhook

urlpatterns = [
    path("channel-webhook/<str:channel>/", channel_webhook, name="channel-webhook"),
    path("obrolan/", webchat.webchat, name="webchat"),
    path("obrolan/baru/", webchat.webchat_new, name="webchat-new"),
    path("obrolan/hapus/", webchat.webchat_forget, name="webchat-forget"),
    path("simulator/", simulator.simulator, name="simulator"),
    path("simulator/ganti/", simulator.simulator_new, name="simulator-new"),
    path("kanal/", staff.channels, name="channels"),
    path("kanal/batas/", staff.channel_cap, name="channel-cap"),
    path("kanal/<str:channel>/coba-lagi/", staff.channel_retry, name="channel-retry"),
    path("kanal/<str:channel>/pakai-lagi/", staff.channel_resume, name="channel-resume"),
]
