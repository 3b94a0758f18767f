"""Months in eight languages, and the words before a date."""

MONTHS = frozenset(
    "jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august "
    "september october november december januar februar märz mrz mai juni juli oktober okt dezember dez "
    "janvier février fevrier fév mars avril avr juin juillet juil août aout septembre octobre novembre "
    "décembre déc enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre "
    "janeiro fevereiro março maio junho julho setembro outubro dezembro gennaio febbraio aprile maggio "
    "giugno "
    "luglio settembre ottobre dicembre januari februari maart mei augustus".split()
)
TIME_PREPOSITIONS = frozenset(
    "on by since until till before after from due at touched updated approved am bis seit vom le du el "
    "".split()
)
