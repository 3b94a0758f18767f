"""Any text against the record: each sentence with its entries, each detail supported, changed or absent.

check_text.py                      a text, sentence by sentence
sources.py basis.py                which entries a sentence rests on
numbers.py details.py names.py addresses.py claims.py confidential.py    what is looked at in a sentence
findings.py                        what a check says
wording_faults.py                  the same for another wording of one paragraph of a draft
"""
