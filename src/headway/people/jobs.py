"""Jobs of people: calendars elsewhere are asked for now and then."""

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from headway.people import actions


@app.periodic(cron="*/10 * * * *")
@app.task(name="people.read_feeds")
def read_feeds(timestamp: int) -> None:
    feeds = actions.due_feeds(datetime.fromtimestamp(timestamp, UTC))
    if feeds:
        actions.ask_for(feeds)


@app.task(name="people.read_feed")
def read_feed(*, feed_id: int) -> None:
    actions.read_feed(feed_id)
