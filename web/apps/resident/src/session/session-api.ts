import { callApi } from "../app/api";
import type { Me } from "../app/api-types";
import { describeDevice } from "./device-label";
import type { SessionApi } from "./session";

export const sessionApi: SessionApi = {
  me: () => callApi<Me>("/api/app/me"),
  signIn: (username, password) =>
    callApi<Me>("/api/sign-in", {
      method: "POST",
      body: { username, password, app: "resident", device_label: describeDevice(navigator.userAgent) },
    }),
  signOut: () => callApi("/api/sign-out?app=resident", { method: "POST" }),
};
