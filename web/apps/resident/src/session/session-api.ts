import { callApi, describeDevice, type SessionApi } from "@genkan/shell";
import type { Me } from "../app/api-types";

export const sessionApi: SessionApi<Me> = {
  me: () => callApi<Me>("/api/app/me"),
  signIn: (username, password) =>
    callApi<Me>("/api/sign-in", {
      method: "POST",
      body: { username, password, app: "resident", device_label: describeDevice(navigator.userAgent) },
    }),
  signOut: () => callApi("/api/sign-out?app=resident", { method: "POST" }),
};
