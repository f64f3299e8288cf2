/** What a push says, as the server writes it (`calls/notices.py`). Fields are only added. */
export interface Notice {
  type: "ring" | "withdraw" | "missed" | "test" | "check" | "lost" | "note";
  id?: string;
  title?: string;
  body?: string;
  answer?: string;
  open?: string;
  opened?: string;
  not_opened?: string;
  over?: string;
  deadline_ms?: number;
  link?: string;
  has_picture?: boolean;
  path?: string;
}

const OWN_PAGE = /^\/(app|portal)\//; // managers are led to the portal

export type Step = "woke" | "rang" | "seen";

/** Parts of a notification that TypeScript's library does not know, and not every browser shows. */
export interface RichNotice extends NotificationOptions {
  actions?: { action: string; title: string }[];
  image?: string;
  renotify?: boolean;
  timestamp?: number;
  vibrate?: number[];
}

/** Read a push; null: not ours, or of a server too new to be understood. */
export function readNotice(text: string): Notice | null {
  try {
    const notice = JSON.parse(text) as Notice;
    return typeof notice?.type === "string" ? notice : null;
  } catch {
    return null;
  }
}

/** Where a press on the notice leads. */
export function addressOf(notice: Notice, action: string): string {
  const id = encodeURIComponent(notice.id ?? "");
  switch (notice.type) {
    case "ring":
      return `/app/answer.html?${action === "answer" ? "answer" : "call"}=${id}`;
    case "missed":
      return OWN_PAGE.test(notice.path ?? "") ? String(notice.path) : "/app/history"; // the office's is elsewhere
    case "test":
      return `/app/check?test=${id}`;
    case "lost":
      return "/app/check";
    case "note":
      return OWN_PAGE.test(notice.path ?? "") ? String(notice.path) : "/app/";
    default:
      return "/app/";
  }
}
