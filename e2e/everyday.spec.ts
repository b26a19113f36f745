/** The usual day of each kind of person: told once, done with the mouse and with the keyboard alone. */
import { handsOf, ways } from './fixtures/hands.ts';
import { startReceiver } from './fixtures/receiver.ts';
import { expect, expectLive, type Page, test } from './fixtures/test.ts';

/** Where this browser keeps when its person last looked at the events. */
const seen_key = 'motorpool-events-seen-at';

const named = (page: Page, role: 'button' | 'link', name: string) => page.getByRole(role, { name, exact: true });

for (const way of ways) {
  test.describe(`with the ${way}`, () => {
    test.describe('a dispatcher', () => {
      test.use({ person: 'staff' });

      test('finds a vehicle, immobilises it, marks it and takes back what was a slip', async ({ page, addCar, api }) => {
        const hands = handsOf(page, way);
        const car = await addCar();
        await page.goto('/events');
        await expectLive(page);
        await hands.goTo(car.plate);
        await expect(page.getByRole('heading', { level: 1, name: car.plate })).toBeVisible();

        await hands.press(named(page, 'button', 'Disable driving'));
        const dialog = page.getByRole('alertdialog', { name: `Disable driving: ${car.plate}?` });
        await hands.press(dialog.getByRole('button', { name: 'Disable driving' }));
        await expect(dialog).toContainText('Write why, so that others can follow.');
        expect(await api.listCommands(car.id), 'nothing is asked of the vehicle without a reason').toEqual([]);
        await hands.write(dialog.getByLabel('Reason'), 'Reported as stolen');
        await hands.press(dialog.getByRole('button', { name: 'Disable driving' }));
        await expect(page.getByRole('list', { name: 'Steps' })).toContainText(/proved by/);
        await expect(page.getByRole('region', { name: 'Latest command: Disable driving' })).toContainText('Reason: Reported as stolen');
        expect(car.unit.state.driving_enabled).toBe(false);

        await hands.press(named(page, 'button', 'Add tag'));
        await hands.write(page.getByRole('combobox', { name: 'Tag' }), `day shift ${way}`);
        await page.keyboard.press('Enter');
        const tags = page.getByRole('region', { name: 'Tags' });
        await expect(tags.getByText(`day shift ${way}`, { exact: true })).toBeVisible();
        await hands.undo(`Tag “day shift ${way}” added`);
        await expect(tags.getByText(`day shift ${way}`, { exact: true })).toHaveCount(0);

        await hands.pick(page.getByRole('button', { name: /^Operation status:/ }), 'Garage');
        await expect.poll(async () => (await api.getVehicle(car.id)).operation_status.value).toBe('GARAGE');
        await hands.undo('Operation status: Garage');
        await expect.poll(async () => (await api.getVehicle(car.id)).operation_status.value).toBe('OPERATING');

        const fields = page.getByRole('region', { name: 'Custom fields' });
        await hands.press(fields.getByRole('button', { name: 'Add field' }));
        await hands.write(fields.getByRole('textbox', { name: 'Name of new field' }), 'depot');
        await hands.write(fields.getByRole('textbox', { name: 'Value of depot' }), 'North');
        await hands.press(fields.getByRole('button', { name: 'Save' }));
        await expect.poll(async () => (await api.getVehicle(car.id)).custom_fields).toEqual({ depot: 'North' });
        await hands.undo('Custom fields saved');
        await expect.poll(async () => (await api.getVehicle(car.id)).custom_fields).toEqual({});

        const data = page.getByRole('region', { name: 'Master data' });
        await hands.write(data.getByLabel('Name', { exact: true }), 'Slip of the pen');
        await hands.write(data.getByLabel('Year of production'), '2023');
        await expect(data.getByRole('status')).toHaveText('2 changed');
        await hands.press(data.getByRole('button', { name: 'Save' }));
        await expect.poll(async () => (await api.getVehicle(car.id)).master_data.custom_name).toBe('Slip of the pen');
        expect((await api.getVehicle(car.id)).master_data.year_of_production).toBe(2023);
        await hands.undo('Master data saved');
        await expect.poll(async () => (await api.getVehicle(car.id)).master_data.custom_name).toMatch(/^Test/);
        expect((await api.getVehicle(car.id)).master_data.year_of_production).toBeUndefined();
        await expect(page.getByRole('region', { name: 'Timeline entries' })).toContainText('Demo staff');
      });

      test('settles a command whose outcome nobody knows', async ({ page, addCar, api }) => {
        const hands = handsOf(page, way);
        const car = await addCar();
        car.unit.faults = { silent: true };
        await page.goto(`/vehicles/${car.id}`);
        await hands.press(named(page, 'button', 'Unlock'));
        await expect.poll(() => car.unit.received.length).toBe(1);
        car.unit.dropConnection();
        const ladder = page.getByRole('region', { name: 'Latest command: Unlock central lock' });
        await expect(ladder).toContainText('Outcome unknown', { timeout: 60_000 });
        await hands.press(ladder.getByRole('button', { name: 'Settle…' }));
        const dialog = page.getByRole('dialog', { name: `Settle “Unlock central lock” of ${car.plate}` });
        await hands.press(dialog.getByRole('radio', { name: 'It was not done' }));
        await hands.write(dialog.getByLabel('How do you know?'), 'The renter stands before a locked door');
        await hands.press(dialog.getByRole('button', { name: 'Settle' }));
        await expect(dialog).toHaveCount(0);
        const [command] = await api.listCommands(car.id);
        expect(command).toMatchObject({ status: 'FAILED', settled_by: 'PERSON' });
      });
    });

    test.describe('support', () => {
      test.use({ person: 'support' });

      test('reads the feed, takes care of an event, looks back, and follows a cause', async ({ page, addCar, api }) => {
        const hands = handsOf(page, way);
        const car = await addCar();
        await page.goto(`/vehicles/${car.id}`);
        await hands.press(named(page, 'button', 'Unlock'));
        await expect(page.getByRole('list', { name: 'Steps' })).toContainText(/proved by/);

        await hands.pick(page.getByRole('button', { name: 'More', exact: true }), 'Events of this vehicle');
        await expect(page.getByRole('heading', { level: 1, name: 'Events' })).toBeVisible();
        const feed = page.getByRole('feed');
        await expect(feed.getByRole('button', { name: 'Central lock: Locked → Unlocked' })).toBeVisible();
        await hands.press(page.getByRole('group', { name: 'Shown kinds' }).getByRole('button', { name: 'Commands' }));
        await expect(page).toHaveURL(/kinds=access,driving,warnings,edits/);
        await expect(feed.getByRole('button', { name: /Unlock central lock/ })).toHaveCount(0);

        await hands.press(feed.getByRole('button', { name: 'Central lock: Locked → Unlocked' }));
        const sheet = page.getByRole('dialog');
        await expect(sheet.getByRole('region', { name: 'Same flow' })).toContainText(/Demo support/);
        await hands.press(sheet.getByRole('button', { name: 'Acknowledge' }));
        await expect(sheet).toContainText('Acknowledged by Demo support');
        await hands.press(sheet.getByRole('button', { name: 'Assign to me' }));
        await expect(sheet).toContainText('Assigned to Demo support');
        await hands.write(sheet.getByRole('textbox', { name: 'Comment' }), 'The caller was let in');
        await hands.press(sheet.getByRole('button', { name: 'Add comment' }));
        await expect(sheet.getByRole('listitem').filter({ hasText: 'The caller was let in' })).toContainText('Demo support');
        await hands.press(sheet.getByRole('button', { name: 'Close' }));

        await hands.press(named(page, 'button', 'Pause'));
        const started = feed.getByRole('button', { name: 'Ignition: Off → On' });
        car.unit.setState({ ignition: true });
        await expect(page.getByRole('button', { name: /^\d+ new$/ })).toBeVisible();
        await expect(started).toHaveCount(0);
        await hands.press(named(page, 'button', 'Resume'));
        await expect(started).toBeVisible();

        await hands.setTime(page.getByLabel(/^Jump to a time/), '2021-05-05T08:00');
        await hands.press(named(page, 'button', 'Jump'));
        await expect(page.getByText('No events')).toBeVisible();
        await hands.press(named(page, 'button', 'Back to live'));
        await hands.press(feed.getByRole('button', { name: 'Central lock: Locked → Unlocked' }));
        await hands.press(sheet.getByRole('button', { name: 'Show the feed up to this moment' }));
        await expect(page).toHaveURL(/before=/);
        await expect(page.getByText(/^Up to /)).toBeVisible();
        car.unit.setState({ ignition: false });
        await expect
          .poll(async () => (await api.queryEvents({ vehicle_id: car.id })).filter(({ type }) => type === 'IgnitionChanged').length)
          .toBe(2);
        await expect(feed.getByRole('button', { name: 'Ignition: On → Off' })).toHaveCount(0);
        await hands.press(named(page, 'button', 'Back to live'));
        await expect(feed.getByRole('button', { name: 'Ignition: On → Off' })).toBeVisible();
        await hands.press(feed.getByRole('link', { name: car.plate }).first());
        await expect(page.getByRole('heading', { level: 1, name: car.plate })).toBeVisible();
      });

      test('is told what happened in the meantime, looks into a vehicle, and archives one that was meant to stay', async ({
        page,
        addCar,
        api,
      }) => {
        const hands = handsOf(page, way);
        const car = await addCar();
        await page.goto('/events');
        await expectLive(page);
        const readSeen = () => page.evaluate((key) => localStorage.getItem(key), seen_key);
        await expect.poll(readSeen).not.toBeNull();
        const hours_ago = new Date(Date.now() - 3 * 3_600_000).toISOString();
        const left = JSON.stringify(Object.fromEntries(Object.keys(JSON.parse((await readSeen()) ?? '{}')).map((me) => [me, hours_ago])));
        await page.addInitScript(([key, value]) => localStorage.setItem(key, value), [seen_key, left] as const);
        await page.reload();
        const digest = page.getByRole('region', { name: 'Since you left' });
        await expect(digest).toContainText(/3\s?h ago\): \d+ commands? · .*\d+ added/);
        await hands.press(digest.getByRole('button', { name: 'Dismiss' }));
        await expect(digest).toHaveCount(0);

        await hands.goTo(car.plate);
        await expect(page.getByRole('heading', { level: 1, name: car.plate })).toBeVisible();
        const more = page.getByRole('button', { name: 'More', exact: true });
        const dialog = page.getByRole('dialog');
        await hands.pick(more, 'Capabilities');
        await expect(dialog).toContainText('Unlock central lock');
        await hands.press(dialog.getByRole('button', { name: 'Close' }));
        await hands.pick(more, 'Raw data');
        await expect(dialog).toContainText(`"id": "${car.id}"`);
        await hands.press(dialog.getByRole('button', { name: 'Close' }));
        await hands.pick(more, 'Configure…');
        await expect(dialog.getByRole('region').first()).toBeVisible();
        await expect(dialog.getByRole('button', { name: 'Save' }), 'support reads the configuration').toHaveCount(0);
        await hands.press(dialog.getByRole('button', { name: 'Close' }));

        await hands.pick(more, 'Archive vehicle…');
        await hands.press(page.getByRole('alertdialog').getByRole('button', { name: 'Archive vehicle' }));
        await expect(page.getByRole('region', { name: 'Archived' })).toContainText('90 days left');
        await hands.undo(`${car.plate} is archived`);
        await expect(page.getByRole('region', { name: 'Archived' })).toHaveCount(0);
        expect((await api.getVehicle(car.id)).archived_at).toBeUndefined();
      });
    });

    test.describe('an admin', () => {
      test.use({ person: 'admin' });

      test('changes a fleet setting, finds it in the audit log, and takes it back', async ({ page }) => {
        const hands = handsOf(page, way);
        await page.goto('/fleet?view=table');
        await expectLive(page);
        await hands.goTo('Fleet settings');
        const days = page.getByLabel('Days that events are kept');
        const before = await days.inputValue();
        await hands.write(days, '45');
        await hands.press(named(page, 'button', 'Save'));
        await expect(page.getByText('Fleet settings saved')).toBeVisible();
        await hands.write(days, before);
        await hands.press(named(page, 'button', 'Save'));
        await expect(named(page, 'button', 'Save')).toHaveCount(0);

        await hands.goTo('Audit log');
        await hands.choose(page.getByLabel('What', { exact: true }), 'Fleet settings');
        await expect(page).toHaveURL(/action=fleet/);
        const rows = page.getByRole('table', { name: 'Audit log' }).getByRole('row').filter({ hasText: 'Demo admin' });
        await expect(rows.first()).toContainText(`history_retention_in_days: 45 → ${before}`);
        const [file] = await Promise.all([page.waitForEvent('download'), hands.press(named(page, 'button', 'Export as CSV'))]);
        expect(file.suggestedFilename()).toBe('audit-log.csv');
      });

      test('adds a webhook, sees what was sent, and sends it again', async ({ page, nextNumber }) => {
        const hands = handsOf(page, way);
        const receiver = await startReceiver();
        const name = `Booking events ${nextNumber()}`;
        const row = page.getByRole('row').filter({ hasText: name });
        try {
          await page.goto('/developers/webhooks');
          await expectLive(page);
          await hands.press(named(page, 'button', 'Add webhook').first());
          const sheet = page.getByRole('dialog');
          await hands.write(sheet.getByLabel('Name'), name);
          await hands.write(sheet.getByLabel('Address'), 'http://10.0.0.1/hook');
          for (const kind of ['Commands', 'Access', 'Driving & energy', 'Edits', 'Vehicle states'])
            await hands.tick(sheet.getByRole('checkbox', { name: new RegExp(`^${kind}`) }));
          await hands.press(sheet.getByRole('button', { name: 'Add webhook' }));
          await expect(sheet).toContainText('The operator can allow other hosts of his network.');
          await hands.write(sheet.getByLabel('Address'), receiver.url);
          await hands.press(sheet.getByRole('button', { name: 'Add webhook' }));
          await expect(sheet.getByRole('button', { name: /^Copy Secret:/ })).toContainText('whsec_');
          await hands.press(sheet.getByRole('button', { name: 'I have copied it' }));
          await expect(row).toContainText(/Active.*Warnings/);
          await expect(page.locator('body')).not.toContainText('whsec_');

          await hands.press(row.getByRole('button', { name, exact: true }));
          await hands.press(sheet.getByRole('button', { name: 'Send a test event' }));
          const delivery = sheet.getByRole('list', { name: 'Deliveries' }).getByRole('listitem').filter({ hasText: 'Test event' });
          await expect(delivery).toContainText('Delivered', { timeout: 60_000 });
          const tests = () => receiver.bodies.filter((body) => body.includes('"WebhookTest"'));
          expect(tests()).toHaveLength(1);
          await hands.press(delivery.getByRole('button', { name: 'Send again: Test event' }));
          await expect.poll(() => tests().length, { timeout: 60_000 }).toBe(2);
          expect(tests()[1]).toBe(tests()[0]);
          await hands.press(sheet.getByRole('button', { name: 'Close' }));

          await hands.pick(row.getByRole('button', { name: `More for ${name}` }), 'Switch off');
          await expect(row).toContainText('Switched off');
          await hands.undo(`${name} is switched off`);
          await expect(row).toContainText('Active');
          await hands.pick(row.getByRole('button', { name: `More for ${name}` }), 'Delete…');
          await hands.press(page.getByRole('alertdialog').getByRole('button', { name: 'Delete webhook' }));
          await expect(row).toHaveCount(0);
        } finally {
          await receiver.close();
        }
      });

      test('invites a person and withdraws it', async ({ page, nextNumber }) => {
        const hands = handsOf(page, way);
        const number = nextNumber();
        await page.goto('/admin/users');
        await expectLive(page);
        await hands.press(named(page, 'button', 'Invite'));
        const sheet = page.getByRole('dialog');
        await hands.write(sheet.getByLabel('E-mail'), `hand${number}@example.org`);
        await hands.choose(sheet.getByLabel('Preset'), 'Vehicle Maintenance');
        await hands.press(sheet.getByRole('button', { name: 'Make invitation' }));
        await expect(sheet.getByRole('button', { name: 'Copy Link:' })).toContainText('/invitation/');
        await hands.press(sheet.getByRole('button', { name: 'Done' }));
        const invited = page
          .getByRole('table', { name: 'Open invitations' })
          .getByRole('row')
          .filter({ hasText: `hand${number}` });
        await hands.press(invited.getByRole('button', { name: /Withdraw/ }));
        await expect(invited).toHaveCount(0);
      });
    });
  });
}
