import { type Answer, type LinkStatus, refuse, STOPPED_HERE, Store } from "@genkan/link";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { Session } from "./session";
import { openStorage } from "./storage";

interface Me {
  name: string;
}

const HANAKO: Me = { name: "佐藤 花子" };
const KEY = "genkan.test.me";

beforeEach(() => localStorage.clear());

function open(me: Answer<Me>) {
  const status = new Store<LinkStatus>({ state: "idle" });
  const link = {
    status,
    start: vi.fn(() => status.set({ state: "open" })),
    stop: vi.fn((reason = STOPPED_HERE) => status.set({ state: "stopped", reason })),
  };
  const api = {
    me: vi.fn(async () => me),
    signIn: vi.fn(async (): Promise<Answer<Me>> => ({ ok: true, body: HANAKO })),
    signOut: vi.fn(async (): Promise<Answer<unknown>> => ({ ok: true, body: null })),
  };
  const session = new Session<Me>({ api, link, storage: openStorage("local"), key: KEY });
  return { session, link, api, status };
}

const here: Answer<Me> = { ok: true, body: HANAKO };
const nobody = refuse("not-signed-in");
const unreachable = refuse("offline");

describe("the start", () => {
  test("with a session goes in, and opens the link", async () => {
    const { session, link } = open(here);
    expect(session.view.get()).toEqual({ state: "checking" });
    await session.start();
    expect(session.view.get()).toEqual({ state: "signed_in", me: HANAKO });
    expect(link.start).toHaveBeenCalled();
  });

  test("without one shows the sign-in, without a reason", async () => {
    const { session, link } = open(nobody);
    await session.start();
    expect(session.view.get()).toEqual({ state: "signed_out", why: null });
    expect(link.start).not.toHaveBeenCalled();
  });

  test("without a server says so, when nobody was here before", async () => {
    const { session } = open(unreachable);
    await session.start();
    expect(session.view.get()).toEqual({ state: "unreachable" });
  });

  test("without a server takes up the session of last time", async () => {
    localStorage.setItem(KEY, JSON.stringify(HANAKO));
    const { session } = open(unreachable);
    await session.start();
    expect(session.view.get()).toEqual({ state: "signed_in", me: HANAKO });
  });

  test("with a session that has died meanwhile says that it expired", async () => {
    localStorage.setItem(KEY, JSON.stringify(HANAKO));
    const { session } = open(nobody);
    await session.start();
    expect(session.view.get()).toEqual({ state: "signed_out", why: "expired" });
    expect(localStorage.getItem(KEY)).toBeNull();
  });

  test("does not trip over what an older version has remembered", async () => {
    localStorage.setItem(KEY, "{");
    const { session } = open(nobody);
    await session.start();
    expect(session.view.get()).toEqual({ state: "signed_out", why: null });
  });
});

describe("signing in and out", () => {
  test("a refusal changes nothing", async () => {
    const { session, api } = open(nobody);
    await session.start();
    api.signIn.mockResolvedValue(refuse("wrong-password"));
    expect(await session.signIn("a", "b")).toEqual(refuse("wrong-password"));
    expect(session.view.get().state).toBe("signed_out");
  });

  test("signing out closes the link before anybody looks again", async () => {
    const { session, link } = open(here);
    await session.start();
    let linkWasStopped = false;
    session.view.subscribe(() => {
      linkWasStopped = link.stop.mock.calls.length > 0;
    });
    await session.signOut();
    expect(session.view.get()).toEqual({ state: "signed_out", why: null });
    expect(linkWasStopped).toBe(true);
  });

  test("without a network nobody is told to be signed out who is not", async () => {
    const { session, api } = open(here);
    await session.start();
    api.signOut.mockResolvedValue(unreachable);
    expect(await session.signOut()).toEqual(unreachable);
    expect(session.view.get().state).toBe("signed_in");
  });

  test("signing out of a session that is gone is done", async () => {
    const { session, api } = open(here);
    await session.start();
    api.signOut.mockResolvedValue(nobody);
    expect((await session.signOut()).ok).toBe(true);
    expect(session.view.get()).toEqual({ state: "signed_out", why: null });
  });
});

describe("the server's goodbye", () => {
  test.each([
    ["signed_out", "signed_out"],
    ["ended", "ended"],
    ["something_new", "expired"],
  ])("%s ends the session", async (reason, why) => {
    const { session, status } = open(here);
    await session.start();
    status.set({ state: "stopped", reason });
    expect(session.view.get()).toEqual({ state: "signed_out", why });
  });

  test("a socket that does not open makes it ask whether the session is the reason", async () => {
    const { session, api, status } = open(here);
    await session.start();
    api.me.mockResolvedValue(nobody);
    status.set({ state: "waiting", isFirst: false, why: "unopened", retryAtMs: 0 });
    await vi.waitFor(() => expect(session.view.get()).toEqual({ state: "signed_out", why: "expired" }));
  });

  test("a lost network ends nothing", async () => {
    const { session, api, status } = open(here);
    await session.start();
    status.set({ state: "waiting", isFirst: false, why: "lost", retryAtMs: 0 });
    expect(api.me).toHaveBeenCalledOnce();
    expect(session.view.get().state).toBe("signed_in");
  });
});
