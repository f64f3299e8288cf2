/** What survives a reload. Some private windows refuse it: things then last as long as the page. */
export function openStorage(kind: "local" | "session"): Pick<Storage, "getItem" | "setItem" | "removeItem"> {
  try {
    const storage = kind === "local" ? window.localStorage : window.sessionStorage;
    storage.getItem("genkan");
    return storage;
  } catch {
    return openMemory();
  }
}

function openMemory(): Pick<Storage, "getItem" | "setItem" | "removeItem"> {
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
