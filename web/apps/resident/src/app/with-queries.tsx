import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { type Services, useServices } from "./services";

/** Kept beside the page's services, so that the rest of the app starts without it. */
const clients = new WeakMap<Services, QueryClient>();

function clientOf(services: Services): QueryClient {
  const known = clients.get(services);
  if (known !== undefined) return known;
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  clients.set(services, client);
  return client;
}

/** A page that asks the HTTP API, and remembers the answers for as long as the app is open. */
export function WithQueries({ children }: { children: ReactNode }) {
  return <QueryClientProvider client={clientOf(useServices())}>{children}</QueryClientProvider>;
}
