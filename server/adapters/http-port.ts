/** How an adapter asks for an exchange over HTTP; `http-client.ts` carries it out. */
export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  headers?: Record<string, string>;
  body?: string;
  /** A command uses a fresh connection and tells apart "nothing left us" (offline) from "may have acted" (unknown). */
  purpose: 'read' | 'command' | 'token';
  /** Whole call, connect included, for headers and body alike. Default: 10 s for the headers, 20 s in total. */
  timeout_ms?: number;
  /** Not sent after this instant, even when the call had to wait for its turn. */
  expires_at?: string;
}

export interface HttpAnswer {
  status: number;
  headers: Record<string, string>;
  text: string;
  /** Success in words that are no JSON, as of a page that stands in for the service: the exchange counts as broken. */
  unreadable?: true;
}

export interface HttpClient {
  request(request: HttpRequest): Promise<HttpAnswer>;
}
