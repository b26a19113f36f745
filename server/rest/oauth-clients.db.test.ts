import * as openid from 'openid-client';
import { ClientCredentials, type ModuleOptions } from 'simple-oauth2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeOnBothDatabases } from '#server/test/app.fixture.ts';
import { type ApiClient, makeFleet, type TestFleet } from '#server/test/fleet.fixture.ts';
import { type Listening, listen } from '#server/test/listen.fixture.ts';

/** Two OAuth clients that are not ours, each with its own way to write `#` into a Basic header. */
describeOnBothDatabases('OAuth clients of others', (makeApp) => {
  let server: Listening;
  let fleet: TestFleet;
  let client: ApiClient;
  beforeAll(async () => {
    const test = await makeApp();
    fleet = await makeFleet(test);
    client = await fleet.addClient(['vehicles', 'vehicle-commands']);
    server = await listen(test);
  });
  afterAll(() => server.close());

  const readMe = async (access_token: unknown) => {
    const answer = await fetch(`${server.api_url}/me`, { headers: { authorization: `Bearer ${String(access_token)}` } });
    return { status: answer.status, ...(await answer.json()) };
  };

  describe('openid-client', () => {
    const configure = (secret: string, authenticate: (secret: string) => openid.ClientAuth) => {
      const issuer = `${server.api_url}/auth`;
      const metadata = { issuer, token_endpoint: `${issuer}/oauth/token` };
      const configuration = new openid.Configuration(metadata, client.client_id, {}, authenticate(secret));
      openid.allowInsecureRequests(configuration);
      return configuration;
    };

    it.each([
      ['Basic', openid.ClientSecretBasic],
      ['a form', openid.ClientSecretPost],
    ])('gets a token by %s and uses it', async (_, authenticate) => {
      const configuration = configure(client.client_secret, authenticate);
      const answer = await openid.clientCredentialsGrant(configuration, { scope: 'vehicles.ro' });
      expect(answer).toMatchObject({ token_type: 'bearer', expires_in: 900, scope: 'vehicles.ro' });
      const vehicles = await openid.fetchProtectedResource(
        configuration,
        answer.access_token,
        new URL(`${server.api_url}/vehicles`),
        'GET',
      );
      expect([vehicles.status, await vehicles.json()]).toEqual([200, { items: [] }]);
    });

    it('needs to be told nothing but where we are', async () => {
      const issuer = new URL(`${server.api_url}/auth`);
      const allowed = { execute: [openid.allowInsecureRequests] };
      const found = await openid.discovery(issuer, client.client_id, {}, openid.ClientSecretBasic(client.client_secret), allowed);
      expect(found.serverMetadata().token_endpoint).toBe(`${issuer}/oauth/token`);
      const { access_token } = await openid.clientCredentialsGrant(found, {});
      expect(await readMe(access_token)).toMatchObject({ status: 200, id: client.client_id });
    });

    it('reads why it got none', async () => {
      const refused = openid.clientCredentialsGrant(configure('wrong', openid.ClientSecretBasic));
      await expect(refused).rejects.toMatchObject({ cause: [{ scheme: 'basic' }], status: 401 });
      const greedy = openid.clientCredentialsGrant(configure(client.client_secret, openid.ClientSecretBasic), { scope: 'users' });
      await expect(greedy).rejects.toMatchObject({ error: 'invalid_scope', status: 400 });
    });
  });

  describe('simple-oauth2', () => {
    const configure = (options: ModuleOptions['options'], secret = client.client_secret) =>
      new ClientCredentials({
        client: { id: client.client_id, secret },
        auth: { tokenHost: server.url, tokenPath: '/api/v1/auth/oauth/token' },
        ...(options && { options }),
      });

    it.each<[string, ModuleOptions['options']]>([
      ['Basic with # as %23', { credentialsEncodingMode: 'strict' }],
      ['Basic with a raw #', { credentialsEncodingMode: 'loose' }],
      ['a form', { authorizationMethod: 'body' }],
    ])('gets a token by %s and uses it', async (_, options) => {
      const given = await configure(options).getToken({ scope: ['vehicles.ro', 'vehicle-commands'] });
      expect(given.token).toMatchObject({ token_type: 'bearer', expires_in: 900, scope: 'vehicles.ro vehicle-commands' });
      expect([given.expired(), given.expired(901)]).toEqual([false, true]);
      expect(await readMe(given.token.access_token)).toMatchObject({ status: 200, id: client.client_id, fleet: { id: fleet.fleet_id } });
    });

    it('reads why it got none', async () => {
      await expect(configure({}, 'wrong').getToken({})).rejects.toMatchObject({
        output: { statusCode: 401 },
        data: { payload: { error: 'invalid_client' } },
      });
    });
  });
});
