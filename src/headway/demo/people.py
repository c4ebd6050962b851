"""Who works in the demo organisation, where, when and on what terms; tables as text."""

NAME = "Fernhill Studio"
SLUG = "fernhill"
ZONE = "Europe/Berlin"
WEEK = "9:00-13:00, 14:00-18:00"

ADMINISTRATOR = "marta"

PLACES = """
Berlin  | Europe/Berlin | DE | BE
London  | Europe/London | GB | ENG
Sapporo | Asia/Tokyo    | JP |
"""

PEOPLE = """
marta | Marta Keller | Berlin | owner | | 9-13, 14-18 x5 | 85 | 4600 | 11000 EUR
tom | Tom Hallam | London | member | marta | 9-13, 14-18 x5 | 85 | 4100 | 9800 GBP
yuki | Yuki Arai | Sapporo | member | tom | 9-12, 13-18 x5 | 85 | 4200 | 9500 JPY
lena | Lena Vogt | Berlin | member | marta | 8-12:30 x5 | 90 | 3700 | 9200 EUR
paolo | Paolo Conti | Berlin | member | marta | 9-13, 14-18 x4 | 80 | 3900 | 9500 EUR
sana | Sana Malik | London | member | tom | 10-14, 15-19 x5 | 80 | 3400 | 8800 GBP
emeka | Emeka Eze | London | member | marta | 9-13, 14-18 x5 | 80 | 4200 | 9900 GBP
greta | Greta Sund | Berlin | member | emeka | 9-13, 14-18 x5 | 85 | 3300 | 8400 EUR
kenji | Kenji Mori | Sapporo | member | tom | 9-12, 13-18 x5 | 85 | 3900 | 9000 JPY
clara | Clara Riedel | Berlin | member | emeka | 9-13, 14-17 x4 | 90 | 3500 | 8900 EUR
rob | Rob Ashdown | London | member | emeka | 8-12, 13-17 x4 | 90 | 2900 | 7200 GBP
dilan | Dilan Aydin | Berlin | member | tom | 9-13, 14-18 x5 | 85 | 3600 | 9000 EUR
mei | Mei Fujita | Sapporo | member | tom | 10-13, 14-17 x5 | 90 | 3000 | 7000 JPY
wren | Wren Doyle | London | member | marta | 9-13 x5 | 90 | 2400 | 6000 GBP
"""
"""Sign-in, name, place, role, lead, hours, availability, cost and bill rate."""

GUEST = "otto | Otto Falk | Berlin"
"""Who sees one project with the client's eyes, ``GUEST_SEES``."""
GUEST_SEES = "ORC"
GUEST_HIDES = ("effort", "people")

SHORTER_WEEKS = """
greta | -40 | 9-13, 14-18 x3
lena  |  25 | 8-12:30 x4
rob   | -200 | 8-12, 13-17 x5
"""
"""From so many days after today on they work so."""

AWAY = """
sana  |   4 |   8 | vacation | Walking in Wales
dilan |  15 |  26 | vacation | Family in Izmir
yuki  |  11 |  12 | training | Embedded systems course
lena  |  18 |  24 | vacation | School holidays
greta |  17 |  28 | vacation | Skiing
rob   |  -1 |   2 | illness  | Flu
emeka |  30 |  41 | vacation | Lagos
"""

ASKED = """
paolo |  20 |  24 | vacation | Olive harvest
clara |  33 |  37 | vacation | Sailing
"""
"""What their lead has yet to decide."""

SKILLS = """
Project management | Leading  | marta 5, emeka 4, tom 3
Budgets            | Leading  | marta 4, wren 4
Python             | Software | yuki 5, dilan 4, tom 3
Web interfaces     | Software | sana 4, tom 4, dilan 2
Firmware           | Software | kenji 4, yuki 3
Electronics        | Workshop | paolo 5, kenji 4
Joinery            | Workshop | rob 5, greta 2
Installing on site | Workshop | rob 4, paolo 3
Graphic design     | Design   | lena 5, greta 4
Wayfinding         | Design   | greta 4, lena 3
User research      | Design   | clara 5, mei 2
Testing            | Software | mei 4, clara 2
German copy        | Words    | wren 1, lena 3, clara 4
English copy       | Words    | wren 5, emeka 4
"""

TEAMS = """
Software | tom yuki sana dilan mei
Workshop | paolo rob kenji greta
Office   | marta emeka clara lena wren
"""
"""Everybody is in one; what is over is open to all of them."""
