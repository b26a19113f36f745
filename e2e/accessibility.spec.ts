import type { Page } from '@playwright/test';
import { judge } from './fixtures/judge.ts';
import { app_pages, makePageSubjects, missing_page } from './fixtures/pages.ts';
import type { Role } from './fixtures/sessions.ts';
import { expect, expectLive, test } from './fixtures/test.ts';

test.use({ person: 'admin' });

/** Judges the page in light by every rule, in dark by what colours can spoil; an empty list means that it keeps nobody out. */
const judgeBoth = async (page: Page, part?: string): Promise<string[]> => {
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await judge(page, { part });
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await judge(page, { part, rules: ['color-contrast', 'link-in-text-block'] });
  return [...light, ...dark.map((fault) => `dark: ${fault}`)];
};
/** Each is opened once, in one test: an installation of its own would cost more than the whole walk. */
const walk_limit_ms = 600_000;

test('no page keeps anyone out, light or dark', async ({ page, addCar, guard, browser, demo, desk, nextNumber }) => {
  test.setTimeout(walk_limit_ms);
  guard.allow(/status of 404/);
  const car = await addCar();
  const subjects = await makePageSubjects(desk, car.id, nextNumber());
  const context = await browser.newContext({ baseURL: demo.app_url, storageState: { cookies: [], origins: [] } });
  const pageOf = async (person: Role | undefined) => (person ? page : (context.pages()[0] ?? (await context.newPage())));
  const found: Record<string, string[]> = {};
  for (const { path, person, shows, elsewhere } of [...app_pages, missing_page]) {
    if (elsewhere) continue;
    const address = typeof path === 'string' ? path : path(subjects);
    const opened = await pageOf(person);
    await opened.goto(address);
    await shows(opened);
    found[address] = await judgeBoth(opened);
  }
  await context.close();
  expect(found).toEqual(Object.fromEntries(Object.keys(found).map((path) => [path, []])));
});

test('neither does any dialog', async ({ page, addCar }) => {
  test.setTimeout(walk_limit_ms);
  const car = await addCar();
  const found: Record<string, string[]> = {};
  const button = (name: string) => () => page.getByRole('main').getByRole('button', { name, exact: true }).first().click();
  const item = (menu: RegExp, name: string) => async () => {
    await page.getByRole('main').getByRole('button', { name: menu }).first().click();
    await page.getByRole('menuitem', { name }).click();
  };
  const bulk = (name: string) => async () => {
    await page
      .getByRole('grid', { name: 'Vehicles' })
      .getByRole('checkbox', { name: /^Select (?!all)/ })
      .first()
      .check();
    await button(name)();
  };
  const key = (name: string) => () => page.keyboard.press(name);
  const dialogs: [path: string, open: [what: string, act: () => Promise<unknown>][]][] = [
    [
      `/vehicles/${car.id}`,
      [
        ['Disable driving', button('Disable driving')],
        ...['Capabilities', 'Raw data', 'Configure…', 'Share position…', 'Change model…', 'Replace unit…', 'Archive vehicle…'].map(
          (name): [string, () => Promise<unknown>] => [name, item(/^More$/, name)],
        ),
        ['palette', key('Control+k')],
        ['keyboard help', key('?')],
      ],
    ],
    [
      '/fleet?view=table',
      [
        ['Views', button('Views')],
        ['Columns', button('Columns')],
        ['Energy', button('Energy')],
        ['Tags of several', bulk('Tags…')],
        ['Command for several', bulk('Command…')],
      ],
    ],
    ['/events', [['an event', () => page.getByRole('article').first().getByRole('button').first().click()]]],
    [
      '/archive',
      [
        [
          'Remove',
          () =>
            page
              .getByRole('button', { name: /^Remove/ })
              .first()
              .click(),
        ],
      ],
    ],
    [
      '/admin/oem-credentials',
      [
        ['Add credentials', button('Add credentials')],
        ['Replace secret', item(/^More for/, 'Replace secret…')],
      ],
    ],
    [
      '/admin/users',
      [
        ['Invite', button('Invite')],
        ['Sign-ins', item(/^More for/, 'Sign-ins…')],
      ],
    ],
    ['/admin/presets', [['Add preset', button('Add preset')]]],
    ['/developers/api-clients', [['Add API client', button('Add API client')]]],
    ['/developers/webhooks', [['Add webhook', button('Add webhook')]]],
    ['/account', [['Second factor', button('Set up second factor')]]],
  ];
  const dialog = page.getByRole('dialog').or(page.getByRole('alertdialog'));
  for (const [path, open] of dialogs) {
    await page.goto(path);
    await expectLive(page);
    for (const [what, act] of open) {
      await act();
      await expect(dialog.first()).toBeVisible();
      await expect(dialog.getByText(/^Loading /), `${what} has loaded`).toHaveCount(0);
      found[what] = await judgeBoth(page, '[role=dialog], [role=alertdialog]');
      await page.keyboard.press('Escape');
      await expect(dialog).toHaveCount(0);
    }
  }
  expect(found).toEqual(Object.fromEntries(Object.keys(found).map((what) => [what, []])));
});

test.describe('with the keyboard alone', () => {
  test.use({ person: undefined });

  test('signs in, finds a vehicle, opens and unlocks it', async ({ page, addCar }) => {
    const car = await addCar();
    const focused = page.locator(':focus');
    const tabTo = async (name: RegExp) => {
      for (let press = 0; press < 40; press += 1) {
        await page.keyboard.press('Tab');
        if (name.test((await focused.getAttribute('aria-label')) ?? (await focused.textContent()) ?? '')) return;
      }
      throw new Error(`Tab does not reach ${name}.`);
    };
    await page.goto('/login');
    await expect(page.getByRole('button', { name: /^Demo staff/ })).toBeVisible();
    await tabTo(/Demo staff/);
    await page.keyboard.press('Enter');
    await expectLive(page);

    await expect(page.getByRole('row').nth(1)).toBeVisible();
    await page.keyboard.press('/');
    await expect(page.getByRole('searchbox', { name: 'Search vehicles' })).toBeFocused();
    await page.keyboard.type(car.plate);
    await expect(page.getByText(/^1 of \d+ vehicles$/)).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('region', { name: `Selected vehicle ${car.plate}` })).toBeVisible();
    await expect(page.getByRole('grid', { name: 'Vehicles' })).toBeFocused();
    await page.keyboard.press('Enter');

    await expect(page.getByRole('heading', { level: 1, name: car.plate })).toBeVisible();
    await tabTo(/^Unlock$/);
    await expect(focused).toHaveCSS('outline-style', 'solid');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('list', { name: 'Steps' })).toContainText(/proved by/);
    expect(car.unit.state.locked).toBe(false);
  });
});
