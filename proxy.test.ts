import { NextRequest } from 'next/server';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '#server/config.ts';
import { proxy } from './proxy.ts';

const { app_url } = loadConfig();
const origin = new URL(app_url).origin;
const session = '__Host-motorpool.session-token=abc';

const ask = (method: string, path: string, headers: Record<string, string> = {}) =>
  proxy(new NextRequest(`http://localhost:3000${path}`, { method, headers }));

describe('writes', () => {
  it('lets a signed-in write from our own pages through', () => {
    expect(ask('POST', '/fleet', { origin, cookie: session }).status).toBe(200);
    expect(ask('POST', '/fleet', { origin, cookie: 'next-auth.session-token.0=abc', 'sec-fetch-site': 'same-origin' }).status).toBe(200);
  });

  const foreign: Record<string, string>[] = [
    {},
    { origin: 'null' },
    { origin: 'https://evil.example' },
    { origin: `${origin}.evil.example` },
    { origin: `${origin}1` },
    { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example', host: 'evil.example' },
    { origin, 'sec-fetch-site': 'cross-site' },
    { origin, 'sec-fetch-site': 'same-site' },
    { origin, 'sec-fetch-site': 'none' },
  ];
  it.each(foreign)('refuses a write with %j', (headers) => {
    for (const path of ['/fleet', '/unknown', '/api/auth/callback/credentials', '/_next/static/x.js', '/favicon.ico']) {
      expect(ask('POST', path, { ...headers, cookie: session }).status, path).toBe(403);
    }
  });

  it('refuses a write without a session, whatever the path and method', () => {
    const paths = ['/', '/login', '/favicon.ico', '/_next/static/x.js', '/api/unknown', '/api/auth', '/api/auth/', '/api/authx', '/x.rsc'];
    for (const path of paths) {
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
        expect(ask(method, path, { origin }).status, `${method} ${path}`).toBe(403);
        expect(ask(method, path, { origin, cookie: 'theme=dark; next-auth.session-token=' }).status, `${method} ${path}`).toBe(403);
      }
    }
  });

  it('asks no session of sign-in', () => {
    expect(ask('POST', '/api/auth/callback/credentials', { origin }).status).toBe(200);
    expect(ask('POST', '/api/auth/../../fleet', { origin }).status).toBe(403);
  });

  it('says in plain words where to go', async () => {
    const answer = ask('POST', '/fleet', { origin: 'http://other.example' });
    expect(await answer.text()).toContain(app_url);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });
});

describe('content security policy', () => {
  it('lies on reads and refusals alike', () => {
    for (const answer of [ask('GET', '/fleet'), ask('HEAD', '/nowhere'), ask('POST', '/fleet')]) {
      const policy = answer.headers.get('content-security-policy') ?? '';
      for (const rule of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "worker-src 'self'", "connect-src 'self'"])
        expect(policy).toContain(rule);
      expect(policy.match(/script-src [^;]*/)?.[0]).not.toMatch(/unsafe|\*|https?:/);
    }
  });

  it('uses a nonce once and hands the same one to the page', () => {
    const nonces = Array.from({ length: 50 }, () => {
      const answer = ask('GET', '/fleet', { 'x-nonce': 'forged', 'content-security-policy': "script-src 'nonce-forged'" });
      const nonce = answer.headers.get('content-security-policy')?.match(/'nonce-([A-Za-z0-9+/=]{16,})'/)?.[1];
      expect(answer.headers.get('x-middleware-request-x-nonce')).toBe(nonce);
      expect(answer.headers.get('x-middleware-request-content-security-policy')).toContain(`'nonce-${nonce}'`);
      return nonce;
    });
    expect(new Set(nonces).size).toBe(50);
  });
});
