"""Words around a word such as "private" by which it says, or does not say, who may read a text."""

LABELS_OF_LEVELS = frozenset(
    """
    visibility privacy confidentiality classification status note nb ps level access audience sichtbarkeit
    vertraulichkeit einstufung klassifizierung hinweis visibilite confidentialite statut confidencialidad
    nota
    """.split()
)
"""Labels whose value says who may read a text: "Visibility: private"."""

CLASSES = frozenset(
    """
    public publicly open protected internal external hybrid shared restricted secret private confidential
    sensitive personal offentlich publique publico pubblico openbaar partner
    """.split()
)
"""Words beside which "private" is one of a list of classes: "public, internal, confidential"."""

ORDINARY_AFTER_PRIVATE = frozenset(
    """
    address addresses api apis banking bank beta browsing browser channel channels chat class classes client
    clients cloud clouds cluster clusters company companies computing customer customers data dns document
    documents endpoint endpoints equity field fields files gateway hosting image images information
    insurance ip ips investors key keys label link links mailbox member members message messages messaging
    method methods mode mirror network networks offering package packages packet packets preview records
    registry registries release repo repos repository repositories room route routes rooms sector server
    servers subnet subnets store stores tenant tenants vpc vpcs zone zones schlussel subnetze daten
    """.split()
)
"""What is private or confidential in ordinary work: "PRIVATE key rotation"."""

SHARED_AT_WORK = frozenset(
    """
    account accounts buffer buffers cache caches certificate certificates client clients cluster code config
    connection connections container containers context cookies credential credentials data database
    databases device devices disk file files folder handle handles instance instances key keys library
    libraries link links lock locks logic login logins memory model models module modules mutable node nodes
    object objects password passwords pipeline pool pools queue queues repo repos resource resources runner
    runners schema schemas screen screens secret secrets service services session sessions socket sockets
    state states storage table tables tenant tenants thread threads token tokens variable variables volume
    volumes vpc zugangsdaten passworter
    """.split()
)
"""What one must not share in ordinary work: "DO NOT SHARE connections between threads"."""

LOCKED_AT_WORK = frozenset(
    """
    access acl api audit auth authentication authorization authz authn aws bucket buckets cert certificate
    certificates certs cipher compliance credential credentials csp cve cves database databases deadlock
    deadlocks encrypt encrypted encryption exploit findings firewall hardened hardening headers hsm https
    iam key keys kms leak leaked ldap lock locks login malware mfa mtls mutex oauth oidc passkey passkeys
    password passwords patch patched patches pen pentest permission permissions phishing policy policies
    postgres privacy rbac rotated rotation s3 saml sandbox scan scanning secret secrets secure secured
    security soc soc2 sso ssh ssl threat tls token tokens vault vpn vulnerabilities vulnerability waf zero
    sicherheit lucke lucken schlussel securite seguridad
    """.split()
)
"""Words of work on security, beside which a picture of a lock says nothing of who may read a text."""
