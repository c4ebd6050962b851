"""Mail out: letters are queued with the change that causes them, and sent by a worker.

Without ``HEADWAY_EMAIL_URL`` nothing is mailed; pages show links instead.
"""

from headway.people.mail.letters import Letter, is_mail_on, link_to, post

__all__ = ["Letter", "is_mail_on", "link_to", "post"]
