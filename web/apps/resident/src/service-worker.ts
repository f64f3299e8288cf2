import type { PhoneWindow } from "./call/phone-window";

/** Keep the app's shell on the device, so that it starts without network. Nothing of the API is kept. */
export function registerServiceWorker(phone: PhoneWindow): void {
  reloadWhenOutdated(phone);
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  navigator.serviceWorker
    .register(`${import.meta.env.BASE_URL}sw.js`, { scope: import.meta.env.BASE_URL })
    // A browser set to keep nothing refuses: the app then needs the network to start, as any page.
    .catch(() => undefined);
}

/** A part that was not loaded yet is gone after an update of the server: take the new app, but never in a call. */
function reloadWhenOutdated(phone: PhoneWindow): void {
  window.addEventListener("vite:preloadError", (event) => {
    if (phone.current.get() !== null) return;
    event.preventDefault();
    location.reload();
  });
}
