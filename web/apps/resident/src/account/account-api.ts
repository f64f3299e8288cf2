import type { HttpBody } from "@genkan/contract";
import { callApi } from "@genkan/shell";

export type Profile = HttpBody<"ProfileOut">;
export type Device = HttpBody<"DeviceOut">;
export type CodeSent = HttpBody<"CodeSentOut">;
export type AddressKind = "email" | "mobile";

const post = <T>(path: string, body?: object) => callApi<T>(`/api/app/me${path}`, { method: "POST", body });

/** What somebody signed in does with their account. */
export const accountApi = {
  profile: () => callApi<Profile>("/api/app/me/profile"),
  changeProfile: (names: HttpBody<"ProfileIn">) =>
    callApi<Profile>("/api/app/me/profile", { method: "PUT", body: names }),
  requestAddressCode: (kind: AddressKind, address: object) => post<CodeSent>(`/${kind}/code`, address),
  changeAddress: (kind: AddressKind, address: object) => post<Profile>(`/${kind}`, address),
  changePassword: (password: string) => post<void>("/password", { password }),
  requestProofCode: () => post<CodeSent>("/proof/code"),
  prove: (proof: { password?: string; code?: string }) => post<void>("/proof", proof),
  devices: () => callApi<{ devices: Device[] }>("/api/app/me/devices"),
  endDevice: (id: string) => callApi<void>(`/api/app/me/devices/${id}`, { method: "DELETE" }),
  consent: (version: string, language: string) => post<void>("/consent", { version, language }),
  exportData: () => callApi<object>("/api/app/me/export"),
  erase: () => callApi<void>("/api/app/me", { method: "DELETE" }),
};
