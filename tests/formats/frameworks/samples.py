"""Frameworks in the shapes in which companies publish theirs. The words are our own.

Each says the same criteria, where its shape can: `STATED` as (level, theme, text).
"""

STATED = (
    ("Senior Engineer", "Delivery", "Takes a project from idea to use."),
    ("Senior Engineer", "Delivery", "Says early what will be late."),
    ("Senior Engineer", "Craft", "Leaves code easier to change than it was."),
    ("Staff Engineer", "Delivery", "Leads work of several teams to its end."),
    ("Staff Engineer", "Craft", "Sets a direction that teams follow by choice."),
)

HEADINGS = """\
# Acme engineering levels

What we hope to see. Nobody shows all of it.

## Senior Engineer

### Delivery

- Takes a project from idea to use.
- Says early what
  will be late.

### Craft

1. Leaves code easier to change than it was.
   - for example a module with tests that others dare to touch

## Staff Engineer

### Delivery

* Leads work of several teams to its end.

### Craft

Sets a direction that teams follow by choice.
"""

THEMES_FIRST = """\
# Acme engineering levels

## Delivery

### Senior Engineer
- Takes a project from idea to use.
- Says early what will be late.

### Staff Engineer
- Leads work of several teams to its end.

## Craft

### Senior Engineer
- Leaves code easier to change than it was.

### Staff Engineer
- Sets a direction that teams follow by choice.
"""

BULLETS = """\
- Senior Engineer
  - Delivery
    - Takes a project from idea to use.
    - Says early what will be late.
  - Craft
    - Leaves code easier to change than it was.
- Staff Engineer
  - Delivery
    - Leads work of several teams to its end.
  - Craft
    - Sets a direction that teams follow by choice.
"""

BOLD = """\
## Senior Engineer
- **Delivery:** Takes a project from idea to use.
- **Delivery:** Says early what will be late.
- **Craft**: Leaves code easier to change than it was.

## Staff Engineer
- **Delivery:** Leads work of several teams to its end.
- **Craft** – Sets a direction that teams follow by choice.
"""

MATRIX = """\
# Acme engineering levels

| Theme | Senior Engineer | Staff Engineer |
|:------|-----------------|----------------|
| Delivery | Takes a project from idea to use.<br>Says early what will be late. | Leads work of several teams to its end. |
| **Craft** | Leaves code easier to change than it was. | Sets a direction that teams follow by choice. |
"""

TURNED = """\
| | Delivery | Craft |
|---|---|---|
| Senior Engineer | • Takes a project from idea to use. • Says early what will be late. | Leaves code easier to change than it was. |
| Staff Engineer | Leads work of several teams to its end. | Sets a direction that teams follow by choice. |
"""

LONG_CSV = """\
Level,Theme,Criterion,Examples
Senior Engineer,Delivery,Takes a project from idea to use.,the payout report
,,Says early what will be late.,
,Craft,Leaves code easier to change than it was.,"a module, with tests"
Staff Engineer,Delivery,Leads work of several teams to its end.,
,Craft,Sets a direction that teams follow by choice.,
"""

MATRIX_CSV = """\
Area;Senior Engineer;Staff Engineer
Delivery;"Takes a project from idea to use.
Says early what will be late.";Leads work of several teams to its end.
Craft;Leaves code easier to change than it was.;Sets a direction that teams follow by choice.
"""

LEVELS_YAML = """\
# Acme engineering levels
levels:
  Senior Engineer:
    Delivery:
      - Takes a project from idea to use.
      - Says early what will be late.
    Craft: Leaves code easier to change than it was.
  Staff Engineer:
    Delivery: [Leads work of several teams to its end.]
    Craft:
      - >-
        Sets a direction that teams
        follow by choice.
"""

PROGRESSION_YAML = """\
---
- id: 3c1a0e
  summary: Takes a project from idea to use.
  examples:
    - the payout report
    - the new search
  supportingUrls: []
  area: Delivery
  topic:
  level: Senior Engineer
  domain: null
- id: 3c1a0f
  summary: Says early what will be late.
  examples: []
  area: Delivery
  level: Senior Engineer
- {id: 3c1a10, summary: Leaves code easier to change than it was., area: Craft, level: Senior Engineer}
- id: 3c1a11
  area: Delivery
  level: Staff Engineer
  summary: |
    Leads work of several teams
    to its end.
- id: 3c1a12
  summary: Sets a direction that teams follow by choice.
  area: Craft
  level: Staff Engineer
"""

DIMENSIONS_YAML = """\
name: Acme engineering levels
source: https://levels.example/engineering
dimensions:
  - name: Delivery
    description: How work comes to its end.
    levels:
      - name: Senior Engineer
        description: Takes a project from idea to use.
        examples:
          - the payout report
      - name: Senior Engineer
        description: Says early what will be late.
      - name: Staff Engineer
        description: Leads work of several teams to its end.
  - name: Craft
    levels:
      Senior Engineer: Leaves code easier to change than it was.
      Staff Engineer:
        - Sets a direction that teams follow by choice.
"""

PROSE = """\
Acme engineering levels

Senior Engineer

Delivery
Takes a project from idea to use.
Says early what will be late.

Craft
Leaves code easier to change than it was.

Staff Engineer
Delivery
Leads work of several teams
to its end.

Craft
Sets a direction that teams follow by choice.
"""

LED = """\
Acme engineering levels

Senior Engineer

Delivery: Takes a project from idea to use.
Delivery: Says early what will be late.
Craft: Leaves code easier to change than it was.

Staff Engineer

Delivery: Leads work of several teams to its end.
Craft: Sets a direction that teams follow by choice.
"""

SHAPES = {
    "nested headings": (HEADINGS, ""),
    "headings, themes first": (THEMES_FIRST, "levels.md"),
    "nested bullets": (BULLETS, ""),
    "bold leads": (BOLD, "levels.md"),
    "a matrix": (MATRIX, ""),
    "a matrix on its side": (TURNED, ""),
    "CSV, one criterion per row": (LONG_CSV, "levels.csv"),
    "CSV, a matrix": (MATRIX_CSV, ""),
    "a sheet pasted": (LONG_CSV.replace(",", "\t").replace("module\t", "module,"), ""),
    "YAML, levels and themes": (LEVELS_YAML, ""),
    "YAML, a list of criteria": (PROGRESSION_YAML, "competencies.yml"),
    "YAML, names and dimensions": (DIMENSIONS_YAML, ""),
    "prose": (PROSE, ""),
    "prose that begins with its themes": (LED, ""),
    "a corner that names what is across": (MATRIX.replace("| Theme |", "| Level |"), ""),
}
"""By shape: the text, and what its file is called."""
