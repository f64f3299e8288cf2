import type { Services } from "../app/services";

const CALL_LIMIT_MS = 4_000; // a slow network; whoever sees nothing by then is better served by the whole app

/**
 * Leave the page behind the notice for the whole app: when its call is over, when there is none (any more), and
 * when the server does not know this device, which then has to sign in.
 */
export function goOnInApp({ link, phone }: Pick<Services, "link" | "phone">, openApp: () => void): void {
  let hasShown = false;
  const timer = setTimeout(openApp, CALL_LIMIT_MS);
  phone.current.subscribe(() => {
    const call = phone.current.get();
    if (call !== null) {
      hasShown = true;
      clearTimeout(timer);
    } else if (hasShown) {
      openApp();
    }
  });
  link.status.subscribe(() => {
    if (link.status.get().state === "stopped") openApp();
  });
}
