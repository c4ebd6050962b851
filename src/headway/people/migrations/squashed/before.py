"""The migrations that came before, which are no more."""

REPLACED = [
    ("people", "0001_initial"),
    ("people", "0002_cache_table"),
    ("people", "0003_members"),
    ("people", "0004_mail_failure"),
    ("people", "0005_api_token"),
    ("people", "0006_looks"),
    ("people", "0007_answer_headers"),
    ("people", "0008_rate_table"),
    ("people", "0009_work_schedules"),
    ("people", "0010_places_and_holidays"),
    ("people", "0011_absence_requests"),
    ("people", "0012_busy"),
    ("people", "0013_skills_and_rates"),
    ("people", "0014_language"),
    ("people", "0015_person_email"),
    ("people", "0016_same_person"),
    ("people", "0022_working_ways"),
    ("people", "0023_skill_speed"),
]
