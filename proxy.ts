/**
 * Stands before every page, file and action. It sets the content security policy and turns forged writes away before Next decodes them.
 * It decides nothing else: who may do what is settled by the services, which hold without this file.
 * There is no matcher, because an action runs under any path that Next would render, even `/favicon.ico`.
 */
import { type NextRequest, NextResponse } from 'next/server';
import { loadConfig } from '#server/config.ts';

interface Settings {
  app_url: string;
  app_origin: string;
  /** Origins of a map that the operator brought; empty for the embedded map. */
  map_origins: string[];
}

let settings: Settings | undefined;

const readSettings = (): Settings => {
  if (settings) return settings;
  const { app_url, map_style_url, map_pmtiles_url } = loadConfig();
  const map_urls = [map_style_url, map_pmtiles_url].filter((url) => url !== undefined);
  settings = { app_url, app_origin: new URL(app_url).origin, map_origins: [...new Set(map_urls.map((url) => new URL(url).origin))] };
  return settings;
};

const contentSecurityPolicy = (nonce: string, map_origins: string[]): string => {
  const map = map_origins.map((origin) => ` ${origin}`).join('');
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data: blob:${map}`,
    "font-src 'self' data:",
    `connect-src 'self'${map}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
};

const session_cookie = /(^|[-.])session-token(\.\d+)?$/;

/** Sign-in happens there, in a route handler, which runs no actions. The bare folder is a page like any other. */
const isSignIn = (pathname: string): boolean => /^\/api\/auth\/[^/]/.test(pathname);

const refusal = (request: NextRequest, { app_url, app_origin }: Settings): string | undefined => {
  if (request.method === 'GET' || request.method === 'HEAD') return undefined;
  if (request.headers.get('origin') !== app_origin)
    return `Refused: this request does not come from ${app_url}. Open Motorpool at that address.`;
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin') return 'Refused: this request comes from another site.';
  const signed_in = request.cookies.getAll().some((cookie) => session_cookie.test(cookie.name) && cookie.value !== '');
  return signed_in || isSignIn(request.nextUrl.pathname) ? undefined : 'Refused: sign in first.';
};

export function proxy(request: NextRequest): NextResponse {
  const current = readSettings();
  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy(nonce, current.map_origins);
  const reason = refusal(request, current);
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('x-motorpool-path', `${request.nextUrl.pathname}${request.nextUrl.search}`);
  headers.set('content-security-policy', policy);
  const response = reason
    ? new NextResponse(reason, { status: 403, headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' } })
    : NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}
