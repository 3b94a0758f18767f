"""Frameworks in the exact shapes of eight public ones, in our own words: each with what it states."""

from typing import NamedTuple


class Published(NamedTuple):
    """A text with its file name, and its criteria as (level, theme, text)."""

    file: str
    text: str
    criteria: tuple[tuple[str, str, str], ...]
    about: tuple[str, ...] = ()


REFERENCES = Published(
    "engineering.yml",
    """\
name: Engineering
summary: |
  What we ask of engineers in the product group.
googleSheetId: 1Gdnd-ZmqW

levels:

  - id: junior
    name: Junior Engineer

  - id: senior-2-ic
    name: Senior Engineer 2 (Individual Contributor)

themes:

  - id: planning
    name: Planning and Organising
    summary: |
      Keeps work within the people, time and
      money that there are.

  - id: technical
    name: Technical
    summary: |
      Knows the systems.

competencies:

  - id: fb43098c-588c
    level: junior
    theme: planning
    summary: |
      Plans the tasks of a week.
    proficiency: Awareness

  - id: 5d6ccb96-2cf8
    level: senior-2-ic
    theme: technical
    summary: |
      1. Chooses between designs and says why.

      2. Leads the delivery of a project.
    proficiency: Working knowledge
""",
    (
        ("Junior Engineer", "Planning and Organising", "Plans the tasks of a week."),
        (
            "Senior Engineer 2 (Individual Contributor)",
            "Technical",
            "Chooses between designs and says why.",
        ),
        ("Senior Engineer 2 (Individual Contributor)", "Technical", "Leads the delivery of a project."),
    ),
    ("Keeps work within the people, time and", "What we ask of engineers"),
)

FRONT_MATTER = Published(
    "backend.md",
    """\
---
path: "/engineering/backend"
title: "🛠️ Backend Engineering Framework"
sidebarGroup: "engineering"
levels: 2
topics:
  - name: "communication"
    title:
    content:
      - level: 1
        criteria:
          - "Tells their buddy where they are"
        exampleCriteria:
          - criteria: "Writes pull requests with their context"
            examples:
              - "I chose X because of Y"
      - level: 2
        criteria:
          - "Gives feedback when asked"
  - name: "leadership"
    title: "👩‍💼 Leadership"
    content:
      - level: 2
        criteria:
          - "Welcomes new engineers"
---
### About our frameworks
They help engineers and managers:
- make plans
- speak one language

The framework is a compass.
""",
    (
        ("1", "communication", "Tells their buddy where they are"),
        ("1", "communication", "Writes pull requests with their context"),
        ("2", "communication", "Gives feedback when asked"),
        ("2", "leadership", "Welcomes new engineers"),
    ),
    ("They help engineers and managers", "The framework is a compass."),
)

INDEXED = Published(
    "Developer.md",
    """\
# Developer

A role with deep technical knowledge.

| Level | Senior | Position |
| :---: | :---: | :---: |
| 1 | No | [D1 - Developer 1](#d1---developer-1) |
| 2 | Yes | [D2 - Developer 2](#d2---developer-2) |

## D1 - Developer 1

<picture>
  <source media="(prefers-color-scheme: dark)" srcset="/charts/developer-1-dark.png">
  <img alt="Developer 1" src="/charts/developer-1.png">
</picture>

* **Adopts**: learns the tools that the team uses
* **Follows**: follows the team's process

## D2 - Developer 2

* **Adopts**: learns the tools that the team uses
* **Multiple Teams**: is felt beyond the own team

# Other Pages

* [**Introduction**](README.md)
* [**Tech Lead**](TechLead.md)
""",
    (
        ("D1 - Developer 1", "Adopts", "learns the tools that the team uses"),
        ("D1 - Developer 1", "Follows", "follows the team's process"),
        ("D2 - Developer 2", "Adopts", "learns the tools that the team uses"),
        ("D2 - Developer 2", "Multiple Teams", "is felt beyond the own team"),
    ),
    ("A role with deep technical knowledge.",),
)

WEB_PAGE = Published(
    "ic5_staff_software_engineer.html",
    """\
<!DOCTYPE html>
<link href="static/binder.css" rel="stylesheet"/>
<script src="static/jquery.js"></script>
<title>IC5 Staff Software Engineer - Acme Career Framework</title>
<body>
<nav><ul><li><a href="ic4.html">IC4 Software Engineer</a></li></ul></nav>
<div><h1><span>IC5 Staff Software Engineer</span></h1></div>
<p>For people who lead work of several teams.</p>
<h2><img alt="star"/> <span>Direction</span></h2>
<table><tbody>
<tr><td><b>Responsibility</b></td><td><b>Key </b><b>B</b><b>ehaviors</b></td></tr>
<tr><td><b>Agility</b></td><td><ul><li>I bring <span>change</span> about &amp; explain it</li></ul></td></tr>
<tr><td><b>Strategy</b></td><td><ul><li>I set a direction for years</li></ul><ul><li>I see trouble early</li></ul></td></tr>
</tbody></table>
<h2>Culture</h2>
<ul><li>I help teams to work together</li></ul>
<script>track("page")</script>
</body>
""",
    (
        ("IC5 Staff Software Engineer", "Direction / Agility", "I bring change about & explain it"),
        ("IC5 Staff Software Engineer", "Direction / Strategy", "I set a direction for years"),
        ("IC5 Staff Software Engineer", "Direction / Strategy", "I see trouble early"),
        ("IC5 Staff Software Engineer", "Culture", "I help teams to work together"),
    ),
    ("For people who lead work of several teams.",),
)

TITLES = Published(
    "titles-for-programmers.md",
    """\
# Titles for programmers

These are heuristics and not checklists.

## Junior Programmer

* Work is reviewed with much back and forth.

## Programmer

* Work is reviewed with an occasional change.

## Principal Programmer

* Runs systems (billing, an editor from scratch)
* Pushes the organisation forward.
""",
    (
        ("Junior Programmer", "", "Work is reviewed with much back and forth."),
        ("Programmer", "", "Work is reviewed with an occasional change."),
        ("Principal Programmer", "", "Runs systems (billing, an editor from scratch)"),
        ("Principal Programmer", "", "Pushes the organisation forward."),
    ),
    ("These are heuristics and not checklists.",),
)

JOB_FAMILY = Published(
    "backend-engineer.md",
    """\
---
layout: job_family_page
title: "Backend Engineer"
---

Backend engineers keep the product fast and safe.

## Levels

### Intermediate Backend Engineer

The intermediate engineer reports to a manager.

#### Intermediate Backend Engineer Job Grade

The job grade is 6.

#### Intermediate Backend Engineer Responsibilities

- Ship small features with some guidance
- Write maintainable code

### Staff Backend Engineer

#### Staff Backend Engineer Job Grade

The job grade is 8.

#### Staff Backend Engineer Responsibilities

- Lead efforts across teams

## Performance Indicators

- Merge request rate

## Hiring Process

Candidates talk to a recruiter first.
""",
    (
        ("Intermediate Backend Engineer", "", "Ship small features with some guidance"),
        ("Intermediate Backend Engineer", "", "Write maintainable code"),
        ("Staff Backend Engineer", "", "Lead efforts across teams"),
    ),
    (
        "Backend engineers keep the product fast and safe.",
        "The intermediate engineer reports to a manager.",
        "The job grade is 8.",
        "Merge request rate",
        "Candidates talk to a recruiter first.",
    ),
)

MATRIX_SHEET = Published(
    "competency-matrix.csv",
    """\
Area,Skill,Explanation,E2: Associate,E3: Engineer,E4: Senior
Technical skills,Writing code,How code reads,Writes code with help,Writes code others can test,Writes code that teaches
,Testing,,Knows the kinds of tests,Tests as they write,
Delivery,Planning,Work in small steps,,Cuts work into steps,Plans for a team
""",
    (
        ("E2: Associate", "Technical skills / Writing code", "Writes code with help"),
        ("E3: Engineer", "Technical skills / Writing code", "Writes code others can test"),
        ("E4: Senior", "Technical skills / Writing code", "Writes code that teaches"),
        ("E2: Associate", "Technical skills / Testing", "Knows the kinds of tests"),
        ("E3: Engineer", "Technical skills / Testing", "Tests as they write"),
        ("E3: Engineer", "Delivery / Planning", "Cuts work into steps"),
        ("E4: Senior", "Delivery / Planning", "Plans for a team"),
    ),
    ("Writing code: How code reads", "Planning: Work in small steps"),
)

MILESTONES = Published(
    "tracks.json",
    """\
{
  "MOBILE": {
    "displayName": "Mobile",
    "category": "A",
    "description": "Develops expertise in native mobile platforms",
    "milestones": [
      {
        "summary": "Works within existing patterns",
        "signals": ["Adds simple screens", "Traces crashes to their source"],
        "examples": ["Added a setting to the app"]
      },
      {
        "summary": "Designs major features",
        "signals": ["Designs a new screen"],
        "examples": []
      }
    ]
  },
  "SERVERS": {
    "displayName": "Servers",
    "category": "B",
    "description": "Develops expertise in server side engineering",
    "milestones": [
      {
        "summary": "Works within existing service boundaries",
        "signals": ["Makes minor changes to server code"],
        "examples": []
      }
    ]
  }
}
""",
    (
        ("1", "Mobile", "Works within existing patterns"),
        ("2", "Mobile", "Designs major features"),
        ("1", "Servers", "Works within existing service boundaries"),
    ),
    ("Develops expertise in native mobile platforms",),
)

PUBLISHED = {
    "references by id": REFERENCES,
    "YAML in front matter": FRONT_MATTER,
    "an index of levels": INDEXED,
    "a web page": WEB_PAGE,
    "titles": TITLES,
    "a job family": JOB_FAMILY,
    "a matrix with an explanation": MATRIX_SHEET,
    "tracks with milestones": MILESTONES,
}
