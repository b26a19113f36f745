import { type RequestDraft, requestHeaders, requestPath } from './curl.ts';

export interface ShownAnswer {
  status: number;
  /** Of the answer's headers those that our API speaks by. */
  headers: [string, string][];
  body: string;
  duration_ms: number;
}

const shown_headers = [
  'x-invers-flow-id',
  'etag',
  'retry-after',
  'allow',
  'x-motorpool-command-id',
  'idempotent-replayed',
  'x-rate-limit-remaining',
];
const body_limit = 100_000;

const readable = (text: string): string => {
  let shown = text;
  try {
    shown = JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    // Not JSON: shown as it came.
  }
  return shown.length > body_limit ? `${shown.slice(0, body_limit)}\n… ${shown.length - body_limit} more characters` : shown;
};

/** Sends the request from this page: with the token if there is one, never with a person's sign-in. */
export const sendRequest = async (draft: RequestDraft, api_url: string, token: string | undefined): Promise<ShownAnswer> => {
  const began_at = performance.now();
  const answer = await fetch(api_url + requestPath(draft), {
    method: draft.method,
    credentials: 'omit',
    headers: { ...requestHeaders(draft), ...(token && { Authorization: `Bearer ${token}` }) },
    ...(draft.body.trim() && { body: draft.body }),
  });
  const body = readable(await answer.text());
  const headers = shown_headers.flatMap((name): [string, string][] => {
    const value = answer.headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  return { status: answer.status, headers, body, duration_ms: Math.round(performance.now() - began_at) };
};

const base64 = (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

/** Asks for a token with a client's id and secret. Throws what the server says is wrong. */
export const requestToken = async (
  api_url: string,
  client_id: string,
  client_secret: string,
): Promise<{ value: string; expires_at: number }> => {
  const answer = await fetch(`${api_url}/auth/oauth/token?grant_type=client_credentials`, {
    method: 'POST',
    credentials: 'omit',
    headers: { Authorization: `Basic ${base64(`${client_id}:${client_secret}`)}`, 'Content-Type': 'application/json' },
  });
  const content = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(content.error_description ?? content.detail ?? `The server answered ${answer.status}.`);
  return { value: content.access_token, expires_at: Date.now() + content.expires_in * 1000 };
};
