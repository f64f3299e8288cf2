import type { HttpBody } from "@genkan/contract";
import type { Refusal } from "@genkan/link";
import { callApi } from "@genkan/shell";
import { infiniteQueryOptions, QueryClient, queryOptions } from "@tanstack/react-query";

export type Place = HttpBody<"PropertyOut">;
export type Building = HttpBody<"BuildingOut">;
export type Home = HttpBody<"HomeLineOut">;
export type Household = HttpBody<"FamilyOut">;
export type Member = HttpBody<"MemberOut">;
export type Manager = HttpBody<"PropertyManagerOut">;
export type FailedMessage = HttpBody<"FailedMessageOut">;
export type Invitation = HttpBody<"InvitationOut">;
export type PropertySettings = HttpBody<"SettingsOut">;
export type StaffKeys = HttpBody<"StaffKeysOut">;
export type Policy = HttpBody<"PolicyModel">;
export type Accounts = HttpBody<"AccountsOut">;
export type Account = HttpBody<"AccountOut">;
export type ApiToken = HttpBody<"TokenOut">;
export type Security = HttpBody<"SecurityOut">;
export type PanelSettings = HttpBody<"PanelSettingsOut">;
export type UnitCheck = HttpBody<"CheckOut">;
export type Webhook = HttpBody<"WebhookOut">;
export type Delivery = HttpBody<"WebhookDeliveryOut">;
export type Keeper = HttpBody<"StoreKeysOut">["kept_by"][string];

/** A refusal as an exception: how TanStack Query wants to hear of it. */
export class Refused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.reason);
    this.refusal = refusal;
  }
}

const STALE_MS = 5_000;
const RUN_LOOK_MS = 1_000;
const IDLE_LOOK_MS = 20_000;

export function openQueries(): QueryClient {
  return new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: STALE_MS } } });
}

/** The properties one looks after, with their buildings. */
export const placesQuery = queryOptions({
  queryKey: ["places"],
  queryFn: async () => (await load<HttpBody<"PropertiesOut">>("/api/portal/properties")).properties,
});

/** What protects one's own account. */
export const securityQuery = queryOptions({
  queryKey: ["security"],
  queryFn: () => load<Security>("/api/portal/me/security"),
});

/** Every home of a property with its state. */
export function homesQuery(propertyId: string) {
  return queryOptions({
    queryKey: ["homes", propertyId],
    queryFn: async () =>
      (await load<HttpBody<"HomesOut">>(`/api/portal/properties/${encodeURIComponent(propertyId)}/homes`))
        .homes,
  });
}

/** The people of a household. */
export function householdQuery(householdId: string) {
  return queryOptions({
    queryKey: ["household", householdId],
    queryFn: () => load<Household>(`/api/portal/households/${encodeURIComponent(householdId)}`),
  });
}

export function managersQuery(propertyId: string) {
  return queryOptions({
    queryKey: ["managers", propertyId],
    queryFn: async () =>
      (
        await load<HttpBody<"ManagersOut">>(
          `/api/portal/properties/${encodeURIComponent(propertyId)}/managers`,
        )
      ).managers,
  });
}

export function seatOrdersQuery(propertyId: string) {
  return queryOptions({
    queryKey: ["seats", propertyId],
    queryFn: async () =>
      (
        await load<HttpBody<"SeatOrdersOut">>(
          `/api/portal/properties/${encodeURIComponent(propertyId)}/seats`,
        )
      ).orders,
  });
}

/** What was written to residents and managers, and did not get through. */
export const failedQuery = queryOptions({
  queryKey: ["failed"],
  queryFn: async () => (await load<HttpBody<"FailedMessagesOut">>("/api/portal/messages/failed")).messages,
});

/** What one was invited to, and has not answered. */
export const invitationsQuery = queryOptions({
  queryKey: ["invitations"],
  queryFn: async () => (await load<HttpBody<"InvitationsOut">>("/api/portal/invitations")).invitations,
});

/** What a station's panel is set to. */
export function panelSettingsQuery(stationId: string) {
  return queryOptions({
    queryKey: ["panel-settings", stationId],
    queryFn: () => load<PanelSettings>(`/api/portal/stations/${encodeURIComponent(stationId)}/settings`),
  });
}

/** The installation checks of a station, newest first; looked at every second while one runs. */
export function unitChecksQuery(stationId: string) {
  return queryOptions({
    queryKey: ["unit-checks", stationId],
    queryFn: async () =>
      (await load<HttpBody<"ChecksOut">>(`/api/portal/stations/${encodeURIComponent(stationId)}/checks`))
        .checks,
    refetchInterval: ({ state }) => (state.data?.some(({ is_running }) => is_running) ? RUN_LOOK_MS : false),
  });
}

/** Alarms, a page at a time: those that wait, or all. */
export function alarmsQuery(show: "open" | "all") {
  return infiniteQueryOptions({
    queryKey: ["alarms", show],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => {
      const before = pageParam === null ? "" : `&before=${encodeURIComponent(pageParam)}`;
      return load<HttpBody<"AlarmsOut">>(`/api/portal/alarms?show=${show}${before}`);
    },
    getNextPageParam: (page) => page.next_before,
  });
}

/** A property's notices, a page at a time, those to come first. */
export function noticesQuery(propertyId: string) {
  return infiniteQueryOptions({
    queryKey: ["notices", propertyId],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => {
      const before = pageParam === null ? "" : `?before=${encodeURIComponent(pageParam)}`;
      return load<HttpBody<"NoticesOut">>(
        `/api/portal/properties/${encodeURIComponent(propertyId)}/notices${before}`,
      );
    },
    getNextPageParam: (page) => page.next_before,
  });
}

/** What a property counts as an alarm, and how one is told oneself. */
export function alarmSettingsQuery(propertyId: string) {
  return queryOptions({
    queryKey: ["alarm-settings", propertyId],
    queryFn: () =>
      load<HttpBody<"AlarmSettingsOut">>(
        `/api/portal/properties/${encodeURIComponent(propertyId)}/alarm-settings`,
      ),
  });
}

/** Who opened a door from the portal, and why. */
export function remoteReleasesQuery(doorId: string) {
  return queryOptions({
    queryKey: ["remote-releases", doorId],
    queryFn: async () =>
      (await load<HttpBody<"RemoteReleasesOut">>(`/api/portal/doors/${encodeURIComponent(doorId)}/releases`))
        .releases,
  });
}

const OFFICE_LOOK_MS = 30_000;

/** The calls to one's own offices of the last 30 days; looked for again while the page is open. */
export const officeCallsQuery = queryOptions({
  queryKey: ["office-calls"],
  queryFn: async () => (await load<HttpBody<"OfficeCallsOut">>("/api/portal/office-calls")).calls,
  refetchInterval: OFFICE_LOOK_MS,
});

export function settingsQuery(propertyId: string) {
  return queryOptions({
    queryKey: ["settings", propertyId],
    queryFn: () =>
      load<PropertySettings>(`/api/portal/properties/${encodeURIComponent(propertyId)}/settings`),
  });
}

/** The staff's PINs and keys of a property, and its doors. */
export function staffKeysQuery(propertyId: string) {
  return queryOptions({
    queryKey: ["staff-keys", propertyId],
    queryFn: () => load<StaffKeys>(`/api/portal/properties/${encodeURIComponent(propertyId)}/staff-keys`),
  });
}

/** Who may pass a door, and when. */
export function policyQuery(doorId: string) {
  return queryOptions({
    queryKey: ["policy", doorId],
    queryFn: () => load<Policy>(`/api/portal/doors/${encodeURIComponent(doorId)}/policy`),
  });
}

/** Who keeps the key of the stations' store, by building. */
export function storeKeysQuery(propertyId: string) {
  return queryOptions({
    queryKey: ["store-keys", propertyId],
    queryFn: async () =>
      (
        await load<HttpBody<"StoreKeysOut">>(
          `/api/portal/properties/${encodeURIComponent(propertyId)}/store-keys`,
        )
      ).kept_by,
  });
}

/** Who has not signed in yet, and how far the run of account mails is: asked for often while one is under way. */
export function accountsQuery(propertyId: string) {
  return queryOptions({
    queryKey: ["accounts", propertyId],
    queryFn: () => load<Accounts>(`/api/portal/properties/${encodeURIComponent(propertyId)}/accounts`),
    refetchInterval: (query) => (query.state.data?.run?.state === "running" ? RUN_LOOK_MS : IDLE_LOOK_MS),
  });
}

/** The API tokens of a property, with those that ended lately. */
export function tokensQuery(propertyId: string) {
  return queryOptions({
    queryKey: ["tokens", propertyId],
    queryFn: async () =>
      (await load<HttpBody<"TokensOut">>(`/api/portal/properties/${encodeURIComponent(propertyId)}/tokens`))
        .tokens,
  });
}

/** Where a property has itself told of. */
export function webhooksQuery(propertyId: string) {
  return queryOptions({
    queryKey: ["webhooks", propertyId],
    queryFn: async () =>
      (
        await load<HttpBody<"WebhooksOut">>(
          `/api/portal/properties/${encodeURIComponent(propertyId)}/webhooks`,
        )
      ).webhooks,
  });
}

/** What a webhook was told: asked for often while something is under way. */
export function deliveriesQuery(webhookId: string) {
  return queryOptions({
    queryKey: ["deliveries", webhookId],
    queryFn: async () =>
      (
        await load<HttpBody<"WebhookDeliveriesOut">>(
          `/api/portal/webhooks/${encodeURIComponent(webhookId)}/deliveries`,
        )
      ).deliveries,
    refetchInterval: (query) =>
      query.state.data?.some((delivery) => delivery.state === "queued") ? RUN_LOOK_MS : IDLE_LOOK_MS,
  });
}

/** The document by which the server describes its API; it changes with the server's version alone. */
export const openApiQuery = queryOptions({
  queryKey: ["openapi"],
  queryFn: () => load<unknown>("/api/openapi.json"),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Ask the HTTP API; a refusal is thrown. */
export async function load<T>(path: string): Promise<T> {
  const answer = await callApi<T>(path);
  if (!answer.ok) throw new Refused(answer.refusal);
  return answer.body;
}
