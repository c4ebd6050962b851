"""Write the models and methods of the client from the document of the API.

``bin/docs`` calls it; a test fails while what it would write is not what is there.
"""

import json
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap
from typing import Any

HERE = Path(__file__).parent
DOCUMENT = HERE.parents[1] / "docs" / "openapi.json"
PACKAGE = HERE / "src" / "headway_client"
NOTE = "\n\nWritten by generate.py from docs/openapi.json: change that.\n"
JSON = "application/json"
KINDS = {"string": "str", "integer": "int", "boolean": "bool", "number": "float"}
SINGULAR = {"people": "person"}
FORMATS = {"date-time": "datetime", "date": "date", "uuid": "UUID"}
IMPORTS = """from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID
"""
Schema = Mapping[str, Any]


@dataclass(frozen=True)
class Operation:
    """One method of the client: the tag of its class, and all that it is sent by."""

    group: str
    name: str
    http: str
    path: str
    said: Schema

    @property
    def parameters(self) -> list[Schema]:
        found: list[Schema] = self.said.get("parameters", [])
        return found

    def named(self, place: str) -> list[str]:
        return [p["name"] for p in self.parameters if p["in"] == place]


def generated(document: Schema) -> dict[Path, str]:
    """Return the text of each file, as ruff formats it."""
    schemas = document["components"]["schemas"]
    groups: defaultdict[str, list[Operation]] = defaultdict(list)
    for operation in operations(document):
        groups[operation.group].append(operation)
    texts = {Path("models.py"): models(document, schemas)}
    for group, held in groups.items():
        texts[Path("resources", f"{group}.py")] = resource(group, held, schemas)
    texts[Path("resources", "__init__.py")] = resources(sorted(groups))
    return {PACKAGE / path: tidy(text) for path, text in texts.items()}


def operations(document: Schema) -> Iterator[Operation]:
    for path, item in document["paths"].items():
        group = path.removeprefix("/api/v1/").removeprefix("w/{workspace}/")
        group = group.partition("/")[0].replace("-", "_")
        for http, said in item.items():
            name = method_name(said["operationId"], group)
            yield Operation(group, name, http.upper(), path, said)


def method_name(operation_id: str, group: str) -> str:
    """Leave out of ``listItems`` what ``items.list`` says already."""
    words = re.sub(r"([A-Z])", r"_\1", operation_id).lower().split("_")
    singular = SINGULAR.get(group, group.removesuffix("s"))
    kept = [word for word in words if word not in (group, singular)]
    return "_".join(kept)


def model_name(reference: str) -> str:
    return reference.rpartition("/")[2].removesuffix("Out")


def kind_of(schema: Schema, *, is_answer: bool = False, module: str = "") -> str:
    """Return a type of Python; answers may say more one day than they do now."""
    if "$ref" in schema:
        return module + model_name(schema["$ref"])
    if "anyOf" in schema:
        kinds = [
            kind_of(each, is_answer=is_answer, module=module)
            for each in schema["anyOf"]
        ]
        return either(*kinds)
    if schema.get("type") == "null":
        return "None"
    if "const" in schema or "enum" in schema:
        values = schema.get("enum", [schema.get("const")])
        return "str" if is_answer else f"Literal[{', '.join(map(repr, values))}]"
    if schema.get("type") == "array":
        inner = kind_of(schema["items"], is_answer=is_answer, module=module)
        return f"list[{inner}]" if is_answer else f"Sequence[{inner}]"
    if schema.get("type") == "object" or "type" not in schema:
        return "dict[str, Any]"
    return FORMATS.get(schema.get("format", ""), KINDS[schema["type"]])


def either(*kinds: str) -> str:
    """Return what is one of the kinds, None last."""
    named = dict.fromkeys(kind for each in kinds for kind in split_union(each))
    return " | ".join(sorted(named, key="None".__eq__))


def split_union(kind: str) -> list[str]:
    """Take ``A | None`` apart; nothing inside of brackets."""
    return re.split(r" \| (?![^\[]*\])", kind)


def models(document: Schema, schemas: Schema) -> str:
    sent = nested(document, schemas)
    bodies = {body_of(operation.said) for operation in operations(document)}
    wanted = [name for name in in_order(schemas) if name not in bodies or name in sent]
    classes = [
        model(name, schemas[name], is_answer=name not in sent) for name in wanted
    ]
    head = f'"""What is answered, and parts of what is sent.{NOTE}"""\n{IMPORTS}'
    own = "from msgspec import UNSET, Struct, UnsetType\n"
    sparse = "from headway_client.sparse import ABSENT, Sparse\n"
    return "\n\n".join([head + own + sparse, *classes])


def in_order(schemas: Schema) -> list[str]:
    """Return the names so that what is referred to comes before."""
    found: list[str] = []

    def add(name: str) -> None:
        for inner in referred(schemas[name]):
            add(inner)
        if name not in found:
            found.append(name)

    for name in schemas:
        add(name)
    return found


def referred(schema: Schema) -> list[str]:
    return re.findall(r'schemas/(\w+)"', json.dumps(schema))


def nested(document: Schema, schemas: Schema) -> set[str]:
    """Return the schemas inside bodies: they are sent as objects of their own."""
    waiting, found = [body_of(o.said) for o in operations(document)], set[str]()
    while waiting:
        name = waiting.pop()
        inner = set(referred(schemas.get(name, {})))
        waiting += inner - found
        found |= inner
    return found


def model(name: str, schema: Schema, *, is_answer: bool) -> str:
    fields = schema["properties"]
    required = schema.get("required", [])
    is_sparse = is_answer and name.endswith("Out") and not required
    base = "Sparse" if is_sparse else "Struct"
    lines = [f"class {model_name(name)}({base}, frozen=True, kw_only=True):"]
    if text := schema.get("description"):
        lines.append(docstring(text))
    for field, said in fields.items():
        kind = kind_of(said, is_answer=is_answer)
        if is_sparse:
            kind += " = ABSENT"
        elif field not in required:
            kind = f"{either(kind, 'None')} = None" if is_answer else unset(kind)
        lines.append(f"    {field}: {kind}")
    return "\n".join(lines if len(lines) > 1 else [*lines, "    pass"]) + "\n"


def unset(kind: str) -> str:
    return f"{either(kind, 'UnsetType')} = UNSET"


def docstring(text: str, indent: str = "    ") -> str:
    """Write paragraphs as lines of 88 characters; the first has none behind."""
    plain = text.replace("``", "`").replace("\\", r"\\")
    width = 88 - len(indent) - 6
    lines: list[str] = []
    for paragraph in plain.split("\n\n"):
        lines += ["", *wrap(" ".join(paragraph.split()), width)]
    rest = [indent + line if line else "" for line in lines[2:]]
    end = [f'{indent}"""'] if rest else []
    head = f'{indent}"""{lines[1]}' + ("" if rest else '"""')
    return "\n".join([head, *rest, *end])


def resource(group: str, held: list[Operation], schemas: Schema) -> str:
    said = "".join(method(operation, schemas) for operation in held)
    return (
        f'"""The methods of ``{group}``.{NOTE}"""\n{IMPORTS}'
        "from msgspec import UNSET, UnsetType\n"
        "from headway_client import models\n"
        "from headway_client.paging import Rows\n"
        "from headway_client.sending import Sender\n\n\n"
        f"class {class_of(group)}:\n"
        "    def __init__(self, sender: Sender) -> None:\n"
        f"        self._sender = sender\n\n{said}"
    )


def class_of(group: str) -> str:
    return group.title().replace("_", "")


def method(operation: Operation, schemas: Schema) -> str:
    """Write one method: what is in the path by position, all else by name."""
    answer = answer_of(operation, schemas)
    is_list = "cursor" in operation.named("query")
    returned = answer if not is_list else f"Rows[{row_of(operation, schemas)}]"
    return (
        f"    def {operation.name}({', '.join(signature(operation, schemas))})"
        f" -> {returned}:\n{docstring(described(operation), ' ' * 8)}\n"
        f"        {'' if answer == 'None' else 'return '}self._sender."
        f"{call(operation, schemas, answer, is_list=is_list)}\n\n"
    )


def described(operation: Operation) -> str:
    said: str = operation.said["description"]
    scopes = operation.said["security"][0]["ByToken"]
    return said + ("\n\nTakes a token that may administer." * ("admin" in scopes))


def call(operation: Operation, schemas: Schema, answer: str, *, is_list: bool) -> str:
    first = [repr(operation.path), answer.replace("None", "type(None)")]
    if not is_list:
        first.insert(0, repr(operation.http))
    named = {"places": pairs(operation.named("path"))}
    if query := operation.named("query"):
        named["query"] = pairs(query)
    if body := body_of(operation.said):
        named["body"] = pairs(schemas[body]["properties"])
    if kind := file_of(operation):
        named |= {"file": "file", "kind": repr(kind)}
    if "If-Match" in operation.named("header"):
        named["if_match"] = "if_match"
    if operation.http == "POST":
        named["key"] = "idempotency_key"
    words = ", ".join([*first, *(f"{name}={value}" for name, value in named.items())])
    return f"{'rows' if is_list else 'request'}({words})"


def pairs(names: Any) -> str:
    return "{" + ", ".join(f"{name!r}: {name}" for name in names) + "}"


def signature(operation: Operation, schemas: Schema) -> list[str]:
    places = ["self", *typed(operation, "path")]
    named = body_parameters(operation, schemas)
    named += [f"{each} = None" for each in typed(operation, "query", "None")]
    if file_of(operation):
        places.append("file: bytes")
    if "If-Match" in operation.named("header"):
        named.append("if_match: int | str | None = None")
    if "workspace" in operation.named("path"):
        named.append("workspace: str | None = None")
    if operation.http == "POST":
        named.append("idempotency_key: str | None = None")
    names = [word.partition(":")[0] for word in [*places, *named]]
    if len(names) > len(set(names)):
        raise ValueError(f"{operation.said['operationId']}: a name is there twice")
    return [*places, *(["*", *named] if named else [])]


def typed(operation: Operation, place: str, *more: str) -> list[str]:
    """Return the parameters of a place but the workspace, with their kinds."""
    return [
        f"{p['name']}: {either(kind_of(p['schema']), *more)}"
        for p in operation.parameters
        if p["in"] == place and p["name"] != "workspace"
    ]


def body_parameters(operation: Operation, schemas: Schema) -> list[str]:
    schema = schemas.get(body_of(operation.said), {})
    required = schema.get("required", [])
    found = []
    for name, said in schema.get("properties", {}).items():
        kind = kind_of(said, module="models.")
        found.append(f"{name}: {kind if name in required else unset(kind)}")
    return sorted(found, key=lambda word: "= UNSET" in word)


def file_of(operation: Operation) -> str:
    """Return the kind of file that is sent as it is, or nothing."""
    content = operation.said.get("requestBody", {}).get("content", {})
    return next((kind for kind in content if kind != JSON), "")


def body_of(said: Schema) -> str:
    content = said.get("requestBody", {}).get("content", {})
    schema = content.get(JSON, {}).get("schema", {})
    return str(schema.get("$ref", "")).rpartition("/")[2]


def answer_of(operation: Operation, schemas: Schema) -> str:
    """Return the kind of what is answered when all goes well."""
    for status, response in operation.said["responses"].items():
        if status.startswith("2") and "content" in response:
            if JSON not in response["content"]:
                return "bytes"
            schema = response["content"][JSON]["schema"]
            return kind_of(schema, is_answer=True, module="models.")
    return "None"


def row_of(operation: Operation, schemas: Schema) -> str:
    page = next(
        response["content"][JSON]["schema"]["$ref"].rpartition("/")[2]
        for status, response in operation.said["responses"].items()
        if status.startswith("2")
    )
    rows = schemas[page]["properties"]["items"]["items"]
    return kind_of(rows, is_answer=True, module="models.")


def resources(groups: list[str]) -> str:
    imports = "".join(
        f"from headway_client.resources.{group} import {class_of(group)}\n"
        for group in groups
    )
    held = "".join(f"        self.{g} = {class_of(g)}(sender)\n" for g in groups)
    return (
        f'"""All groups of methods.{NOTE}"""\n{imports}'
        "from headway_client.sending import Sender\n\n\nclass Resources:\n"
        '    """What a client offers."""\n\n'
        "    def __init__(self, sender: Sender) -> None:\n"
        f"        self._sender = sender\n{held}"
    )


def tidy(text: str) -> str:
    """Take away imports that are not used, sort the others, and format."""
    ruff = Path(sys.executable).with_name("ruff")
    for command in (["check", "--select", "F401,I", "--fix-only"], ["format"]):
        text = subprocess.run(  # noqa: S603 - our own tool on our own text
            [ruff, *command, "--quiet", "--stdin-filename", PACKAGE / "x.py", "-"],
            input=text,
            capture_output=True,
            check=True,
            text=True,
            cwd=HERE,
        ).stdout
    return text


if __name__ == "__main__":
    written = generated(json.loads(DOCUMENT.read_text()))
    for old in {*(PACKAGE / "resources").glob("*.py")} - written.keys():
        old.unlink()
    for path, text in written.items():
        path.write_text(text)
