import { type Answer, NOT_SENT, refuse } from "@genkan/link";

const LIMIT_MS = 10_000;
const FILE_LIMIT_MS = 120_000;
const PROBLEM_PREFIX = "urn:genkan:problem:";

export interface ApiRequest {
  method?: string;
  body?: unknown;
}

interface Problem {
  type?: string;
  retry_after_ms?: number;
}

/** Call the server's HTTP API. Every outcome is a value; "offline" when the server was not reached. */
export async function callApi<T>(path: string, init: ApiRequest = {}): Promise<Answer<T>> {
  return send(path, init, LIMIT_MS, async (response) =>
    response.status === 204 ? (undefined as T) : ((await response.json()) as T),
  );
}

/** Ask the server's HTTP API for a file, which may take it a while. */
export async function callForFile(path: string, init: ApiRequest = {}): Promise<Answer<Blob>> {
  return send(path, init, FILE_LIMIT_MS, (response) => response.blob());
}

/** Send the server's HTTP API a file as it is. */
export async function sendFile<T>(path: string, file: Blob): Promise<Answer<T>> {
  try {
    const response = await fetch(path, {
      method: "POST",
      credentials: "same-origin",
      headers: { "content-type": "application/octet-stream" },
      body: file,
      signal: AbortSignal.timeout(FILE_LIMIT_MS),
    });
    return response.ok ? { ok: true, body: (await response.json()) as T } : readProblem(response);
  } catch {
    return refuse(NOT_SENT);
  }
}

async function send<T>(
  path: string,
  init: ApiRequest,
  limitMs: number,
  read: (response: Response) => Promise<T>,
): Promise<Answer<T>> {
  let response: Response;
  try {
    response = await fetch(path, {
      method: init.method ?? "GET",
      credentials: "same-origin",
      cache: "no-store",
      signal: AbortSignal.timeout(limitMs),
      ...(init.body === undefined
        ? {}
        : { body: JSON.stringify(init.body), headers: { "content-type": "application/json" } }),
    });
  } catch {
    return refuse(NOT_SENT);
  }
  if (!response.ok) return readProblem(response);
  try {
    return { ok: true, body: await read(response) };
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
