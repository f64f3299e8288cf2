import type { components } from "./generated/http";

/** The types of both edges, generated from the server: the wire with its frame, and the HTTP API. */
export * from "./frame";
export type * from "./generated/http";
export type * from "./generated/wire";

/** A body of the HTTP API, by its name in the OpenAPI document. */
export type HttpBody<Name extends keyof components["schemas"]> = components["schemas"][Name];
