import { refuse, Store } from "@genkan/link";
import { expect, test, vi } from "vitest";
import type { PushApi, PushBrowser, PushState, PushView } from "./push";
import { PushPermission } from "./push-permission";

const ADDRESS: PushSubscriptionJSON = {
  endpoint: "https://push.example/1",
  keys: { p256dh: "p", auth: "a" },
};

function open(browser: Partial<PushBrowser> = {}, server: "off" | "on" | "lost" = "off") {
  const view = new Store<PushView>({ state: "checking", isBusy: false, refusal: null });
  const device: PushBrowser = {
    isSupported: () => true,
    needsInstall: () => false,
    permission: () => "default",
    askPermission: vi.fn(async () => "granted" as const),
    find: async () => null,
    subscribe: vi.fn(async () => ADDRESS),
    ...browser,
  };
  const api: PushApi = {
    get: async () => ({ ok: true, body: { public_key: "key", state: server } }),
    put: vi.fn(async () => ({ ok: true as const, body: undefined })),
  };
  return { view, device, api, push: new PushPermission(view, device, api, () => "en") };
}

test.each([
  ["unsupported", { isSupported: () => false }, "off"],
  ["install", { needsInstall: () => true, isSupported: () => false }, "off"],
  ["denied", { permission: () => "denied" }, "off"],
  ["prompt", {}, "off"],
  ["on", { permission: () => "granted", find: async () => ADDRESS }, "on"],
  ["lost", { permission: () => "granted", find: async () => ADDRESS }, "lost"],
] as [PushState, Partial<PushBrowser>, "off" | "on" | "lost"][])(
  "shows %s without asking anybody",
  async (state, browser, server) => {
    const { view, device, push } = open(browser, server);
    await push.check();
    expect(view.get().state).toBe(state);
    expect(device.askPermission).not.toHaveBeenCalled();
  },
);

test("a device that said yes before is subscribed quietly when somebody signs in anew", async () => {
  const { view, device, api, push } = open({ permission: () => "granted" });
  await push.check();
  expect(device.subscribe).toHaveBeenCalledWith("key");
  expect(api.put).toHaveBeenCalledWith(ADDRESS, "en");
  expect(view.get().state).toBe("on");
});

test("a tap asks the browser, and subscribes with the server's key", async () => {
  const { view, api, push } = open();
  await push.ask();
  expect(api.put).toHaveBeenCalledWith(ADDRESS, "en");
  expect(view.get()).toEqual({ state: "on", isBusy: false, refusal: null });
});

test("a no is not asked again, and said", async () => {
  const { view, api, push } = open({ askPermission: async () => "denied" as const });
  await push.ask();
  expect(view.get().state).toBe("denied");
  expect(api.put).not.toHaveBeenCalled();
});

test("a push service that does not work is named, and can be tried again", async () => {
  const { view, push } = open({ subscribe: () => Promise.reject(new Error("no push service")) });
  await push.ask();
  expect(view.get()).toMatchObject({ state: "prompt", isBusy: false, refusal: { reason: "push-unfit" } });
});

test("a server that refuses is quoted", async () => {
  const { view, api, push } = open();
  api.put = async () => refuse("offline");
  await push.ask();
  expect(view.get()).toMatchObject({ isBusy: false, refusal: { reason: "offline" } });
});
