"""The demo's client projects: what is made, by whom, and when it began."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Brief:
    """``began`` is how many days ago; ``cast`` maps roles of recipes to people.

    In ``text`` a phase begins with ``#``, its milestone with ``!``, and a line between
    is ``recipe: what it is done to``; ``+`` before it is work that nobody had thought
    of at the beginning.  ``slack`` is how much longer than expected it may take, as a
    part; ``stopped`` how many days ago it was given up.
    """

    key: str
    name: str
    client: str
    began: int
    cast: Mapping[str, str]
    text: str
    slack: float = 0.0
    stopped: int | None = None


def _cast(text: str) -> Mapping[str, str]:
    pairs = (part.split("=") for part in text.split())
    return {role: names.replace(",", " ") for role, names in pairs}


CURRENT: Sequence[Brief] = (
    Brief(
        key="ORC",
        name="Orchard booking app",
        client="the growers",
        began=62,
        slack=0.3,
        cast=_cast(
            "plan=marta research=clara design=lena code=yuki,dilan front=sana,tom "
            "test=mei words=wren"
        ),
        text="""
# Discovery
study: the interviews with six growers
study: the day at the booking phone
! The growers agree on the plan
# Booking
feature: the map of free plots
feature: the season calendar
feature: the basket for several trees
+feature: the waiting list for old varieties
! A first booking goes through
# Money
feature: payment by card and invoice
feature: refunds after frost
feature: the yearly statement for growers
! The accountant is content
# Season opening
feature: tickets without a network
trial: the weekend with two pilot orchards
+trial: the rehearsal of the opening day
! The season is open
# Besides
besides: the second season
""",
    ),
    Brief(
        key="LIB",
        name="City library signage",
        client="the librarians",
        began=55,
        slack=-0.05,
        cast=_cast(
            "plan=emeka research=greta,clara design=greta,lena shop=rob install=rob "
            "words=wren test=clara"
        ),
        text="""
# Ground floor
study: the count of lost visitors
sign: the board at the main door
sign: the counter sign
sign: the arrows to the lifts
! Readers find the returns desk
# Upper floors
sign: the shelf ends of the novels
sign: the stairwell numbers
sign: the quiet room plate
+sign: the signs for the new prayer room
! The upper floors are marked
# Children and street
sign: the hanging animals of the children's corner
sign: the tactile floor plan
sign: the pillar on the square
! Signs are up everywhere
# Besides
besides: the reading weeks
""",
    ),
    Brief(
        key="GRN",
        name="Greenhouse sensor rollout",
        client="the nursery",
        began=52,
        slack=-0.12,
        cast=_cast(
            "plan=marta,tom research=clara hard=paolo,kenji code=kenji,yuki "
            "front=dilan,sana shop=paolo,rob install=paolo,rob test=mei,kenji "
            "words=wren design=lena"
        ),
        text="""
# House two
study: the walk through three greenhouses
device: the soil probe = soil probe
device: the radio bridge = bridge board
device: the vent motor control = motor driver
! House two reports for a week
# All houses
device: the leaf wetness sensor = wetness sensor
device: the battery box = battery box
+device: the frost siren = siren
! Forty units hang
# Dashboard
feature: the curves of the week
feature: alarms by text message
feature: the watering advice
trial: the cold night trial
! The nursery takes over
# Besides
besides: the spring planting
""",
    ),
    Brief(
        key="FRY",
        name="Ferry terminal displays",
        client="the harbour office",
        began=34,
        slack=0.15,
        cast=_cast(
            "plan=emeka,marta research=clara design=lena,greta code=dilan,yuki "
            "front=tom,sana hard=kenji shop=rob install=rob,paolo test=mei,clara "
            "words=wren"
        ),
        text="""
# Timetable data
study: the morning on pier three
feature: the feed of departures
feature: delays and cancellations
! Real departures on a desk screen
# Screens
device: the departure screen = screen mount
device: the ticket hall screen = hall screen
feature: the view for colour-blind passengers
+device: the loop for hearing aids = induction loop
! The terminal shows tomorrow's ferries
# Handover
sign: the plates around the screens
feature: the editor for the harbour office
trial: the fog day exercise
! The harbour office runs it alone
# Besides
besides: the summer timetable
""",
    ),
    Brief(
        key="THE",
        name="Theatre season campaign",
        client="the dramaturge",
        began=24,
        slack=0.12,
        cast=_cast(
            "plan=marta,emeka research=clara,marta words=wren,emeka design=greta,lena "
            "test=clara,mei code=dilan front=sana shop=greta install=rob"
        ),
        text="""
# Idea
study: the evening with the ushers
piece: the season motto cards
! The house has its motto
# Print
piece: the season booklet
piece: the poster for the opening play
piece: the banners for the tram
+piece: the cards for school classes
! The season is in the shops
# Web and foyer
feature: the calendar of plays
feature: reminders before a play
sign: the light box in the foyer
sign: the banner above the portal
trial: the open house weekend
! Curtain up
# Besides
besides: the guest performance
""",
    ),
)

PAST: Sequence[Brief] = (
    Brief(
        key="TOW",
        name="Town bakery web shop",
        client="the bakers",
        began=548,
        cast=_cast(
            "plan=tom research=clara design=lena code=yuki,dilan front=sana,tom "
            "test=mei words=wren"
        ),
        text="""
# Orders
study: the dawn visit to the bakery
feature: the bread list
feature: orders for the next morning
feature: standing orders of cafés
! First loaf ordered
# Delivery
feature: the rounds of the drivers
feature: returns of crates
+feature: the allergen table
feature: invoices by month
trial: the Easter rush trial
! The bakers run the shop
""",
    ),
    Brief(
        key="VAL",
        name="Valley cycle path signs",
        client="the road office",
        began=500,
        cast=_cast(
            "plan=emeka,marta research=greta,clara design=greta,lena shop=rob "
            "install=rob,paolo words=wren test=clara"
        ),
        text="""
# River route
study: the ride along the river
sign: the posts at six bridges
sign: the map at the station
sign: the warning at the lock
! The river route is marked
# Hill route
sign: the steep road plates
sign: the rest place board
sign: the arrows in the wood
+sign: the detour around the quarry
sign: the school way markers
! Both routes are open
""",
    ),
    Brief(
        key="WEA",
        name="Weather kiosk",
        client="the park wardens",
        began=430,
        cast=_cast(
            "plan=marta research=clara hard=paolo,kenji code=kenji,yuki front=sana "
            "shop=paolo,rob install=rob,paolo test=mei,kenji words=wren design=lena"
        ),
        text="""
# Station
study: the talks with the wardens
device: the rain gauge = rain gauge
device: the wind vane = vane
device: the solar supply = charger
! A first week of readings
# Kiosk
device: the touch panel = panel
feature: the forecast for walkers
feature: the avalanche notice
+device: the heater of the kiosk = heater
trial: the storm night trial
! The kiosk stands
""",
    ),
    Brief(
        key="VFG",
        name="Village festival gates",
        client="the festival",
        began=330,
        stopped=255,
        cast=_cast(
            "plan=tom research=clara hard=kenji,paolo code=dilan,yuki front=sana "
            "shop=rob install=rob test=mei words=wren design=lena"
        ),
        text="""
# Wristbands
study: the queue count at the gates
device: the wristband reader = reader
device: the turnstile = turnstile
feature: the list of guests
! A wristband opens a gate
# Festival
device: the backup power = power unit
feature: top-up at the bar
feature: the crowd meter
trial: the dress rehearsal
! The festival is on
""",
    ),
    Brief(
        key="WCM",
        name="Works canteen menu boards",
        client="the kitchen",
        began=290,
        cast=_cast(
            "plan=emeka,wren research=clara design=greta,lena code=dilan "
            "front=tom,sana hard=kenji shop=rob install=rob,paolo test=mei words=wren"
        ),
        text="""
# Menu
study: the lunch hour at the counter
feature: the menu of the week
feature: the allergen icons
piece: the table cards
! Lunch is on the screen
# Boards
device: the board above the till = till board
sign: the tray return signs
sign: the frame around the menu
+feature: the count of portions left
piece: the poster on food waste
trial: the week with real guests
! The kitchen edits its menu
""",
    ),
)
"""What is over; their names and keys come behind those of what is under way."""
