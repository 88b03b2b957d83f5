"""What one entry of the phrase list is made of."""

from dataclasses import dataclass

LEVELS = ("hint", "warn", "block")


@dataclass(frozen=True)
class Wording:
    """The same words in the three languages of the product.

    Words in braces, such as ``{date}``, are blanks that the rep fills in himself; they are shown as they
    are and never formatted.
    """

    en: str
    zh_Hans: str
    zh_Hant: str

    def in_locale(self, locale: str) -> str:
        """The words for a locale identifier such as ``zh_Hant``; English for an unknown one."""
        return getattr(self, locale, self.en) if locale in ("zh_Hans", "zh_Hant") else self.en


@dataclass(frozen=True)
class Phrase:
    """A sentence a rep should not say, why not, and the concrete wording to put in its place (rule H2).

    ``level``: ``block`` cannot be saved as a promise, ``warn`` is kept with a reason, ``hint`` is a grey
    line. ``source``: ``article`` where the founding article names it, else ``added``. ``variants`` are
    Simplified Chinese (Traditional input is folded before the search), ``english`` is matched word-wise.
    """

    id: str
    category: str
    level: str
    source: str
    phrase: Wording
    variants: tuple[str, ...]
    english: tuple[str, ...]
    why: Wording
    say: Wording
