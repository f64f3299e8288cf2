import { callApi, describeDevice, type SessionApi } from "@genkan/shell";
import type { Me } from "../app/me";

export const sessionApi: SessionApi<Me> = {
  me: () => callApi<Me>("/api/portal/me"),
  signIn: (username, password) =>
    callApi<Me>("/api/sign-in", {
      method: "POST",
      body: { username, password, app: "portal", device_label: describeDevice(navigator.userAgent) },
    }),
  signOut: () => callApi("/api/sign-out?app=portal", { method: "POST" }),
};
