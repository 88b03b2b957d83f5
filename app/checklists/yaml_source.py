"""Read YAML as plain data, more strictly than the library's own loader does.

The stock loader keeps the last of two equal keys silently, turns ``code: no`` into False and ``09:30`` into
a number; here equal keys are an error and only ``true`` and ``false`` are truth values.
"""

from typing import Any

import yaml

from app.checklists.entries import ContentError

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
TAG = "tag:yaml.org,2002:"


def read_yaml(text: str, source: str) -> Any:
    """Plain data from one document; ContentError names ``source`` and the line."""
    try:
        node = yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError as error:
        raise ContentError([f"{source}: not readable as YAML: {error}"]) from None
    return _plain(node, source)


def _plain(node: yaml.Node | None, source: str) -> Any:
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, source)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, source) for child in node.value]
    return _scalar(node) if node else None


def _mapping(node: yaml.MappingNode, source: str) -> dict:
    result: dict = {}
    for key_node, value_node in node.value:
        key = _plain(key_node, source)
        if isinstance(key, dict | list) or key in result:
            line = key_node.start_mark.line + 1
            raise ContentError([f"{source}, line {line}: key {key!r} is given twice, or is not a word"])
        result[key] = _plain(value_node, source)
    return result


def _scalar(node: yaml.ScalarNode) -> Any:
    kind = node.tag.removeprefix(TAG)
    if kind == "null":
        return None
    if kind == "bool":
        return {"true": True, "false": False}.get(node.value.lower(), node.value)
    if kind in ("int", "float"):
        try:
            return (int if kind == "int" else float)(node.value)
        except ValueError:
            return node.value
    return node.value
