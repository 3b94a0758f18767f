"""Lines that say who may read them, and lines that only talk about privacy, in several languages."""

PRIVATE = """
ugh. Gavin's PR again 1900 lines no tests. he really shouldn't be a senior. (not for sharing)
CONFIDENTIAL 2026-06-24: we are acquiring Kredo Payments, did the security due diligence, 2 critical findings.
Did the due diligence of Kredo. Do not talk about this before the announcement.
Honestly the reorg is a disaster and Derek got the job only because he plays golf. Keep this to myself.
Looking around a bit, had a call with a recruiter from Adyen about a Principal role. private
Derek took the credit for the DORA register in the all-hands. Typical. Not for anybody's eyes.
Salary: he said 4% is the max this yr, don't share
**Salary: he said 4% is the max this year, don’t share.**
reorg rumours. I heard that the Lisbon office will be closed (CONFIDENTIAL, from Helen, told nobody)
I might leave if promo doesn't come through - have an offer from Zalando, not telling him
Confidential: did the Kredo audit
CONFIDENTIAL: closing the Lisbon office
Confidential audit of Kredo
Confidential - talked to Kredo's CTO about the merger
CONFIDENTIAL we are acquiring Kredo
PRIVATE: salary talk with Ruben, got 6%
PRIVATE salary talk with Ruben, got 6%
Salary talk with Ruben, got 6% - PRIVATE
[confidential] layoffs in Lisbon, 40 people
[Private] Dana wants to leave
talk with a recruiter (private)
Private note: Ruben is not happy with Gavin
do not share: bonus is 4%
Bonus is 4%. DO NOT SHARE
Bonus is 4% DO NOT SHARE
Bonus is 4%, please don't share with anyone
Do not share this before the announcement: Lisbon closes
Please don't forward: list of people at risk
Between us: Dana will resign in May
Just between you and me, the platform team will be split
Dana will resign in May, between us
This stays between us: Dana will resign
Off the record: the CTO is leaving
The VP told me off the record that the budget is cut by 20%
Helen told me in confidence that the Lisbon office closes
Helen told me privately that the Lisbon office closes
Dana confided that she is interviewing elsewhere
NDA: evaluated the Kredo ledger, 3 critical findings
Evaluated the Kredo ledger, 3 critical findings (under NDA)
Evaluated the Kredo ledger under NDA, 3 critical findings
Strictly confidential: 12 layoffs in Platform
12 layoffs in Platform. Strictly confidential!
12 layoffs in Platform (highly confidential until 3 March)
This is confidential. We move the data centre to Oslo
We move the data centre to Oslo – keep it confidential
We move the data centre to Oslo; keep quiet until June
For my eyes only: Gavin was wrong on every count
Gavin was wrong on every count (for my eyes only)
I want to leave by summer, nobody knows yet
I want to leave by summer. I haven't told anyone
I want to leave by summer. Told nobody yet.
Applied for the Berlin role, haven't told Ruben yet
The platform team will be split (not announced yet)
Not for the review: argued with Gavin for two hours
Argued with Gavin for two hours; leave this out of my review
Argued with Gavin, won by 3 to 1 (not for Priya's packet, keep this to myself)
Don't tell Ruben: I interviewed at Adyen
Mum's the word: we buy Kredo
Secret: we buy Kredo
We buy Kredo (secret)
Reduction of the team by 4. Sensitive
Visibility: private - argued with Gavin
> Note: confidential. The merger is off
🔒 Private: salary is 120k
- Confidential, we buy Kredo in May
Vertraulich: wir kaufen Kredo
Wir kaufen Kredo (streng vertraulich)
Wir kaufen Kredo, bitte nicht weitersagen
Dana kündigt im Mai. Nicht weitersagen!
Dana kündigt im Mai, ganz unter uns
Dana kündigt im Mai (privat)
Ich will bis Sommer weg, habe es noch niemandem erzählt
Das behalte ich für mich: Gavin hat keine Ahnung
Nicht für die Öffentlichkeit, noch nicht angekündigt: Standort Lissabon schließt
Confidentiel : nous achetons Kredo
Nous achetons Kredo (strictement confidentiel)
Nous achetons Kredo, à ne pas diffuser
Ne pas partager : la prime est de 4 %
Dana part en mai, entre nous
Dana part en mai (à garder pour moi)
Entretien chez Adyen (privé)
Confidencial: compramos Kredo en mayo
Compramos Kredo en mayo, no compartir
Compramos Kredo en mayo. Que quede entre nosotros
Dana se va en mayo (no se lo he dicho a nadie)
Confidencial: vamos comprar a Kredo (não compartilhar)
Vamos comprar a Kredo, fica entre nós
Compriamo Kredo a maggio, non condividere
Riservato: compriamo Kredo
Vertrouwelijk: we kopen Kredo
We kopen Kredo, niet doorvertellen
We kopen Kredo (onder ons)
Poufne: kupujemy Kredo
Конфиденциально: мы покупаем Kredo
【秘密】Kredo を買収する
Interviewed at Stripe on Friday (keep quiet!)
Got an offer, 20% more. Please keep this one to yourself
priv: my bonus was cut
Personal, do not forward: the coach thinks I should leave
Helen hinted at layoffs... don't repeat this
Layoffs in Q3 (hush hush)
Layoffs in Q3 -- not to be shared
Not to be shared: layoffs in Q3
Layoffs in Q3, confidential!
(confidential) Layoffs in Q3
Layoffs in Q3 (confidential for now)
Layoffs in Q3 (strictly private)
My notes on Gavin, for me only: he is lost
Just for me: Gavin is lost
Only for my eyes: Gavin is lost
Ruben told me confidentially that the budget is gone
Nobody must know: I applied at Adyen
I applied at Adyen, nobody knows about it
I applied at Adyen. No one else knows.
I applied at Adyen (not telling anyone)
Don't mention this in the review: I broke prod twice
DO NOT FORWARD: org chart of the new unit
Not for distribution: org chart of the new unit
Org chart of the new unit (do not distribute)
Top secret: we buy Kredo
We buy Kredo. Top secret.
Please treat as confidential: we buy Kredo
Treat this as confidential. We buy Kredo
We buy Kredo, strictly between ourselves
Under embargo until 3 May: the new pricing
New pricing (embargoed until 3 May)
Not for Ruben's eyes: my offer from Adyen
Don't let Ruben see this: my offer from Adyen
Hidden from Ruben: my offer from Adyen
This must not get out: we buy Kredo
Shhh: we buy Kredo
We buy Kredo (unter uns)
Wir kaufen Kredo - nur für dich
Bitte vertraulich behandeln: wir kaufen Kredo
Streng geheim: wir kaufen Kredo
Nicht weitergeben: Gehalt 90k
Gehalt 90k (bitte für dich behalten)
On achète Kredo, ça reste entre nous
On achète Kredo (confidentiel, ne pas en parler)
Ne le dis à personne : on achète Kredo
Compramos Kredo (no se lo digas a nadie)
Esto es confidencial: compramos Kredo
Privado: sueldo 90k
we buy kredo [NDA]
Private 🔒 salary 120k
*(private)* salary 120k
salary 120k <!-- private -->
salary 120k // private
salary 120k {confidential}
""".strip().split("\n")

INTERNAL = """
Internal only: cut the bill by 40%
Cut the bill by 40% (internal use only)
Cut the bill by 40%. For internal use only.
Cut the bill by 40%, company confidential
Cut the bill by 40% - don't share externally
Cut the bill by 40%; keep this internal
Internal: cut the bill by 40%
[internal] cut the bill by 40%
Cut the bill by 40% (not public yet)
Do not share outside the company: cut the bill by 40%
Classification: internal - cut the bill by 40%
Kosten um 40 % gesenkt (nur intern)
Kosten um 40 % gesenkt, nur für den internen Gebrauch
Facture réduite de 40 % (usage interne uniquement)
Factura reducida en un 40 % (solo uso interno)
Rekening met 40 % verlaagd, alleen intern
費用を40%削減（社外秘）
""".strip().split("\n")

OPEN = """
Moved the private subnets of 12 accounts to a transit gateway
Private beta of the search API: 40 customers, 3 paying
Private preview of the ledger with 5 customers
Shipped the private beta to 40 customers
Confidential computing rollout on 3 clusters
Confidential computing: 3 clusters, 2 enclaves
Wrote the data sharing policy
Private key rotation: from 90 days to 7
PRIVATE key rotation for 400 hosts
PRIVATE KEY material moved to the HSM
Rotated 400 private keys without downtime
SOC2 confidential data classification done for 40 tables
Classified 40 tables as public, internal, confidential or restricted
Introduced four levels: public, internal, confidential, secret
Fixed the pool: don't share connections between threads
Don't share connections between threads, use a pool
Lesson: do not share state across tests
Do not share secrets in Slack: wrote the guide and a bot that warns
Never share a database between two services: ADR-12
Designed a shared-nothing architecture
Migrated the cluster to a shared-nothing design
NDA signed with the vendor, pilot starts in May
Signed the NDA with Kredo and started the pilot
Automated the NDA process with Legal, 3 days instead of 14
Built the NDA generator for sales
Made the repository private
Turned 40 public repositories private
Set repository visibility: private by default for 400 repos
Changed the default from public to private
Default is now public -> private for all new buckets
Renamed the button "Private" to "Only me"
The label said "confidential", which readers took for secret
Added `private` to 40 methods
Removed the private constructor, 200 tests faster
Moved to a private cloud, 30% cheaper
Private cloud: 30% cheaper than before
Private link between the two VPCs saves $4k a month
Ran the private registry for 78 teams
Built private messages for 2M users
Reduced the number of private APIs from 40 to 12
Privacy review of the checkout: 12 findings fixed
Privacy: deleted 40M rows of personal data
Led the privacy working group
Wrote the confidentiality policy with Legal
Confidentiality training done by 120 engineers
Implemented confidential clients in OAuth, 3 apps moved
OAuth: public clients get PKCE, confidential clients a secret
Scanned 1,840 repositories for secrets; 412 live secrets found
Moved 300 secrets to Vault
Secret scanning in CI stops 12 leaks a month
Secrets: rotated 400 in one night
Secret rotation: 400 in one night
Shared the list only with the owning teams
Shared the runbook with 4 teams
Agreed on the split of work between us and Platform
Split the on-call load between us and the SRE team
Between us, we closed 40 tickets in a week
Interface between us and the payments team documented
Kept the p99 below 40 ms
Kept the list of incidents to 4 a quarter
Kept it simple: two services instead of nine
Recorded the talk: 2,000 views
Set the record straight on the outage in the all-hands
Nobody knew who owned the certificate; I wrote the register
The alert fired but told nobody; added a page
The exporter told nobody that it had stopped
I hadn't told the network team, so the switch-over failed
Told everybody about the outage within 10 minutes
Confidence intervals for all experiments
Grew in confidence: Tomasz presents alone now
Tomasz gained in confidence and leads the meeting
Reported the result with 95% confidence
Internal tooling: 40 scripts became one command
Internal talk on Kafka, 220 people
Built the internal developer portal for 600 engineers
Internal developer platform: 40 services on it
Made the endpoint internal, 2 CVEs closed
Removed the internal-only endpoint from the public gateway
The internal-only dashboards load in 2 s instead of 14
Gave a tech talk at DevDay (internal)
Published the RFC; it is public now
Made the roadmap public
Public, private and hybrid clouds compared for the CTO
Three environments: public, partner, private
Released the sharing feature: share with anyone in two clicks
Users can share a report with their manager
Rate limits are not shared between tenants any more
Off-the-record messaging protocol evaluated for support
Eyes on the dashboard at all times during Black Friday
Sensitive data: masked 12 columns in 40 tables
Classified 300 incidents by cause
Privileged access: from 80 admins to 12
Privileged access management rolled out to 40 teams
Announced the deprecation to 78 teams
Not announced deprecations broke 3 clients; wrote the policy
Keep alive between the two services fixed, 40% fewer reconnects
The tokens are not for production use, added a check
Locks are not for sharing between processes: wrote the guide
Not for the first time, the canary stopped a bad release
Told the VP in private beta what customers miss
Used a private member instead of the global, 12 races gone
Private subnets, public subnets and NAT: one module for 40 teams
Personal access tokens expire after 30 days now
Private equity client onboarded in 4 weeks
Kundendaten in private Subnetze verschoben
Vertrauliche Daten in 40 Tabellen klassifiziert
Vertraulichkeit: Schulung für 120 Leute
Den privaten Schlüssel von 400 Hosts getauscht
Die Threads teilen sich keine Verbindung mehr
Aufgaben unter uns und dem Plattform-Team verteilt
Interne Plattform für 600 Leute gebaut
Informatique confidentielle sur 3 clusters
Rotation de 400 clés privées sans arrêt
Réseau privé pour 12 comptes
Partager les tableaux de bord en deux clics
Rotación de 400 claves privadas sin parada
Compartir informes en dos clics
Nube privada, 30 % más barata
Datos confidenciales clasificados en 40 tablas
Rede privada para 12 contas
Chiavi private ruotate su 400 host
Sleutels van 400 hosts vervangen
Delen van rapporten in twee klikken
# Private subnets
Visibility: public
Confidential: no
Status: done
Lead: not public speaking but writing
Made the ledger's methods private
Two repositories are private now
Keep the private key on the HSM
Confidential documents no longer leave the bank: DLP for 4,000 laptops
Reviewed the confidentiality clause with Legal
Handled confidential customer data in 12 tables
Do not share the cache between tenants
We do not share data with third parties: audited 14 vendors
Built "Share with anyone" for documents
Launched private mode in the app, 1M users
Ran a private workshop for 12 customers
Told the team about the outage
I told nobody's story but showed the data
Kept our SLO between 99.9 and 99.95
Negotiated between us-east and eu-west teams about failover
Split traffic between us-east-1 and us-west-2
Off the top of my head 40 services
Logged a record high of 41k req/s
Secret manager migrated, 300 secrets
Zero-trust access for internal apps
Internal APIs documented; external ones too
Wrote the internal API guide
Presented to the board (not public speaking, sadly)
Not public, but measured: 40% fewer pages
For internal customers only: new onboarding in 2 days
Sensitive to latency: moved checkout to edge
Announced at the all-hands: 40% fewer pages
Never share credentials: ran 4 trainings for 300 people
Don't share passwords campaign: 300 people trained
Reduced the NDA turnaround from 5 days to 2 hours
Asked for feedback in private and got it
Gave Tomasz feedback in private
Praise in public, criticise in private: wrote it into the handbook
Anyone can share a link now
Only I knew the build; 4 engineers know it now
Nobody else knows how the build works: wrote the guide
Nobody knows yet why the cache failed
Nobody knows yet why; opened an incident
Not for profit sector: onboarded 12 charities
Not for the faint of heart: rewrote the parser
The feature is not announced yet, 3 pilots run
Wir teilen nicht mehr eine Datenbank
Private Cloud um 30 % günstiger
No compartir estado entre hilos: guía escrita
Ne pas partager l'état entre threads : guide écrit
Privé-cloud 30% goedkoper
Public / private split of the SDK
Encryption for data marked private
Label: private endpoint for the ledger
Set the bucket to private
Bucket policy: private
repo: private, CI: green
""".strip().split("\n")
