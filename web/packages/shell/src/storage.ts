/** The part of the browser's storage that is used here. */
export type Storage = Pick<globalThis.Storage, "getItem" | "setItem" | "removeItem">;

/** What survives a reload. Some private windows refuse it: things then last as long as the page. */
export function openStorage(kind: "local" | "session"): Storage {
  try {
    const storage = kind === "local" ? window.localStorage : window.sessionStorage;
    storage.getItem("genkan");
    return storage;
  } catch {
    return openMemory();
  }
}

function openMemory(): Storage {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => {
      items.set(key, value);
    },
    removeItem: (key) => {
      items.delete(key);
    },
  };
}
