"""How work of a kind goes: the steps from which the demo's titles are made.

A step is ``role kind effort link | wording
  / wording``.  ``{x}`` is what it is done to.
The role is a column of a project's cast, ``-`` if nobody here works on it.  The link is
to the step before: none for finish to start, ``SS+4h`` and the like, ``*`` for a step
that waits for nothing.  ``?`` behind the effort: left out now and then; ``joint``,
``duration``, ``elapsed`` as items are.  A step of a role that a project has not is left
out.
"""

RECIPES = {
    "study": """
plan     lead     2h        | Prepare {x}
  / Find dates for {x}
  / Write the questions for {x}
research research 1d        | Hold {x} / Sit through {x} with open ears / Do {x}
research research 4h        | Write up {x}
  / Sum up {x} on two pages
  / Sort the notes of {x}
words    words    2h?       | Send {client} the findings of {x}
  / Shorten the report on {x}
plan     lead     1h? joint | Talk through {x} together
  / Draw conclusions from {x}
""",
    "feature": """
plan     lead     2h        | Agree on the extent of {x}
  / Settle the open questions about {x}
  / Write down how {x} should work
design   design   1d        | Draw the screens of {x}
  / Sketch {x} on paper first
  / Design {x} for small screens
code     build    2d        | Build the server side of {x}
  / Store the data of {x}
  / Write the rules behind {x}
front    build    2d SS+1d  | Build the screens of {x}
  / Put {x} into the app
  / Make {x} work on a phone
code     build    4h? FF    | Measure the speed of {x}
  / Write automatic tests for {x}
  / Log what goes wrong in {x}
test     test     4h        | Try {x} with last year's data
  / Test {x} with two pilot users
  / Go through {x} on old phones
words    words    2h? *     | Write the help text for {x}
  / Translate the texts of {x}
  / Word the error messages of {x}
""",
    "sign": """
research research 4h        | Measure up for {x}
  / Check the sight lines to {x}
  / Photograph where {x} will be
design   design   1d        | Draw {x} to scale
  / Lay out {x} in two languages
  / Design {x}
plan     lead     1h joint  | Get a yes on {x} from {client}
  / Agree on colours and wording of {x}
shop     build    1d        | Make a card model of {x}
  / Cut a sample of {x}
  / Prepare the print files of {x}
-        order    6d duration | Maker produces {x}
  / Supplier cuts and paints {x}
-        order    2d? elapsed | Varnish on {x} cures / Paint on {x} dries
install  install  4h        | Mount {x}
  / Put up {x} outside opening hours
  / Fix {x} on site
words    words    1h? *     | Write the care notes for {x}
  / Note the part numbers of {x}
""",
    "device": """
hard     research 4h        | Choose parts for {x}
  / Compare three makes for {x}
  / Work out the cost of {x}
hard     build    1d        | Build {x} on the bench
  / Wire up {x} for the first time
  / Solder the first {x1}
code     build    1d SS+4h  | Write the firmware of {x}
  / Read and log the values of {x}
test     test     4h        | Run {x} through a night
  / Test {x} in damp and cold
  / Try to break {x}
-        order    7d? duration * | Parts for {x} are delivered
  / Circuit boards for {x} are made
shop     build    1d        | Assemble {x}
  / Fit {x} into its case
  / Build the case of {x}
install  install  4h FS+1d  | Install {x}
  / Take {x} into service
  / Hang {x} in its place
""",
    "piece": """
research research 2h        | Collect material for {x}
  / Choose pictures for {x}
  / Look up rights for {x}
words    words    4h        | Write the text of {x}
  / Edit the text of {x}
  / Cut the text of {x} by a third
design   design   1d SS+2h  | Lay out {x}
  / Design {x}
  / Set {x} in the house style
plan     lead     1h joint  | Go through {x} with {client}
  / Get {x} signed off by {client}
test     test     1h?       | Proofread {x} / Read {x} aloud, word by word
-        order    5d duration | Printer delivers {x}
  / Printing and packing of {x}
plan     lead     1h? FS+1d | Send out {x} / Check the count of {x}
""",
    "trial": """
plan     lead     2h        | Plan {x}
  / Invite people to {x}
  / Find a day for {x}
test     test     1d        | Watch {x} and take notes / Run {x}
front    build    1d        | Mend what came up in {x} / Fix the worst of {x}
code     build    4h? SS+2h | Clear the error log after {x}
  / Tune the slow parts after {x}
plan     lead     2h joint  | Decide together after {x} / Look back at {x}
""",
    "besides": """
plan     lead     1h *      | Report to {client} on {x} / Write the invoice for {x}
plan     lead     2h *      | Check the budget of {x} / Agree on who does {x}
plan     lead     1h? *     | Answer {client} about {x}
research research 4h *      | Ask around about {x} / Find out how others do {x}
design   design   4h? *     | Collect pictures for {x} / Sketch ideas for {x}
front    build    4h *      | Try out an idea for {x}
code     build    4h? *     | Clear up the code before {x}
hard     build    2h *      | Repair the bench before {x} / Count the parts for {x}
shop     build    2h *      | Order material for {x} / Sharpen the tools for {x}
test     test     2h *      | List what may go wrong in {x} / Write the test plan of {x}
words    words    2h *      | Collect the terms of {x} / Write a page on {x}
""",
}  # fmt: skip
