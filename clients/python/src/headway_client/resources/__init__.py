"""All groups of methods.

Written by generate.py from docs/openapi.json: change that.
"""

from headway_client.resources.absence_rules import AbsenceRules
from headway_client.resources.absences import Absences
from headway_client.resources.baselines import Baselines
from headway_client.resources.bin import Bin
from headway_client.resources.busy import Busy
from headway_client.resources.conflicts import Conflicts
from headway_client.resources.decisions import Decisions
from headway_client.resources.demands import Demands
from headway_client.resources.feeds import Feeds
from headway_client.resources.fields import Fields
from headway_client.resources.holiday_calendars import HolidayCalendars
from headway_client.resources.imports import Imports
from headway_client.resources.invitations import Invitations
from headway_client.resources.items import Items
from headway_client.resources.jobs import Jobs
from headway_client.resources.judging import Judging
from headway_client.resources.labels import Labels
from headway_client.resources.links import Links
from headway_client.resources.load import Load
from headway_client.resources.locations import Locations
from headway_client.resources.log import Log
from headway_client.resources.mail import Mail
from headway_client.resources.me import Me
from headway_client.resources.members import Members
from headway_client.resources.operations import Operations
from headway_client.resources.outlooks import Outlooks
from headway_client.resources.overrides import Overrides
from headway_client.resources.people import People
from headway_client.resources.plan import Plan
from headway_client.resources.planning import Planning
from headway_client.resources.projects import Projects
from headway_client.resources.rates import Rates
from headway_client.resources.sample_data import SampleData
from headway_client.resources.search import Search
from headway_client.resources.skills import Skills
from headway_client.resources.states import States
from headway_client.resources.tables import Tables
from headway_client.resources.teams import Teams
from headway_client.resources.today import Today
from headway_client.resources.types import Types
from headway_client.resources.views import Views
from headway_client.resources.workspace import Workspace
from headway_client.resources.workspaces import Workspaces
from headway_client.sending import Sender


class Resources:
    """What a client offers."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender
        self.absence_rules = AbsenceRules(sender)
        self.absences = Absences(sender)
        self.baselines = Baselines(sender)
        self.bin = Bin(sender)
        self.busy = Busy(sender)
        self.conflicts = Conflicts(sender)
        self.decisions = Decisions(sender)
        self.demands = Demands(sender)
        self.feeds = Feeds(sender)
        self.fields = Fields(sender)
        self.holiday_calendars = HolidayCalendars(sender)
        self.imports = Imports(sender)
        self.invitations = Invitations(sender)
        self.items = Items(sender)
        self.jobs = Jobs(sender)
        self.judging = Judging(sender)
        self.labels = Labels(sender)
        self.links = Links(sender)
        self.load = Load(sender)
        self.locations = Locations(sender)
        self.log = Log(sender)
        self.mail = Mail(sender)
        self.me = Me(sender)
        self.members = Members(sender)
        self.operations = Operations(sender)
        self.outlooks = Outlooks(sender)
        self.overrides = Overrides(sender)
        self.people = People(sender)
        self.plan = Plan(sender)
        self.planning = Planning(sender)
        self.projects = Projects(sender)
        self.rates = Rates(sender)
        self.sample_data = SampleData(sender)
        self.search = Search(sender)
        self.skills = Skills(sender)
        self.states = States(sender)
        self.tables = Tables(sender)
        self.teams = Teams(sender)
        self.today = Today(sender)
        self.types = Types(sender)
        self.views = Views(sender)
        self.workspace = Workspace(sender)
        self.workspaces = Workspaces(sender)
