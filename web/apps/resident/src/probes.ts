import type { PhoneWindow } from "./call/phone-window";

/** Read-only looks inside for browser tests and the support page. They change nothing and hold no secret. */
export interface Probes {
  callStage(): string | null;
  callStats(): Promise<unknown[]>;
}

declare global {
  interface Window {
    __genkan?: Probes;
  }
}

export function openProbes(phone: PhoneWindow): void {
  window.__genkan = {
    callStage: () => phone.current.get()?.view.get().stage ?? null,
    callStats: async () => {
      const report = await phone.current.get()?.media.getStats();
      return [...(report?.values() ?? [])];
    },
  };
}
