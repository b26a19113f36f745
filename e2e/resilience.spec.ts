import { operations } from '#lib/contract/operations.ts';
import { expect, expectLive, test } from './fixtures/test.ts';
import { waitFor } from './fixtures/wait-for.ts';

test.use({ person: 'staff' });
test.describe.configure({ timeout: 120_000 });

const back_ms = 45_000;
const lost_connection =
  /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|status of 50\d|Failed to load resource/;

const badge = /^(Delayed|Offline)$/;

test('the web process is killed: the page says so, comes back by itself, and has missed nothing', async ({
  page,
  demo,
  addCar,
  api,
  guard,
}) => {
  guard.allow(lost_connection);
  const car = await addCar();
  await page.goto(`/events?vehicle=${car.id}`);
  await expectLive(page);
  const status = page.getByRole('banner').getByRole('status');
  const feed = page.getByRole('feed');
  car.unit.setState({ ignition: true });
  await expect(feed.getByRole('button', { name: 'Ignition: Off → On' })).toBeVisible();

  demo.kill('web');
  await expect(status).toHaveText(badge);
  for (const locked of [false, true, false]) car.unit.setState({ locked });
  car.unit.setState({ ignition: false });
  await expect(status).toHaveText('Live', { timeout: back_ms });
  await expect(feed.getByRole('button', { name: 'Ignition: On → Off' })).toBeVisible();

  const logged = (await api.queryEvents({ vehicle_id: car.id })).filter(({ type }) => type !== 'VehicleStateRecorded');
  await expect(feed.getByRole('article')).toHaveCount(logged.length);
  const shown = await feed.getByRole('time').evaluateAll((times) => times.map((time) => time.getAttribute('datetime')));
  expect(shown).toEqual(logged.map(({ received_at }) => received_at));
  expect(logged.filter(({ type }) => type === 'CentralLockChanged')).toHaveLength(3);
});

test('the sequence of the log has no gap and no double after a kill', async ({ demo, api }) => {
  const newest = (await api.queryEvents({ limit: 1 }))[0]?.sequence ?? 0;
  demo.kill('web');
  await waitFor(
    'the API to answer',
    () =>
      api.getSnapshot().then(
        () => true,
        () => false,
      ),
    back_ms,
  );
  await expect.poll(async () => (await api.queryEvents({ limit: 1 }))[0]?.sequence ?? 0, { timeout: back_ms }).toBeGreaterThan(newest + 20);
  const sequences = (await api.queryEvents({ limit: operations.queryEventLog.body.parse({}).limit })).map(({ sequence }) => sequence);
  expect(sequences).toEqual(sequences.map((_, index) => (sequences[0] ?? 0) - index));
});

test('the gateway is killed: states flow again, and a command is neither lost nor sent twice', async ({ page, demo, addCar, api }) => {
  const car = await addCar();
  await page.goto(`/vehicles/${car.id}`);
  await expectLive(page);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  const glance = page.getByRole('region', { name: 'At a glance' });
  await expect(glance).toContainText(/Locked\?\s*Unlocked/);

  demo.kill('gateway');
  await expect.poll(() => car.unit.online, { timeout: back_ms }).toBe(false);
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Latest command: Lock central lock' })).toBeVisible();
  await expect.poll(() => car.unit.online, { timeout: back_ms }).toBe(true);
  car.unit.setState({ fuel_percent: 33 });
  await expect(glance).toContainText('33 %', { timeout: back_ms });

  const ended = ['SUCCEEDED', 'FAILED', 'UNKNOWN', 'REJECTED', 'EXPIRED'];
  await expect.poll(async () => ended.includes((await api.listCommands(car.id))[0]?.status ?? ''), { timeout: 90_000 }).toBe(true);
  const commands = await api.listCommands(car.id);
  expect(commands.map(({ command }) => command)).toEqual(['LOCK_CENTRAL_LOCK', 'UNLOCK_CENTRAL_LOCK']);
  const received = car.unit.received.map(({ text }) => text).filter((text) => text.startsWith('lvcan'));
  expect(new Set(received).size, 'nothing was sent twice').toBe(received.length);
  expect(received[0]).toBe('lvcanopenalldoors');
  if (commands[0]?.status === 'SUCCEEDED') expect(received).toEqual(['lvcanopenalldoors', 'lvcanclosealldoors']);
  await expect(page.getByRole('button', { name: 'Unlock', exact: true })).not.toHaveAttribute('aria-disabled', 'true');
});
