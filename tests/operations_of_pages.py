"""What of the API does what a page's form does, or why nothing does.

A row for every route that takes a POST; ``test_api_of_pages.py`` fails without.
"""

from tests.permission_row import ITEM, MEMBER, TEAM, W

OPERATIONS = {
    f"{W}import/": ("importMsproject",),
    f"{W}people/": ("addMember",),
    f"{W}settings/": ("editWorkspace",),
    f"{W}settings/members/": ("addMember", "inviteMember"),
    f"{MEMBER}role/": ("changeRole",),
    f"{MEMBER}invitation/": ("inviteMember",),
    f"{MEMBER}invitation/removal/": ("withdrawInvitation",),
    f"{MEMBER}suspension/": ("suspendMember",),
    f"{MEMBER}suspension/removal/": ("readmitMember",),
    f"{W}settings/teams/": ("createTeam",),
    TEAM: ("renameTeam",),
    f"{TEAM}people/": ("joinTeam",),
    f"{TEAM}people/removal/": ("leaveTeam",),
    f"{TEAM}removal/": ("dissolveTeam",),
    f"{W}settings/mail/": ("sendTestMail",),
    f"{W}settings/planning/": ("changePlanning",),
    f"{W}settings/jobs/<int:job_id>/retry/": ("retryJob",),
    f"{W}settings/jobs/<int:job_id>/giving-up/": ("giveUpJob",),
    f"{W}me/zone/": ("editMe",),
    f"{W}me/sessions/end/": ("endOtherSessions",),
    f"{W}me/sessions/<int:session_id>/end/": ("endSession",),
    f"{W}me/tokens/<int:token_id>/revocation/": ("revokeToken",),
    f"{W}projects/": ("createProject",),
    f"{W}projects/<str:key>/access/": ("giveGrant", "takeGrant"),
    f"{W}projects/<str:key>/deletion/": ("deleteProject",),
    f"{W}items/": ("createItem",),
    f"{ITEM}cells/<str:name>/": ("editItem", "assignPeople"),
    f"{ITEM}state/": ("moveItem",),
    f"{ITEM}items/": ("createItem",),
    f"{ITEM}links/": ("linkItems",),
    f"{ITEM}links/removal/": ("unlinkItems",),
    f"{ITEM}pin/removal/": ("editItem",),
    f"{ITEM}parts/": ("assignPeople",),
    f"{ITEM}deletion/": ("deleteItem",),
    f"{W}bin/<int:deletion_id>/restoration/": ("restore",),
    f"{W}undo/": ("undoLast",),
    f"{W}redo/": ("redoLast",),
    f"{W}operations/<uuid:operation>/undo/": ("undoOperation",),
    f"{W}plan/": ("planNow",),
    f"{W}timeline/<int:item_id>/": ("editItem",),
    f"{W}timeline/preview/": ("previewItem",),
    f"{W}timeline/links/": ("linkItems",),
}

SIGNING_IN = "who signs in, and how, is proved in a browser: no token stands for that"
LETS_IN = "a link that lets somebody in as another is not given to programs"
SCREEN = "it is about what a screen shows"
FACTS = "the API of people's hours and absences comes with the rest of their facts"

BROWSERS_ONLY = {
    "setup/": SIGNING_IN,
    "invitation/": SIGNING_IN,
    "sign-in/": SIGNING_IN,
    "sign-out/": SIGNING_IN,
    "forgotten-password/": SIGNING_IN,
    "new-password/<str:uidb36>/": SIGNING_IN,
    "new-address/": SIGNING_IN,
    "sign-in/second-factor/": SIGNING_IN,
    "sign-in/passkey/": SIGNING_IN,
    "sign-in/mail/": SIGNING_IN,
    "sign-in/mail/code/": SIGNING_IN,
    "confirm/": SIGNING_IN,
    "confirm/code/": SIGNING_IN,
    "confirm/passkey/": SIGNING_IN,
    "workspaces/": "a token is of one workspace, and reaches no other",
    f"{W}people/<int:person_id>/": FACTS,
    f"{W}people/<int:person_id>/absences/": FACTS,
    f"{W}absences/<int:absence_id>/remove/": FACTS,
    f"{W}people/<int:person_id>/new-password/": LETS_IN,
    f"{W}people/<int:person_id>/second-factors/removal/": SIGNING_IN,
    f"{W}me/looks/": SCREEN,
    f"{W}me/address/": SIGNING_IN,
    f"{W}me/sign-in/password/": SIGNING_IN,
    f"{W}me/sign-in/app/": SIGNING_IN,
    f"{W}me/sign-in/passkeys/": SIGNING_IN,
    f"{W}me/sign-in/factors/<int:factor_id>/removal/": SIGNING_IN,
    f"{W}me/sign-in/recovery-codes/": SIGNING_IN,
    f"{W}me/tokens/new/": "a token that makes tokens outlives its own end",
    f"{W}presence/<str:kind>/<int:thing_id>/": SCREEN,
    f"{W}settings/log/export/": "listEvents answers all of it, page by page, as JSON",
}
