import type { AppDown, AppUp } from "@genkan/contract";
import type { Link } from "@genkan/link";

/** The resident app's link to the server. */
export type AppLink = Link<AppUp, AppDown>;

/** A press that is possible now, or null: then its button does not exist. */
export type Command = (() => void) | null;
