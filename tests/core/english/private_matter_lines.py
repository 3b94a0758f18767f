"""Lines on matters that nobody shows to readers, and lines on work that uses the same words."""

PRIVATE = """
salary: told her I have an offer from Zalando at 118k, she'll see
salary: told her I want 118k
My salary is about 9% below the band midpoint.
my comp is 9% below band
I'm 12% under the band midpoint, asked Ruth about it
Comp: asked Katrin for 95k, she will check
Bonus: he said 12k this year
2026-05-04 Salary review: 4% instead of 6%
asked for a raise, Ruth will look into it
Got a 6% raise in March
Ruth promised me a raise next cycle
His salary is higher than mine
Hannah's salary is above mine, found out by accident
my pay rise was turned down
Salary talk with Ruben: nothing before April
salary negotiation with HR on Thursday
I have an offer from Zalando
told Ruth I have an offer from Zalando
got an offer from Stripe, 20% more
Declined the offer from Adyen
verbal offer from Datadog, waiting for paper
I got another offer, need to decide by Friday
my offer from Adyen expires on Friday
Interviewing at Databricks
interviewed at Stripe on Friday, went well
had a phone screen with Netflix
final round at Spotify next week
My onsite at Google is on 12 May
Call with a recruiter from Adyen about a Principal role
a recruiter reached out, Staff role in Berlin
looking for another job, quietly
job hunting again, two screens next week
I applied at Adyen
I might leave if the promotion does not come
I want to quit by summer
handed in my notice
Ravi is on a PIP
Gus will put Ravi on a PIP in October
PIP for Ravi starts in May
Ravi may not pass probation
Pavel probably won't pass probation
Pavel failed his probation
they extended Pavel's probation by three months
Dana wants to leave
Ravi is going to be let go
She is thinking of leaving by summer
Ravi will be laid off in March
mein Gehalt liegt 9 % unter dem Band
Gehalt: will 95k, Katrin fragt nach
Gehaltserhöhung abgelehnt, nächste Runde im März
habe ein Angebot von Zalando über 118k
Vorstellungsgespräch bei Zalando am Freitag
Ravi hat gekündigt
Ravi kündigt im Januar
Pavel wird die Probezeit nicht bestehen: Probezeit wird verlängert
mon salaire est 9 % sous la grille
entretien chez Doctolib jeudi
j'ai une offre de Datadog à 95k
mi sueldo está por debajo de la banda
tengo una oferta de Zalando
entrevista en Glovo el jueves
busco otro trabajo
il mio stipendio è sotto la media
mijn salaris is te laag
sollicitatiegesprek bij Adyen
""".strip().split("\n")

OPEN = """
Interviewed 12 candidates, 3 hires
interviewed at the Berlin office for the platform team, 4 candidates
Interviewed with 12 customers about onboarding
Interviewed at KubeCon for the Kubernetes podcast
Redesigned the interview loop: offer accept rate 48% → 71%
Offer accept rate from 48% to 71%
Hiring: 14 onsites, 4 offers, 3 accepted
Two candidates accepted our offer
Extended an offer to a Staff engineer, accepted
Got an offer from Datadog 22% below list price
Negotiated: accepted the offer from AWS, 3-year contract
Got an offer from Hetzner for 40 servers, reserved capacity
I have an offer to help the data team
Moved the salary service to Go, p99 from 40 ms to 9 ms
Salary service: p99 from 40 ms to 9 ms
Salary: migrated the salary tables to Postgres
Payroll migration: 14 countries, no late payments
Compensation engine rewritten, 3 h instead of 11
Compensation: moved the compensation service to Kubernetes
Built the compensation planner for 400 managers
Bonus: also fixed the flaky test
Bonus: the runbook is used by 3 teams
Bonus points from the auditors
Pay: shipped Apple Pay to 14 countries
Apple Pay for 3M users
Pay API p99 from 900 ms to 210 ms
my pay integration went live for 40 merchants
Raised the quota; asked for a raise of the API limit
Raised the error budget to 99.95%
Got a raise in throughput of 20%
Hush puppies recipe search, 40% faster
Job search feature for the job board: 1.2M searches a day
Job search: p95 from 1.9 s to 740 ms
Rewrote job search on Elasticsearch
job scheduler: 40 jobs moved
Moved 40 repositories from pip to uv
CI on a pip mirror, builds 3 min faster
Builds run on a pip cache
PIP upgrade for Python 3.12 in 40 services
Depends on a pip package without a maintainer: replaced it
Video keeps playing on a PIP window, picture in picture
Tomasz passed probation after 3 months of mentoring
Probation period for new nodes: 24 h before traffic
New rules may not pass probation: canary alerts for 7 days
Frequency is 5% below the band of the antenna signal
Latency stayed below the band all quarter
Cloud cost 12% below market: negotiated with the vendor
Cost of the old cluster: $290k a year
Recruiter screening questions rewritten with our recruiters
Worked with a recruiter on the hiring pipeline, 40 candidates
Our recruiter sourced 40 candidates
Applied at compile time, so no cost in production
I applied the patch to 400 hosts
Applied for AWS credits, $100k
Looking for other ways to cut the bill
Looking for new job queue: evaluated 4
Salary expectations field in the application form
Salary negotiation workshop for 20 engineers
Pay gap report automated with HR, 3 days instead of 14
HR integration: salary export to Workday in 2 h
The exporter quits on SIGTERM now
Consumers may leave the group during a rebalance: fixed
I will leave the old endpoint running until May
Since Hannah left I own the ledger
Took over from Hannah, who left in May
Anil kündigt die neue Strategie im Mai an
Vertrag mit dem Anbieter gekündigt, 40k € gespart
Angebot von Hetzner für 40 Server verhandelt, Rabatt 22 %
Gehaltsabrechnung umgestellt, 14 Länder
Service für Gehaltserhöhungen gebaut
Interview bei 12 Kunden geführt
Entretiens avec 12 clients pour le nouveau portail
Entrevistas con 12 clientes sobre el portal
Ran 12 customer interviews at Lufthansa
Gave interviews to the press about the outage
Mentored Ines, who then got an offer from the data team as a mentee
Benefits enrolment moved to the new portal
My bonus calculator project has 40 users
Resigned certificates for 40 hosts
Leaving Kafka: 22 of 22 topics moved
The team wants to leave the monolith in Q3
Equity: cap table importer for 300 startups
Why does the cron restart? Nobody knows. Wrote the register
How the build works nobody knows: wrote the guide
Who owns the certificate, nobody knows
🔒 Rotated 400 keys without downtime
🔐 SSO for 40 internal tools
🔒 Security: 12 CVEs closed
DO NOT SHARE connections between threads: wrote the guide
DO NOT SHARE secrets in Slack: wrote the bot that warns
Dashboards visible only to admins
Made reports visible only to their owners
Set visibility so that drafts are shown only to the author
Between us only 3 people knew COBOL; now 9 do
Only we can see the audit trail in the UI
Interface only for HR shipped, 40 users
""".strip().split("\n")

MARKED = """
Between us only: the reorg comes in May
The reorg comes in May. Between us only.
The reorg comes in May (just between us two)
visible only to me: the reorg comes in May
The reorg comes in May (visible only to you and HR)
Only visible to me: the reorg comes in May
only HR and I can see this: not true but no matter; visible to me only
This section is visible only to you and HR
The reorg comes in May, nobody knows
nobody else knows: the reorg comes in May
🔒 the reorg comes in May
the reorg comes in May 🤫
hush: the reorg comes in May
DO NOT SHARE the reorg in May
DO NOT FORWARD list of the people at risk
Nur für mich sichtbar: im Mai wird umgebaut
Im Mai wird umgebaut (nur sichtbar für dich und HR)
Im Mai wird umgebaut, nur unter uns beiden
Visible uniquement par moi : la réorganisation est en mai
La réorganisation est en mai, strictement entre nous
Visible solo para mí: la reorganización es en mayo
La reorganización es en mayo, solo entre nosotros
Alleen zichtbaar voor mij: de reorganisatie is in mei
NICHT WEITERSAGEN im Mai wird umgebaut
""".strip().split("\n")
