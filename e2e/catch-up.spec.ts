import type { Page } from '@playwright/test';
import { type CuttingProxy, startCuttingProxy } from './fixtures/cutting-proxy.ts';
import type { FleetApi } from './fixtures/fleet-api.ts';
import type { Guard } from './fixtures/guard.ts';
import { addOwnCar, type OwnCar } from './fixtures/own-car.ts';
import { startReportLoad } from './fixtures/report-load.ts';
import { expect, expectLive, test } from './fixtures/test.ts';

test.use({ person: 'staff' });
test.describe.configure({ timeout: 300_000 });

/** Scaled down: MOTORPOOL_OFFLINE_SECONDS=120 and MOTORPOOL_CUT_SECONDS=30 are the real ones. */
const offline_s = Number(process.env.MOTORPOOL_OFFLINE_SECONDS ?? 10);
const cut_s = Number(process.env.MOTORPOOL_CUT_SECONDS ?? 2);
const back_ms = 90_000;
const cars_of_test = 8;
const network_errors = /ERR_|Failed to (load resource|fetch)|network|aborted/i;

interface Scene {
  page: Page;
  guard: Guard;
  api: FleetApi;
  cars: OwnCar[];
}

const statusOf = (page: Page) => page.getByRole('banner').getByRole('status');

/** Opens the list of the test's own cars. Whatever happens, it must not be loaded a second time. */
const openList = async ({ page, guard }: Scene, tag: string, base_url = ''): Promise<void> => {
  guard.allow(network_errors);
  await page.goto(`${base_url}/fleet?view=table&tag=${tag}`);
  await expectLive(page);
  await page.evaluate(() => Object.assign(window, { not_reloaded: true }));
};

/** The page shows of every car what the API says of it, counts as many vehicles, and is the one that was opened. */
const expectCurrent = async ({ page, api, cars }: Scene): Promise<void> => {
  await expect(statusOf(page)).toHaveText('Live', { timeout: back_ms });
  const grid = page.getByRole('grid', { name: 'Vehicles' });
  await expect(async () => {
    const { columns } = await api.getSnapshot();
    await expect(page.getByText(`${cars.length} of ${columns.id.length} vehicles`).first()).toBeVisible({ timeout: 2000 });
    for (const { id, plate } of cars) {
      const energy = columns.energy[columns.id.indexOf(id)];
      await expect(grid.getByRole('row', { name: plate })).toContainText(`${Math.round(energy ?? Number.NaN)}%`, { timeout: 2000 });
    }
  }).toPass({ timeout: back_ms });
  expect(await page.evaluate(() => 'not_reloaded' in window), 'the page is the same').toBe(true);
};

const changeAll = (cars: readonly OwnCar[], first_percent: number) => {
  for (const [index, { unit }] of cars.entries()) unit.setState({ fuel_percent: first_percent + index });
};

const own = test.extend<{ cutter: CuttingProxy; scene: Scene & { tag: string; addOne: () => Promise<void> } }>({
  cutter: async ({ page, demo, guard }, use) => {
    const proxy = await startCuttingProxy(demo.app_url);
    await use(proxy);
    await page.goto('about:blank');
    await proxy.stop();
    guard.foreign_hosts.delete(new URL(proxy.url).host);
  },
  scene: async ({ page, guard, api, demo, nextNumber }, use) => {
    const cars: OwnCar[] = [];
    const tag = `catch-up-${nextNumber()}`;
    const addOne = async () => void cars.push(await addOwnCar(demo, api, nextNumber(), {}, [tag]));
    for (let count = 0; count < cars_of_test; count += 1) await addOne();
    await use({ page, guard, api, cars, tag, addOne });
    for (const { unit } of cars) unit.stop();
  },
});

const gone = /^(Delayed|Offline)$/;

own('the web process is killed: the list ends complete and current, without a reload', async ({ scene, demo }) => {
  await openList(scene, scene.tag);
  changeAll(scene.cars, 20);
  await expectCurrent(scene);
  demo.kill('web');
  changeAll(scene.cars, 40);
  await expect(statusOf(scene.page)).toHaveText(gone, { timeout: back_ms });
  changeAll(scene.cars, 60);
  await expectCurrent(scene);
});

own(
  'offline for long, while the fleet drives and grows: the list ends complete and current, without a reload',
  async ({ scene, context, cutter }) => {
    const { page, cars } = scene;
    await openList(scene, scene.tag, cutter.url);
    await context.setOffline(true);
    // A browser that is told to be offline keeps the streams that it has; a machine that sleeps does not.
    cutter.cut();
    await expect(statusOf(page)).toHaveText(gone, { timeout: back_ms });
    const load = startReportLoad(cars, 100);
    const began = performance.now();
    await expect.poll(() => performance.now() - began, { timeout: 200_000 }).toBeGreaterThan(offline_s * 1000);
    await load.finish();
    await scene.addOne();
    changeAll(cars, 70);
    await context.setOffline(false);
    await expectCurrent(scene);
  },
);

own('a proxy cuts every stream again and again: nothing is missed', async ({ scene, cutter }) => {
  const { cars } = scene;
  await openList(scene, scene.tag, cutter.url);
  cutter.cutEvery(cut_s * 1000);
  const load = startReportLoad(cars, 40);
  await expect.poll(cutter.cuts, { timeout: 60_000 + 10 * cut_s * 1000 }).toBeGreaterThanOrEqual(5);
  await load.finish();
  changeAll(cars, 30);
  await expectCurrent(scene);
});
