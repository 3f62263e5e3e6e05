"""Forms from signatures: a field per argument, its widget by the type, required where there is no default.

A FormView (`view`) is what release and language decide; a Form (`form`) is one showing of it with values, options and
errors. Its fields stand in `fields`, rows of a grid in `grids`, what can be chosen in `options`, what a person types and
what the database reads in `values`. Everything works by plain GET and POST: confirmation, preview, more grid rows and
looking up options are steps of the same form.
"""

from webapp.forms.fields import Field, filter_fields
from webapp.forms.form import Form
from webapp.forms.options import Option, helper_statement, lookup_options, options_of, search_words
from webapp.forms.values import FILE_WIDGETS, SECRET_WIDGETS, files_of, is_uuid, normal, text_of, wrong_text
from webapp.forms.view import FormView

__all__ = [
    "FILE_WIDGETS",
    "SECRET_WIDGETS",
    "Field",
    "Form",
    "FormView",
    "Option",
    "files_of",
    "filter_fields",
    "helper_statement",
    "is_uuid",
    "lookup_options",
    "normal",
    "options_of",
    "search_words",
    "text_of",
    "wrong_text",
]
