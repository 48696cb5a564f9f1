"""The addresses of article 16: assessment, objections, responsibility targets, the county's table."""

from __future__ import annotations

from django.urls import path

from lianxi.web import assessment_papers, assessment_steps, assessments, county_tables, targets

ASSESSMENT = [
    path("assessments/", assessments.assessments, name="assessments"),
    path("assessments/new", assessments.new, name="assessment_new"),
    path("assessments/formulas", assessments.formulas, name="assessment_formulas"),
    path("assessments/<int:number>/", assessment_steps.assessment, name="assessment"),
    path("assessments/<int:number>/edit", assessments.edit, name="assessment_edit"),
    path("assessments/<int:number>/preview", assessments.preview, name="assessment_preview"),
    path("assessments/<int:number>/scheme.docx", assessment_papers.scheme_paper, name="assessment_paper"),
    path("assessments/<int:number>/circular.docx", assessment_papers.circular, name="assessment_circular"),
    path("assessments/<int:number>/results.xlsx", assessment_papers.results_sheet, name="assessment_results"),
    path("assessments/<int:number>/files/<int:file>", assessment_steps.file, name="assessment_file"),
    path("assessments/<int:number>/units/<int:unit>/", assessment_steps.unit_result, name="assessment_unit"),
    path("objections/<int:number>/", assessment_steps.objection, name="objection"),
    path("objections/<int:number>/files/<int:file>", assessment_steps.objection_file, name="objection_file"),
    path("targets/", targets.targets, name="targets"),
    path("targets/export.xlsx", targets.export, name="targets_export"),
    path("targets/<int:number>/", targets.target, name="target"),
    path("targets/<int:number>/files/<int:file>", targets.target_file, name="target_file"),
    path("target-letters/new", targets.new, name="target_letter_new"),
    path("target-letters/<int:number>/", targets.letter, name="target_letter"),
    path("target-letters/<int:number>/edit", targets.edit, name="target_letter_edit"),
    path("target-letters/<int:number>/letter.docx", targets.paper, name="target_letter_paper"),
    path("target-letters/<int:number>/files/<int:file>", targets.letter_file, name="target_letter_file"),
    path("county-tables/", county_tables.county_tables, name="county_tables"),
    path("county-tables/import", county_tables.bring_in, name="county_table_import"),
    path("county-tables/columns", county_tables.columns, name="county_table_columns"),
    path("county-tables/<int:number>/", county_tables.table, name="county_table"),
    path("county-tables/<int:number>/export.xlsx", county_tables.export, name="county_table_export"),
    path("county-tables/<int:number>/items/<int:place>", county_tables.item, name="county_item"),
]
