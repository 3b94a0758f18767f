"""Where import, export and the sample record are."""

from django.urls import path

from vividmap.web.transfer import exporting, importing, sample

urlpatterns = [
    path("import", importing.look, name="import"),
    path("import/apply", importing.apply, name="import-apply"),
    path("export", exporting.export, name="export"),
    path("export/document.md", exporting.document, name="export-document"),
    path("export/archive.json", exporting.archive, name="export-archive"),
    path("sample", sample.enter, name="sample-enter"),
    path("sample/leave", sample.leave, name="sample-leave"),
]
