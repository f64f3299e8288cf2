interface NetworkInformation extends EventTarget {
  readonly type?: string;
}

/** Tell when the device goes from one network to another, as far as the browser says so. */
export function onNetworkChange(changed: () => void): void {
  window.addEventListener("online", changed);
  const network = (navigator as { connection?: NetworkInformation }).connection;
  if (typeof network?.addEventListener !== "function") return;
  let type = network.type;
  network.addEventListener("change", () => {
    // The speed's estimate changes all the time; only another kind of network is another path.
    if (network.type === type) return;
    type = network.type;
    changed();
  });
}
