import type { Dispatcher } from 'undici';

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  headers?: Record<string, string>;
  body?: string;
  /** A command uses a fresh connection and tells apart "nothing left us" (offline) from "may have acted" (unknown). */
  purpose: 'read' | 'command' | 'token';
  /** Whole call, connect included. Default: 20 s. */
  timeout_ms?: number;
}

export interface HttpAnswer {
  status: number;
  headers: Record<string, string>;
  text: string;
}

export interface HttpClient {
  request(request: HttpRequest): Promise<HttpAnswer>;
}

export type { Dispatcher };
