"""The demo organisation, as text: a small studio with three projects.

An item is a line ``name: title | effort | people | after | more``.  Two spaces of
indent put it into the item above.  ``after`` names items of the project, with a kind
and a lag if it is not a plain one (``shell SS+1d``).  ``more``: ``done 9-6`` (began and
ended so many days ago), ``doing 2 left 6h``, ``due 20``, ``from 12``, ``milestone``,
``duration``, ``joint``.
"""

NAME = "Fernhill Studio"
SLUG = "fernhill"
ZONE = "Europe/Berlin"
WEEK = "9:00-13:00, 14:00-18:00"

PEOPLE = """
mira | Mira Okafor | Europe/Berlin | admin | 9-13, 14-18 x5 | 90
tom | Tom Hallam | Europe/London | member | 9-13, 14-18 x5 | 85
yuki | Yuki Arai | Asia/Tokyo | member | 9-12, 13-18 x5 | 85
lena | Lena Brandt | Europe/Berlin | member | 8-12 x5 | 90
paolo | Paolo Conti | Europe/Berlin | member | 9-13, 14-18 x4 | 80
sana | Sana Malik | Europe/London | member | 10-14, 15-19 x5 | 80
"""

ABSENCES = """
tom   | 4 | 8
yuki  | 11 | 12
lena  | 18 | 24
"""

PROJECTS = """
ORC | Orchard booking app      | lead mira | tom yuki lena paolo
LIB | City library signage     | lead tom  | lena sana
GRN | Greenhouse sensor rollout | lead mira | yuki paolo sana
"""

VIEWERS = "sana ORC"

ITEMS = {
    "ORC": """
discover: Discovery | | | | done 16-7
  talks: Interview six orchard owners | 16h | mira | | done 16-12
  flows: Draw the booking flows | 12h | lena | talks | done 12-8
  ok: Owners agree on the flows | | | flows | done 7-7 milestone
build: First release
  prices: Agree on prices with the pilot orchards | 6h | mira | ok | due 4
  model: Data model for trees, plots and seasons | 14h | yuki | ok | done 7-3
  search: Find a free plot on a map | 24h | yuki | model | doing 3 left 13h
  cart: Book several plots at once | 20h | tom | model | doing 2 left 15h
  pay: Pay by card and by invoice | 18h | tom | cart | due 13
  mails: Confirmation and reminder mails | 8h | paolo | cart SS+1d
  offline: Ticket that works without a network | 16h | paolo | search
  words: Texts in German and English | 10h | lena | flows
  terms: Terms of booking, read by a lawyer | 4h | mira | prices
launch: Launch
  trial: Trial with two orchards | 5d | mira | pay, search, mails | duration
  fixes: Fix what the trial shows | 20h | tom, yuki | trial
  guide: Guide for owners | 9h | lena | words, trial SS+2d
  live: Open for the season | | | fixes, guide, offline | milestone due 45
""",
    "LIB": """
survey: Measure the four floors | 10h | sana | | done 9-6
sketch: Sketches for the way-finding | 14h | lena | survey | doing 4 left 8h
agree: Decide with the librarians | 3h | tom, lena | sketch | joint due 9
draw: Production drawings | 22h | tom | agree
quote: Quotes from three makers | 6d | sana | draw | duration
make: Maker builds the signs | 14d | | quote FS+1d | duration
mount: Mount and check on site | 12h | sana, tom | make
open: Signs are up | | | mount | milestone due 60
""",
    "GRN": """
visit: Visit both greenhouses | 5h | mira | | doing 1 left 2h
choose: Choose sensor and radio | 8h | yuki | | done 6-4
proto: Prototype in house two | 16h | yuki | choose | doing 1 left 11h
power: Work out the power supply | | paolo | choose
case: Weatherproof case | 14h | paolo | power
dash: Dashboard for the growers | 26h | sana | proto SS
alarm: Alarms by text message | 8h | sana | dash
stock: Order parts for forty units | 7d | | proto FS+1d | duration
fit: Fit forty units | 40h | paolo, yuki | stock, case
hand: Hand over to the growers | 4h | mira | fit, alarm | due 40
""",
}
