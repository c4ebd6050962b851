"""Jobs of people: mail goes out, calendars elsewhere are asked for."""

from datetime import UTC, datetime

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from headway.people import actions as people
from headway.people import throttling
from headway.people.mail import sending
from headway.people.models import Answer
from headway.people.signing_in import actions

ATTEMPTS = 9
BACK_OFF_SECONDS = 3
"""The wait before try n is this to the power of n: the last comes after 2.7 hours."""


@app.task(
    name="people.send_letter",
    pass_context=True,
    retry=RetryStrategy(
        max_attempts=ATTEMPTS,
        exponential_wait=BACK_OFF_SECONDS,
        retry_exceptions={sending.Delayed},
    ),
)
def send_letter(context: JobContext, *, letter: str, sealed: str) -> None:
    is_last = context.job.attempts + 1 >= ATTEMPTS
    sending.deliver(letter, sealed, is_last=is_last)


@app.task(name="people.answer_reset")
def answer_reset(*, address: str) -> None:
    actions.answer_reset(address)


@app.periodic(cron="41 * * * *")
@app.task(name="people.forget_answers")
def forget_answers(timestamp: int) -> None:
    """Delete what was answered for keys that may be used again."""
    Answer.objects.all().outdated().delete()


@app.periodic(cron="43 * * * *")
@app.task(name="people.forget_counts")
def forget_counts(timestamp: int) -> None:
    throttling.forget_counts()


@app.periodic(cron="*/10 * * * *")
@app.task(name="people.read_feeds")
def read_feeds(timestamp: int) -> None:
    feeds = people.due_feeds(datetime.fromtimestamp(timestamp, UTC))
    if feeds:
        people.ask_for(feeds)


@app.task(name="people.read_feed")
def read_feed(*, feed_id: int) -> None:
    people.read_feed(feed_id)
