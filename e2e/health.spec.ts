import type { Page } from '@playwright/test';
import { listModels } from '#lib/catalogue/catalogue.ts';
import { createTeltonikaUnit } from './fakes/teltonika/unit.ts';
import { judge } from './fixtures/judge.ts';
import { parked } from './fixtures/own-car.ts';
import { startOwnCloud } from './fixtures/own-cloud.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ person: 'admin' });

const brand = 'MERCEDES_BENZ';
const down = { kind: 'reset_before_acting' } as const;
const refusing = { kind: 'status', status: 401 } as const;
const always = 1_000_000;
/** Processes report every few seconds, the page looks every few seconds, and a breaker waits half a minute. */
const soon = { timeout: 90_000, intervals: [500] };

/** A call of the API as the person who is signed in. */
const ask = (page: Page, path: string, body?: object): Promise<{ id?: string; status?: string }> =>
  page.evaluate(
    async ([to, text]) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`/api/v1${to}`, { method: 'POST', headers, ...(text && { body: text }) });
      return answer.json();
    },
    [path, body ? JSON.stringify(body) : ''] as const,
  );

test('a manufacturer that is down, and one that refuses, are told with the vehicles that go dark', async ({ page, api, nextNumber }) => {
  test.setTimeout(300_000);
  const number = nextNumber();
  const [name, plate] = [`Health ${number}`, `HLT ${1000 + number}`];
  const cloud = await startOwnCloud(number);
  const credentials = page.getByRole('region', { name: 'OEM credentials' }).getByRole('listitem').filter({ hasText: name });
  const manufacturer = page.getByRole('table', { name: 'Manufacturers' }).getByRole('row').filter({ hasText: 'Mercedes-Benz' });
  try {
    await page.goto('/health');
    const { client_id, client_secret, region, token_url, base_url, kafka_bootstrap } = cloud.credentials;
    const body = { name, client_id, client_secret, region, token_url, base_url, kafka_bootstrap };
    const { id = '' } = await ask(page, `/telematics-brands/${brand}/credentials`, body);
    // Nobody has asked for it: what is stored by the API is tried as well.
    await expect(credentials).toContainText('Well', soon);
    const model = listModels(brand)[0]?.id ?? '';
    await api.addVehicle({
      telematics_unit: { id: cloud.vin, brand, authentication: { credentials_id: id }, setup: { vehicle_model_id: model } },
      master_data: { license_plate: plate },
    });
    const check = async () => (await ask(page, `/telematics-brands/${brand}/credentials/${id}/test`)).status;

    cloud.control.injectFault(down, always);
    await expect
      .poll(async () => {
        await check();
        return manufacturer.textContent();
      }, soon)
      .toContain('Not answering');
    await expect(credentials).toContainText('Not answering', soon);
    await expect(credentials).toContainText('1 vehicle in the dark:');
    await expect(credentials.getByRole('link', { name: plate })).toBeVisible();
    await expect(page.getByText(/things? needs? a look/)).toBeVisible();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await judge(page)).toEqual([]);
    }

    cloud.control.clearFaults();
    await expect.poll(check, soon).toBe('VALID');
    await expect(manufacturer).toContainText('Answering', soon);
    await expect(credentials).toContainText('Well', soon);
    await expect(credentials).not.toContainText('in the dark');

    cloud.control.injectFault(refusing, always);
    await expect.poll(check, soon).toBe('INVALID');
    await expect(credentials).toContainText('Refused', soon);
    await expect(credentials.getByRole('link', { name: plate })).toBeVisible();
    cloud.control.clearFaults();
    await expect.poll(check, soon).toBe('VALID');
  } finally {
    await cloud.close();
  }
});

test('a unit that is connected twice is told, with its vehicle', async ({ page, demo, addCar }) => {
  const car = await addCar();
  const twin = createTeltonikaUnit({ imei: car.unit.imei, host: '127.0.0.1', port: demo.teltonika_port, state: parked });
  const told = page.getByRole('region', { name: 'Connected units' });
  await page.goto('/health');
  try {
    car.unit.record();
    twin.start();
    twin.record();
    await expect(told).toContainText('Connected twice', soon);
    await expect(told.getByRole('link', { name: car.plate })).toBeVisible();
    expect(await judge(page)).toEqual([]);
  } finally {
    twin.stop();
  }
});
