"""The two names that dealers and products have."""

import wtforms
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from app.admin.forms.shared import SharedForm
from app.forms import Line


class TwoNames(SharedForm):
    """An English and a Chinese name; one is enough, and then stands for both."""

    name_zh = Line(_l("Chinese name"), 120)
    name_en = Line(_l("English name"), 120, description=_l("One of the two names is enough."))

    def validate_name_zh(self, field: wtforms.Field) -> None:
        if not field.data and not self.name_en.data:
            raise ValidationError(_("Give at least one of the two names."))

    def names(self) -> dict[str, str]:
        """Both names by column, the given one in place of a missing one."""
        return {
            "name_en": self.name_en.data or self.name_zh.data,
            "name_zh": self.name_zh.data or self.name_en.data,
        }
