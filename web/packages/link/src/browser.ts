import type { Socket } from "./connection";
import type { Link } from "./link";

/** Open a WebSocket to a path of the page's own origin. */
export function openBrowserSocket(path: string): Socket {
  const url = new URL(path, location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(url);
  const adapter: Socket = {
    onopen: null,
    onclose: null,
    onmessage: null,
    send: (text) => socket.send(text),
    close: () => socket.close(),
  };
  socket.onopen = () => adapter.onopen?.();
  socket.onclose = () => adapter.onclose?.();
  socket.onmessage = (event) => adapter.onmessage?.({ data: event.data });
  return adapter;
}

/** Let the browser's news about network and visibility hurry the link. Timers sleep in hidden pages. */
export function hurryWithBrowser(link: Pick<Link<object, object>, "hurry">): () => void {
  const hurry = () => link.hurry();
  const seen = () => {
    if (document.visibilityState === "visible") link.hurry();
  };
  window.addEventListener("online", hurry);
  window.addEventListener("offline", hurry);
  window.addEventListener("pageshow", hurry);
  document.addEventListener("visibilitychange", seen);
  return () => {
    window.removeEventListener("online", hurry);
    window.removeEventListener("offline", hurry);
    window.removeEventListener("pageshow", hurry);
    document.removeEventListener("visibilitychange", seen);
  };
}
