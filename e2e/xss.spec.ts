/** P27: whatever people, units and vendors write stays text on every page, popup and dialog. */

import { updateFleetSettings } from '#server/services/fleet-settings.ts';
import { updateMasterData } from '#server/services/vehicles.ts';
import { createCloudboxxFake } from './fakes/cloudboxx/fake.ts';
import { createFakeVehicle } from './fakes/fake-vehicle.ts';
import { renamePerson, vehicleBody, writeHostileFleet } from './fixtures/hostile-fleet.ts';
import { makePageSubjects } from './fixtures/pages.ts';
import { expect, type Page, test } from './fixtures/test.ts';
import { layTripwire, type Tripwire } from './fixtures/tripwire.ts';
import { xss_payloads } from './fixtures/xss-payloads.ts';

test.use({ person: 'admin' });

const squeeze = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

/** Looks at a page as it stands; `seen` gathers the payloads that it shows as text. */
const look = async (page: Page, wire: Tripwire, seen: Set<string>) => {
  await wire.search(page);
  const shown = squeeze(
    await page.evaluate(() =>
      [
        // biome-ignore lint/performance/useDomNodeTextContent: what is drawn; scripts of the page hold the same texts
        document.body.innerText,
        ...[...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value),
      ].join('\n'),
    ),
  );
  for (const payload of xss_payloads) if (shown.includes(squeeze(payload))) seen.add(payload);
};

test('no text of people, units or vendors runs, loads or draws anything', async ({
  page,
  context,
  browser,
  demo,
  addCar,
  desk,
  nextNumber,
}) => {
  test.setTimeout(600_000);
  const wire = await layTripwire(context);
  const seen = new Set<string>();
  const vendor = createCloudboxxFake({
    clock: Date.now,
    vehicles: xss_payloads.slice(0, 40).map((unit_id) => createFakeVehicle(unit_id)),
    api_keys: ['hostile-key'],
  });
  const { app, actor } = desk;
  const write = (name: string) => updateFleetSettings(app, actor, { params: {}, query: {}, body: { name } });
  const fleet_name = 'Motorpool Montevideo';
  const visit = async (
    path: string,
    ready: (page: Page) => Promise<unknown> = (at) => expect(at.getByRole('heading', { level: 1 }).first()).toBeVisible(),
  ) => {
    await page.goto(path);
    await ready(page);
    await look(page, wire, seen);
  };
  const dialog = page.getByRole('dialog').or(page.getByRole('alertdialog'));
  const inside = async (open: () => Promise<unknown>) => {
    await open();
    await expect(dialog).toBeVisible();
    await look(page, wire, seen);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  };

  try {
    const ids = await writeHostileFleet(desk, { api_key: 'hostile-key', base_url: await vendor.listen() });
    const [first = '', second = ''] = ids;
    const car = await addCar();
    const master_data = { ...vehicleBody(1).master_data, license_plate: '"><svg/onload=_x=1>' };
    await updateMasterData(app, actor, { params: { vehicle_id: car.id }, query: {}, body: master_data });
    const subjects = await makePageSubjects(desk, car.id, nextNumber());
    await renamePerson(desk, '<img src=/xss-probe onerror=_x=1>');
    await write('</title><svg/onload=_x=1>');

    const allNotes = async (at: Page) => {
      const notes = at.getByRole('region', { name: 'Notes', exact: true });
      await notes.getByRole('button', { name: 'Show 17 more' }).click();
      await expect(notes.getByRole('list', { name: 'Notes' }).getByRole('listitem')).toHaveCount(20);
    };
    for (const id of ids) await visit(`/vehicles/${id}`, allNotes);
    const more = async (item: string) => {
      await page.getByRole('button', { name: 'More', exact: true }).click();
      await page.getByRole('menuitem', { name: item }).click();
    };
    for (const item of ['Raw data', 'Capabilities', 'Configure…', 'Share position…', 'Change model…', 'Replace unit…', 'Archive vehicle…'])
      await inside(() => more(item));
    await page.getByRole('button', { name: 'Add tag' }).click();
    await page.keyboard.insertText('<u onclick=_x=1>');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
    await look(page, wire, seen);

    await visit(`/fleet?view=table&cols=plate,name,model,brand,tags&q=${encodeURIComponent('_x=1')}`, (at) =>
      expect(at.getByRole('row').nth(5)).toBeVisible(),
    );
    await page.getByRole('row').nth(1).getByRole('gridcell').nth(3).click();
    await look(page, wire, seen);
    await inside(() => page.getByRole('button', { name: 'Views' }).click());
    await page.keyboard.press('Control+k');
    await page.keyboard.insertText('<svg/onload=_x=1>');
    await expect(page.getByRole('option').first()).toBeVisible();
    await look(page, wire, seen);
    await visit(`/fleet?view=map&sel=${car.id}`, (at) => expect(at.getByRole('region', { name: /^Selected vehicle / })).toBeVisible());
    await visit(`/vehicles/${car.id}`, (at) => expect(at.getByRole('region', { name: 'Map', exact: true })).toBeVisible());

    await visit(`/events?vehicle=${first}`, (at) => expect(at.getByRole('article').first()).toBeVisible());
    await inside(() => page.getByRole('article').first().getByRole('button').first().click());
    await visit('/account');
    for (const path of ['/archive', '/admin/fleet-settings', '/health', '/docs/api']) await visit(path);
    const openMenu = (name: RegExp, item: string) => async () => {
      await page.getByRole('main').getByRole('button', { name }).first().click();
      await page.getByRole('menuitem', { name: item }).click();
    };
    await visit('/admin/users', (at) => expect(at.getByRole('row').nth(2)).toBeVisible());
    await inside(openMenu(/^More for </, 'Sign-ins…'));
    await inside(() => page.getByRole('button', { name: 'Invite', exact: true }).click());
    await visit('/admin/presets', (at) => expect(at.getByRole('row').nth(7)).toBeVisible());
    await visit('/admin/oem-credentials', (at) => expect(at.getByRole('row').nth(5)).toBeVisible());
    await inside(openMenu(/^More for \W/, 'Replace secret…'));
    await visit('/admin/audit-log', (at) => expect(at.getByRole('row').nth(5)).toBeVisible());
    await visit('/developers/api-clients', (at) => expect(at.getByRole('row').nth(3)).toBeVisible());
    await inside(openMenu(/^More for \W/, 'Delete…'));
    await visit('/developers/webhooks', (at) => expect(at.getByRole('row').nth(3)).toBeVisible());
    await inside(openMenu(/^More for/, 'Deliveries…'));

    await page.goto('/vehicles/new');
    await page.getByRole('radio', { name: /CloudBoxx/ }).check();
    await page.getByRole('button', { name: 'Continue' }).click();
    await look(page, wire, seen);
    await page
      .getByRole('radio', { name: /_x=1|xss-probe/ })
      .first()
      .check();
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByRole('textbox')).toBeVisible();
    await expect(page.getByText('Looking')).toHaveCount(0);
    await look(page, wire, seen);

    const probe = encodeURIComponent('"><img src=/xss-probe onerror=_x=1>');
    for (const path of [
      `/fleet?q=${probe}&sel=${probe}&saved=${probe}`,
      `/events?vehicle=${probe}&before=${probe}`,
      `/vehicles/${second}?at=${probe}`,
      `/admin/audit-log?actor=${probe}&object=${probe}`,
    ])
      await visit(path, (at) => expect(at.getByRole('main')).toBeVisible());
    const strange = await browser.newContext({ baseURL: demo.app_url, storageState: { cookies: [], origins: [] } });
    const outside = await layTripwire(strange);
    const stranger = await strange.newPage();
    for (const path of [
      subjects.position,
      subjects.invitation,
      subjects.password_reset,
      `/login?from=${probe}`,
      '/login?from=javascript:_x=1',
    ]) {
      await stranger.goto(path);
      await expect(stranger.getByRole('heading', { level: 1 })).toBeVisible();
      await look(stranger, outside, seen);
    }
    await strange.close();

    expect([...wire.trips, ...outside.trips]).toEqual([]);
    expect(
      xss_payloads.filter((payload) => !seen.has(payload)),
      'payloads that no page showed, so that nothing was tried',
    ).toEqual([]);
  } finally {
    await write(fleet_name);
    await renamePerson(desk, 'Demo admin');
    await vendor.close();
  }
});

test('a popup that took text for more would be caught', async ({ browser, demo, sessions }) => {
  const context = await browser.newContext({ baseURL: demo.app_url, storageState: await sessions.of('admin') });
  const wire = await layTripwire(context);
  const page = await context.newPage();
  await page.goto('/admin/users');
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await wire.search(page);
  expect(wire.trips).toEqual([]);
  for (const [index, payload] of ['<img src=/xss-probe onerror=_x=1>', '<svg/onload=_x=1>', '<details open ontoggle=_x=1>'].entries()) {
    const before = wire.trips.length;
    await page.getByRole('dialog').evaluate((popup, text) => {
      popup.innerHTML = text;
    }, payload);
    await wire.search(page);
    await expect.poll(() => wire.trips.length, { message: `payload ${index}` }).toBeGreaterThan(before);
  }
  await context.close();
});
