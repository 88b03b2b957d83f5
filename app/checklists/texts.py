"""A piece of checklist content in the three languages of the product."""

from dataclasses import dataclass

LOCALES = ("en", "zh_Hans", "zh_Hant")


@dataclass(frozen=True)
class Text:
    """The same words in English, Simplified and Traditional Chinese; none may be empty."""

    en: str
    zh_Hans: str
    zh_Hant: str

    @classmethod
    def from_mapping(cls, mapping: dict[str, str]) -> "Text":
        """Read ``{en:, zh_Hans:, zh_Hant:}``; ValueError names the language that is missing."""
        for locale in LOCALES:
            if not str(mapping.get(locale) or "").strip():
                raise ValueError(f"text without {locale}: {mapping!r}")
        return cls(**{locale: str(mapping[locale]) for locale in LOCALES})

    def in_locale(self, locale: str) -> str:
        """The words for a locale identifier such as ``zh_Hant``; English for an unknown one."""
        return getattr(self, locale) if locale in LOCALES else self.en
