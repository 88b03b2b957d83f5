"""Answer types that are picked from a list: yes/no, yes/partly/no, one of several, several of several."""

from app.checklists.item_types.base import FieldContext, FieldError, FieldType, Form, clip
from app.checklists.specs import Field, Option
from app.checklists.texts import Text
from app.messages import Message

YES = Option("yes", Text("Yes", "是", "是"), 1)
PARTLY = Option("partial", Text("Partly", "部分", "部分"), 0.5)
NO = Option("no", Text("No", "否", "否"), 0)


class ChoiceType(FieldType):
    """One option's code; the options come from the content or, by ``options_from``, from a run-time list."""

    name = "choice"
    keys = frozenset({"options", "options_from"})

    def options(self, field: Field, context: FieldContext) -> tuple[Option, ...]:
        return context.options.get(field.options_from, ()) if field.options_from else field.options

    def read(self, field: Field, typed: str, context: FieldContext) -> str:
        if all(option.code != typed for option in self.options(field, context)):
            raise FieldError(
                Message(
                    "“{typed}” is not one of the choices. Pick one from the list.", {"typed": clip(typed)}
                )
            )
        return typed

    def show(self, field: Field, value: str | None, locale: str, context: FieldContext) -> str:
        if value is None:
            return ""
        for option in self.options(field, context):
            if option.code == value:
                return option.label.in_locale(locale)
        return value

    def score(self, field: Field, value: str | None) -> float | None:
        return next((option.score for option in self.fixed_options(field) if option.code == value), None)

    def fixed_options(self, field: Field) -> tuple[Option, ...]:
        return field.options


class YesNoType(ChoiceType):
    """``yes`` or ``no``; yes scores 1 and no 0."""

    name = "yn"
    keys = frozenset()
    choices = (YES, NO)

    def options(self, field: Field, context: FieldContext) -> tuple[Option, ...]:
        return self.choices

    def fixed_options(self, field: Field) -> tuple[Option, ...]:
        return self.choices


class YesPartlyNoType(YesNoType):
    """``yes``, ``partial`` or ``no``; partial scores a half."""

    name = "ynp"
    choices = (YES, PARTLY, NO)


class MultiType(ChoiceType):
    """Several codes, kept in the order of the options; an exclusive code stands alone."""

    name = "multi"
    keys = frozenset({"options", "options_from", "exclusive"})

    def parse(self, field: Field, form: Form, name: str, context: FieldContext) -> list[str] | None:
        typed = [code.strip() for code in form.getlist(name) if code.strip()]
        for code in typed:
            self.read(field, code, context)
        alone = set(typed) & set(field.exclusive)
        if alone and len(set(typed)) > 1:
            raise FieldError(
                Message(
                    "One of the ticked choices excludes all others. Tick either that one or the others.", {}
                )
            )
        ordered = [option.code for option in self.options(field, context) if option.code in typed]
        return ordered or None

    def to_form(
        self, field: Field, value: list[str] | None, name: str, context: FieldContext
    ) -> dict[str, list[str]]:
        return {} if value is None else {name: list(value)}

    def show(self, field: Field, value: list[str] | None, locale: str, context: FieldContext) -> str:
        labels = [super(MultiType, self).show(field, code, locale, context) for code in value or ()]
        return (", " if locale == "en" else "、").join(labels)

    def same(self, a: list[str] | None, b: list[str] | None) -> bool:
        return set(a or ()) == set(b or ())

    def score(self, field: Field, value: list[str] | None) -> None:
        return None
