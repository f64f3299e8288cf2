import { type Answer, NOT_SENT, refuse } from "@genkan/link";

const LIMIT_MS = 10_000;
const PROBLEM_PREFIX = "urn:genkan:problem:";

interface Problem {
  type?: string;
  retry_after_ms?: number;
}

/** Call the server's HTTP API. Every outcome is a value; "offline" when the server was not reached. */
export async function callApi<T>(
  path: string,
  init: { method?: string; body?: unknown } = {},
): Promise<Answer<T>> {
  let response: Response;
  try {
    response = await fetch(path, {
      method: init.method ?? "GET",
      credentials: "same-origin",
      cache: "no-store",
      signal: AbortSignal.timeout(LIMIT_MS),
      ...(init.body === undefined
        ? {}
        : { body: JSON.stringify(init.body), headers: { "content-type": "application/json" } }),
    });
  } catch {
    return refuse(NOT_SENT);
  }
  if (!response.ok) return readProblem(response);
  if (response.status === 204) return { ok: true, body: undefined as T };
  try {
    return { ok: true, body: (await response.json()) as T };
  } catch {
    return refuse("internal"); // cut short, or a proxy's own page
  }
}

async function readProblem(response: Response): Promise<Answer<never>> {
  const problem = (await response.json().catch(() => ({}))) as Problem;
  const reason = problem.type?.startsWith(PROBLEM_PREFIX)
    ? problem.type.slice(PROBLEM_PREFIX.length)
    : reasonOfStatus(response.status);
  const header = Number(response.headers.get("retry-after"));
  const retryAfterMs = problem.retry_after_ms ?? (header > 0 ? header * 1000 : null);
  return refuse(reason, retryAfterMs);
}

/** What a proxy in front of the server says in our words. */
function reasonOfStatus(status: number): string {
  if (status === 401) return "not-signed-in";
  if (status === 429) return "too-often";
  return status >= 502 && status <= 504 ? NOT_SENT : "internal";
}
