"""Words around a word such as "private" by which it says, or does not say, who may read a text."""

LABELS_OF_LEVELS = frozenset(
    """
    visibility privacy confidentiality classification status note nb ps level access audience sichtbarkeit
    vertraulichkeit einstufung klassifizierung hinweis visibilite confidentialite statut confidencialidad nota
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
    address addresses api apis banking bank beta browsing browser channel channels chat class classes
    client clients cloud clouds cluster clusters company companies computing customer customers data dns
    document documents endpoint endpoints equity field fields files gateway hosting image images
    information insurance ip ips investors key keys label link links mailbox member members message
    messages messaging method methods mode mirror network networks offering package packages packet
    packets preview records registry registries release repo repos repository repositories room route
    routes rooms sector server servers subnet subnets store stores tenant tenants vpc vpcs zone zones
    schlussel subnetze daten
    """.split()
)
"""What is private or confidential in ordinary work: "PRIVATE key rotation"."""
