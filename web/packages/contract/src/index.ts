/** The wire's types, generated from `genkan.wire`, and the frame they travel in. */
export * from "./frame";
export type * from "./generated/wire";
