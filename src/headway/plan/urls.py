from django.urls import path

from headway.plan import views
from headway.plan.baselines import views as baselines
from headway.plan.decisions import views as decisions
from headway.plan.overrides import views as overrides

app_name = "plan"
urlpatterns = [
    path("plan/", views.ask, name="ask"),
    path("start/", views.start, name="start"),
    path("start/<str:key>/people/", views.start_people, name="start_people"),
    path("start/<str:key>/promise/", views.start_promise, name="start_promise"),
    path("projects/<str:key>/", views.overview, name="project"),
    path("projects/<str:key>/baselines/", baselines.baselines, name="baselines"),
    path(
        "projects/<str:key>/baselines/<int:baseline_id>/",
        baselines.baseline,
        name="baseline",
    ),
    path(
        "projects/<str:key>/baselines/<int:baseline_id>/removal/",
        baselines.removal,
        name="baseline_removal",
    ),
    path("items/<str:key>/candidates/", views.candidates, name="candidates"),
    path("items/<str:key>/levers/", views.item_levers, name="item_levers"),
    path("projects/<str:key>/levers/", views.project_levers, name="levers"),
    path("projects/<str:key>/staffing/", views.staffing, name="staffing"),
    path("items/<str:key>/moves/", views.item_moves, name="item_moves"),
    path("projects/<str:key>/moves/", views.project_moves, name="moves"),
    path("items/<str:key>/override/", overrides.override, name="override"),
    path("items/<str:key>/decisions/", decisions.item_decisions, name="item_decisions"),
    path("overrides/", decisions.decisions, name="overrides"),
    path("overrides/removal/", decisions.removal, name="decision_removal"),
    path("workload/", views.workload, name="workload"),
    path("settings/planning/", views.planning, name="planning"),
    path("timeline/", views.timeline, name="timeline"),
    path("timeline/filter/rows/", views.filter_rows, name="timeline_filter"),
    path("timeline/rows/", views.rows, name="timeline_rows"),
    path("timeline/people/", views.people, name="timeline_people"),
    path("timeline/preview/", views.preview, name="timeline_preview"),
    path("timeline/links/", views.link, name="timeline_links"),
    path("timeline/<int:item_id>/", views.bar, name="timeline_bar"),
]
