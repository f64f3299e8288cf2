import { callApi } from "@genkan/shell";

/** Let the server know that the call is before its user's eyes, and take away its notice. */
export async function noteSeen(callId: string): Promise<void> {
  void callApi(`/api/app/calls/${encodeURIComponent(callId)}/delivery`, {
    method: "POST",
    body: { step: "seen" },
  });
  const registration = await navigator.serviceWorker?.getRegistration(import.meta.env.BASE_URL);
  for (const notice of (await registration?.getNotifications({ tag: callId })) ?? []) notice.close();
}
