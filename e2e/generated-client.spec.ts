import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installClientProject } from './fixtures/client-project.ts';
import { own_car_model, startOwnUnit } from './fixtures/own-car.ts';
import { expect, test } from './fixtures/test.ts';

test.describe('a client made from the OpenAPI document', () => {
  let project: Awaited<ReturnType<typeof installClientProject>>;
  const compile = () => project.run('node_modules/typescript/bin/tsc', '-p', '.');

  test.beforeAll(async ({ demo }) => {
    project = await installClientProject();
    await project.run('node_modules/openapi-typescript/bin/cli.js', `${demo.access.api_url}/openapi.json`, '-o', 'schema.d.ts');
  });
  test.afterAll(() => project?.remove());

  test('sees a vehicle from its first day to its last', async ({ demo, nextNumber }) => {
    await compile();
    const unit = startOwnUnit(demo, nextNumber());
    // The unit reports at its own pace, whether or not it belongs to a vehicle yet.
    const reporting = setInterval(() => unit.record(), 500);
    try {
      const telematics_unit = { id: unit.imei, brand: 'TELTONIKA', setup: { vehicle_model_id: own_car_model } };
      const order = { api_url: demo.access.api_url, ...demo.access.api_client, telematics_unit };
      const told = (await project.run('built/journey.js', JSON.stringify(order))).trim().split('\n');
      const steps = told.map((line): Record<string, unknown> => JSON.parse(line));
      const command_id = steps.find(({ step }) => step === 'command')?.command_id;

      expect(steps).toEqual([
        expect.objectContaining({ step: 'token', token_type: 'bearer', expires_in: 900 }),
        { step: 'list', count: 2, has_more: true },
        { step: 'add', vehicle_id: expect.stringMatching(/^[0-9A-Z]{5}$/), custom_fields: { desk: 'harbour' } },
        expect.objectContaining({ step: 'state', central_lock: 'LOCKED' }),
        { step: 'edit', remark: 'first', late: 412, type: '/problems/resource-modified' },
        { step: 'command', command_id: expect.stringMatching(/^[0-9A-Z]{26}$/), central_lock: 'UNLOCKED' },
        { step: 'log', entries: [{ id: command_id, name: 'UNLOCK_CENTRAL_LOCK', by: 'API_CLIENT' }] },
        { step: 'archive', status: 204, is_archived: true },
      ]);
      expect(unit.state.locked).toBe(false);
    } finally {
      clearInterval(reporting);
      unit.stop();
    }
  });

  test('does not compile when it misspells a value', async () => {
    const file = join(project.dir, 'journey.ts');
    const journey = readFileSync(file, 'utf8');
    writeFileSync(file, journey.replace(`'OPERATING'`, `'OPERATIONAL'`));
    await expect(compile()).rejects.toThrow('OPERATIONAL');
    writeFileSync(file, journey);
  });

  test('is locked to packages, not to the host they came from', () => {
    const { packages } = JSON.parse(readFileSync(join(project.dir, 'package-lock.json'), 'utf8'));
    const locked = Object.values<{ resolved?: string; integrity?: string }>(packages).filter(({ integrity }) => integrity);
    expect(locked.length).toBeGreaterThan(30);
    expect(locked.filter(({ resolved }) => resolved)).toEqual([]);
  });
});
