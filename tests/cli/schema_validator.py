"""An independent validator for tests: what Debian's python3-jsonschema says of a schema.

    schema_validator.py SCHEMA [FILE...]     exit 2 if the schema breaks the metaschema,
                                             1 if a file does not validate, 0 otherwise

One line per file: "ok FILE", or "bad FILE: POINTER: MESSAGE".
"""
import json
import sys

import jsonschema


def main(schema_path, files):
    with open(schema_path, encoding="utf-8") as file:
        schema = json.load(file)
    try:
        jsonschema.Draft202012Validator.check_schema(schema)
    except jsonschema.SchemaError as error:
        print(f"bad {schema_path}: {error.message}")
        return 2
    validator = jsonschema.Draft202012Validator(schema)
    status = 0
    for path in files:
        with open(path, encoding="utf-8") as file:
            document = json.load(file)
        error = jsonschema.exceptions.best_match(validator.iter_errors(document))
        if error is None:
            print(f"ok {path}")
            continue
        pointer = "".join(f"/{token}" for token in error.absolute_path)
        print(f"bad {path}: {pointer}: {error.message[:200]}")
        status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
