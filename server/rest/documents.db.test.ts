import { expect, it } from 'vitest';
import { createApi } from '#server/test/api.fixture.ts';
import { app_url, describeOnBothDatabases } from '#server/test/app.fixture.ts';
import { base_path } from './rest.ts';

describeOnBothDatabases('the documents of the API', (makeApp) => {
  const get = async (path: string, init: RequestInit = {}) => {
    const { rest } = createApi(await makeApp());
    return rest.fetch(new Request(`http://127.0.0.1${base_path}${path}`, init));
  };

  it.each([
    ['/openapi.json', { openapi: '3.1.1', servers: [{ url: `${app_url}/api/v1` }] }],
    ['/asyncapi.json', { asyncapi: '3.0.0' }],
    [
      '/auth/.well-known/openid-configuration',
      {
        issuer: `${app_url}/api/v1/auth`,
        token_endpoint: `${app_url}/api/v1/auth/oauth/token`,
        jwks_uri: `${app_url}/api/v1/auth/jwks.json`,
        grant_types_supported: ['client_credentials'],
      },
    ],
    ['/auth/jwks.json', { keys: [] }],
  ])('gives %s to anyone, and only once to those who keep it', async (path, content) => {
    const { rest } = createApi(await makeApp());
    const fetch = (headers: Record<string, string> = {}) => rest.fetch(new Request(`http://127.0.0.1${base_path}${path}`, { headers }));
    const first = await fetch();
    expect(first.status).toBe(200);
    expect(first.headers.get('content-type')).toMatch(/^application\/json/);
    expect(first.headers.get('x-invers-flow-id')).toBeTruthy();
    expect(await first.json()).toMatchObject(content);
    const etag = first.headers.get('etag') ?? '';
    const again = await fetch({ 'if-none-match': `"other", W/${etag}` });
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
    expect((await fetch({ 'if-none-match': '"other"' })).status).toBe(200);
  });

  it('refuses writes and unknown parameters', async () => {
    const written = await get('/openapi.json', { method: 'POST' });
    expect([written.status, written.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect((await get('/openapi.json?version=2')).status).toBe(400);
  });
});
