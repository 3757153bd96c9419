from django.urls import include, path

urlpatterns = [
    # Before the lessons, whose addresses would take the word for a lesson.
    path("", include("pimpasa.learning.teachers.urls")),
    path("", include("pimpasa.learning.lessons.urls")),
    path("", include("pimpasa.learning.slides.urls")),
    path("", include("pimpasa.learning.paper.urls")),
    path("", include("pimpasa.learning.sharing.urls")),
    path("", include("pimpasa.learning.figures.urls")),
    path("", include("pimpasa.learning.sessions.urls")),
]
