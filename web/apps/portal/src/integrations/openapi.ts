/** What of the server's own OpenAPI document a program with a token needs to know. */

export interface FieldLine {
  /** Where it stands, such as `homes[].number`. */
  name: string;
  type: string;
  isRequired: boolean;
  description: string;
}

export interface OperationDoc {
  method: string;
  path: string;
  description: string;
  /** Any one of them suffices. */
  scopes: string[];
  query: FieldLine[];
  body: FieldLine[];
  answer: FieldLine[];
  status: string;
}

export interface OperationGroup {
  tag: string;
  operations: OperationDoc[];
}

type Json = Record<string, unknown>;

const DEEPEST = 4; // a form in a form; what goes round in circles ends here
const METHODS = ["get", "post", "put", "delete"] as const;

/** Give the operations that tokens may use, by subject, in the document's order. */
export function readReference(document: unknown): OperationGroup[] {
  const groups = new Map<string, OperationDoc[]>();
  for (const [path, methods] of Object.entries(asJson(asJson(document).paths))) {
    for (const method of METHODS) {
      const described = asJson(methods)[method];
      const operation = asJson(described);
      const scopes = asTexts(operation["x-token-scopes"]);
      if (scopes.length === 0) continue;
      const tag = asTexts(operation.tags)[0] ?? "";
      groups.set(tag, [...(groups.get(tag) ?? []), readOperation(document, path, method, operation, scopes)]);
    }
  }
  return [...groups].map(([tag, operations]) => ({ tag, operations }));
}

/** Give the fields of what is posted to webhooks. */
export function readMessage(document: unknown): FieldLine[] {
  const [hook] = Object.values(asJson(asJson(document).webhooks)).map(asJson);
  return listFields(document, schemaOf(asJson(hook?.post).requestBody));
}

function readOperation(
  document: unknown,
  path: string,
  method: string,
  operation: Json,
  scopes: string[],
): OperationDoc {
  const responses = asJson(operation.responses);
  const status = Object.keys(responses).find((code) => code.startsWith("2")) ?? "";
  const parameters = Array.isArray(operation.parameters) ? operation.parameters.map(asJson) : [];
  return {
    method: method.toUpperCase(),
    path,
    description: asText(operation.description),
    scopes,
    query: parameters
      .filter((parameter) => parameter.in === "query")
      .map((parameter) => ({
        name: asText(parameter.name),
        type: sayType(document, asJson(parameter.schema)),
        isRequired: parameter.required === true,
        description: asText(parameter.description),
      })),
    body: listFields(document, schemaOf(operation.requestBody)),
    answer: listFields(document, schemaOf(responses[status])),
    status,
  };
}

function schemaOf(holder: unknown): Json {
  return asJson(asJson(asJson(asJson(holder).content)["application/json"]).schema);
}

/** Give every field below the schema, those of lists and objects after what holds them. */
function listFields(document: unknown, schema: Json, prefix = "", depth = 0): FieldLine[] {
  if (depth >= DEEPEST) return [];
  const found = resolve(document, schema);
  if (found.type === "array") return listFields(document, asJson(found.items), `${prefix}[]`, depth);
  const needed = asTexts(found.required);
  return Object.entries(asJson(found.properties)).flatMap(([name, held]) => {
    const property = asJson(held);
    const path = prefix === "" ? name : `${prefix}.${name}`;
    const line: FieldLine = {
      name: path,
      type: sayType(document, property),
      isRequired: needed.includes(name),
      description: asText(property.description),
    };
    return [line, ...listFields(document, orNullOf(property) ?? property, path, depth + 1)];
  });
}

function sayType(document: unknown, schema: Json): string {
  const inner = orNullOf(schema);
  if (inner !== null) return `${sayType(document, inner)} | null`;
  const found = resolve(document, schema);
  if (Array.isArray(found.enum)) return found.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (found.const !== undefined) return JSON.stringify(found.const);
  if (found.type === "array") return `${sayType(document, asJson(found.items))}[]`;
  const options = Array.isArray(found.anyOf) ? found.anyOf : Array.isArray(found.oneOf) ? found.oneOf : [];
  if (options.length > 0) return options.map((option) => sayType(document, asJson(option))).join(" | ");
  return asText(found.type) || "object";
}

/** The schema of which null is the other choice. */
function orNullOf(schema: Json): Json | null {
  const options = (Array.isArray(schema.anyOf) ? schema.anyOf : []).map(asJson);
  const others = options.filter((option) => option.type !== "null");
  const [only] = others;
  return options.length === 2 && others.length === 1 && only !== undefined ? only : null;
}

function resolve(document: unknown, schema: Json): Json {
  const pointer = asText(schema.$ref);
  if (!pointer.startsWith("#/")) return schema;
  return pointer
    .slice(2)
    .split("/")
    .reduce((at: Json, name) => asJson(at[name]), asJson(document));
}

function asJson(value: unknown): Json {
  return typeof value === "object" && value !== null ? (value as Json) : {};
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function asTexts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
