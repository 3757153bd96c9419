from django.urls import path

from pimpasa.consultations.desk.views import abuse, answering, correcting, lists, private, proposing, replies, steps
from pimpasa.consultations.desk.views import thread as threads

urlpatterns = [
    path("", lists.consultations, name="consultations"),
    path("pribadi/", private.private_parts, name="private-parts"),
    path("jawaban-siap-pakai/", replies.saved_replies, name="saved-replies"),
    path("jawaban-siap-pakai/tulis/", replies.saved_reply_add, name="saved-reply-add"),
    path("jawaban-siap-pakai/<uuid:pk>/", replies.saved_reply, name="saved-reply"),
    path("jawaban-siap-pakai/<uuid:pk>/hentikan/", replies.saved_reply_withdraw, name="saved-reply-withdraw"),
    path("fakta-lama/", correcting.outdated_facts, name="outdated-facts"),
    path("penyalahgunaan/", abuse.abuse_reports, name="abuse-reports"),
    path("penyalahgunaan/<uuid:pk>/putuskan/", abuse.abuse_decide, name="abuse-decide"),
    path("penyalahgunaan/blokir/<uuid:pk>/cabut/", abuse.block_lift, name="block-lift"),
    path("<uuid:pk>/", threads.consultation, name="consultation"),
    path("<uuid:pk>/jawab/", answering.consultation_answer, name="consultation-answer"),
    path("<uuid:pk>/pembetulan/<slug:fact>/", correcting.consultation_correct, name="consultation-correct"),
    path("<uuid:pk>/usul/", proposing.consultation_propose, name="consultation-propose"),
    path("<uuid:pk>/bagian-pribadi/", private.private_part, name="private-part"),
    path("<uuid:pk>/<slug:deed>/", steps.consultation_step, name="consultation-step"),
]
