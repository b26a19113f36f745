import { describe, expect, it } from 'vitest';
import { Secret } from '#lib/domain/secret.ts';
import type { Credentials, PushRequest } from '../port.ts';
import { createAdapterContext, createTestClock } from '../test-context.ts';
import { receivePush, signFields } from './push.ts';

/** Vector of the telematics specification, chapter 5. */
const client_secret = 'test-secret';
const text = 'iotCode=868200000000001&locked=true&online=true&platformCode=E00000&powerPercent=80&statusUtcTime=1718000000000';
const signature = 'cde22aa0995c5542a0ab32b63a14b28b';

const clock = createTestClock();
const credentialsWith = (more: Record<string, string> = {}): Credentials => ({
  id: 'one',
  values: { client_id: 'E00000', client_secret: new Secret(client_secret), ...more },
  revision: 1,
});
const push = (body: string, path = '/v2/vehicle/status', credentials = credentialsWith()) => {
  const request: PushRequest = { path, query: {}, headers: {}, body: new TextEncoder().encode(body) };
  return receivePush(request, credentials, createAdapterContext('SEGWAY', clock.now).context);
};

describe('signFields', () => {
  it('gives the signature of the vector, whatever the order of the fields', () => {
    const fields = Object.fromEntries(new URLSearchParams(text));
    expect(signFields(fields, client_secret)).toBe(signature);
    expect(signFields(Object.fromEntries(Object.entries(fields).toReversed()), client_secret)).toBe(signature);
    expect(signFields({ ...fields, signature: 'anything' }, client_secret)).toBe(signature);
  });
});

describe('receivePush', () => {
  it('takes a signed status, keyed so that a repeat is recognised', async () => {
    const first = await push(`${text}&signature=${signature}`);
    expect(first.reply).toMatchObject({ status: 200, body: '{"code":0}' });
    expect(first.reports).toMatchObject([
      {
        unit_id: '868200000000001',
        message_key: '868200000000001:status:1718000000000',
        properties: { driving_enabled: { value: false, timestamp: '2024-06-10T06:13:20.000Z' } },
      },
    ]);
    expect((await push(`${text}&signature=${signature}`)).reports).toEqual(first.reports);
  });

  it('takes JSON with real booleans and numbers', async () => {
    const fields = { ...Object.fromEntries(new URLSearchParams(text)), locked: true, powerPercent: 80, signature };
    expect((await push(JSON.stringify(fields))).reports).toHaveLength(1);
  });

  it.each([
    ['a wrong signature', `${text}&signature=${signature.replace('c', 'd')}`],
    ['a short signature', `${text}&signature=cde2`],
    ['no signature', text],
    ['a changed field', `${text.replace('locked=true', 'locked=false')}&signature=${signature}`],
    ['an added field', `${text}&speed=0&signature=${signature}`],
    ['no unit', 'locked=true'],
    ['broken JSON', '{"iotCode":'],
  ])('answers 400 to %s', async (_, body) => {
    expect(await push(body)).toEqual({ reports: [], reply: { status: 400 } });
  });

  it('takes unsigned pushes when the operator switched the check off', async () => {
    expect((await push(text, '/v2/vehicle/status', credentialsWith({ require_signature: 'false' }))).reports).toHaveLength(1);
  });

  it.each(['/vehicle/status', '/vehicles/status'])('answers the first generation on %s with an empty 200', async (path) => {
    const { reply, reports } = await push(`${text}&signature=${signature}`, path, credentialsWith({ generation: '1' }));
    expect(reply).toEqual({ status: 200 });
    expect(reports).toHaveLength(1);
  });

  it.each(['alert', 'fault'])('acknowledges an %s, which carries no state', async (message) => {
    const fields = { iotCode: '868200000000001', code: '1' };
    const body = JSON.stringify({ ...fields, signature: signFields(fields, client_secret) });
    expect(await push(body, `/v2/vehicle/${message}`)).toMatchObject({ reports: [], reply: { status: 200 } });
  });

  it('knows no other path', async () => {
    expect((await push(text, '/v2/vehicle/unlock')).reply.status).toBe(404);
  });
});
