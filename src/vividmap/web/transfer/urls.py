"""Where import, export and the sample record are."""

from django.urls import path

from vividmap.web.transfer import export_views, import_views, sample_views

urlpatterns = [
    path("import", import_views.import_form, name="import"),
    path("import/answers", import_views.answer, name="import-answers"),
    path("import/apply", import_views.apply, name="import-apply"),
    path("export", export_views.export, name="export"),
    path("export/document.md", export_views.document, name="export-document"),
    path("export/archive.json", export_views.archive, name="export-archive"),
    path("sample", sample_views.enter, name="sample-enter"),
    path("sample/leave", sample_views.leave, name="sample-leave"),
]
