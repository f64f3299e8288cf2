import type { PanelDown, PanelUp } from "@genkan/contract";
import type { Link, Readable } from "@genkan/link";
import { createContext, useContext, useSyncExternalStore } from "react";
import type { MediaReading, Speech } from "../model/ports";
import type { PanelView } from "../model/view";

/** What the components see of the view model and of the sound that comes in. */
export interface PanelModel extends Readable<PanelView> {
  now(): number;
}

export interface PanelWorld {
  model: PanelModel;
  /** What the answerer says; null while nobody talks. */
  remoteAudio: Readable<MediaStream | null>;
  /** What may be heard in a moment: of each phone that rings. */
  expectedAudio: Readable<readonly MediaStream[]>;
  speech: Speech;
  /** How the connections of a call are, for whoever installs the unit. */
  media: { read(): Promise<MediaReading> };
  /** The station agent, for parts that are loaded later and concern the unit itself. */
  link: Pick<Link<PanelUp, PanelDown>, "tell" | "ask">;
}

export const PanelContext = createContext<PanelWorld | null>(null);

export function useWorld(): PanelWorld {
  const world = useContext(PanelContext);
  if (world === null) throw new Error("a panel component outside <PanelContext>");
  return world;
}

export function useModel(): PanelModel {
  return useWorld().model;
}

export function useReadable<T>(readable: Readable<T>): T {
  return useSyncExternalStore(readable.subscribe, readable.get);
}
