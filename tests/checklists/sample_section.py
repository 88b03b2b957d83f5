"""A small section, as plain data, that uses most of the content schema."""


def words(text="Words"):
    return {"en": text, "zh_Hans": text, "zh_Hant": text}


def section():
    """A small section that uses most of the schema."""
    return {
        "section": "s3_warehouse",
        "title": words(),
        "purpose": words(),
        "items": [
            {
                "key": "wh_air",
                "title": words(),
                "ask": words(),
                "mode": "quick",
                "seconds": 4,
                "source": "article",
                "refs": ["3.02"],
                "photo": {"required_if": {"field": "signs", "any_of": ["pest"]}},
                "weight": 2,
                "score": {"from": "ticked", "field": "signs", "out_of": 2},
                "critical": {"option": "pest"},
                "trigger": {"when": "option", "field": "signs", "any_of": ["pest"]},
                "finding": {"severity": "major", "text": words()},
                "advice": {"source": "implied", "text": words("Air {room}")},
                "fields": [
                    {"name": "signs", "type": "multi", "label": words(), "exclusive": ["ok"], "options": [
                        {"code": "ok", "label": words(), "score": 1}, {"code": "pest", "label": words()},
                    ]},
                    {"name": "grade", "type": "s5", "label": words(), "anchors": {1: words(), 5: words()}},
                    {"name": "rooms", "type": "table", "label": words(), "columns": [
                        {"name": "size", "type": "int", "label": words(), "min": 0, "max": 9},
                    ]},
                ],
            },
            {
                "key": "wh_cover",
                "title": words(),
                "ask": words(),
                "mode": "full",
                "source": "implied",
                "score": {"from": "bands", "metric": "cover", "rule": "C3", "bands": [
                    [">=", 27, 1], ["between", 7, 26, 0.5], ["else", 0],
                ]},
                "critical": {"metric": "cover", "below": 7},
                "trigger": {"when": "metric", "metric": "cover", "test": ["<", 7]},
                "fields": [{"name": "cover", "type": "computed", "rule": "C3", "entered_with": "wh_air"}],
            },
        ],
    }  # fmt: skip
