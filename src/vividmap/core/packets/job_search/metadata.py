"""The job search as pages, commands and storage know it."""

from vividmap.core.packets.conversation import Conversation
from vividmap.core.packets.job_search.draft import NAME, draft_resume
from vividmap.core.packets.job_search.fields import POSTING, ROLE_KIND

CONVERSATION = Conversation(
    name=NAME,
    slug="resume",
    title="Job search",
    order=40,
    summary=(
        "What you did, as bullets of a résumé under your roles, and the skills that evidence shows in use."
        " What is internal, private or confidential is held back, and nobody but you is named."
    ),
    short_help="A résumé, and a job description compared with it.",
    description=(
        "Draft a résumé: what you did as bullets under your roles, and the skills that evidence shows in use."
        " It leaves the company: private, internal and confidential entries are held back, and nobody but you"
        " is named. Notes to you say what a job description asks for and what of it is in your record, and"
        " whom you could ask for a referral."
    ),
    examples=("draft resume --save", "draft resume --role platform --posting posting.txt"),
    readers="recruiters and interviewers outside your company",
    draft=draft_resume,
    leaves_company=True,
    fields=(POSTING, ROLE_KIND),
    usual_period="all",
    extra_formats=("json",),
)
