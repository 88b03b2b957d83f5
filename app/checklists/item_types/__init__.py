"""The kinds of answer. A new kind is a class, a line in the registry below, a template, a row in the test."""

from app.checklists.item_types.base import (
    FieldContext,
    FieldError,
    FieldType,
    Form,
    Formatters,
    PlainFormatters,
)
from app.checklists.item_types.choices import ChoiceType, MultiType, YesNoType, YesPartlyNoType
from app.checklists.item_types.numbers import GradeType, IntType, MoneyType, PercentType
from app.checklists.item_types.scalars import ComputedType, DateType, PhotoType, TextType, TimeType
from app.checklists.item_types.tables import TableType
from app.checklists.specs import Field

__all__ = [
    "COLUMN_TYPES",
    "FIELD_TYPES",
    "FieldContext",
    "FieldError",
    "FieldType",
    "Form",
    "Formatters",
    "PlainFormatters",
    "field_type",
]


def field_type(field: Field) -> FieldType:
    """The type that interprets this field."""
    return FIELD_TYPES[field.type]


COLUMN_TYPES: dict[str, FieldType] = {
    "yn": YesNoType(),
    "ynp": YesPartlyNoType(),
    "s5": GradeType(),
    "int": IntType(),
    "money": MoneyType(),
    "pct": PercentType(),
    "time": TimeType(),
    "date": DateType(),
    "text": TextType(),
    "choice": ChoiceType(),
    "multi": MultiType(),
    "computed": ComputedType(),
}

FIELD_TYPES: dict[str, FieldType] = {
    **COLUMN_TYPES,
    "table": TableType(COLUMN_TYPES),
    "photo": PhotoType(),
}
