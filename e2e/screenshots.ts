/**
 * `npm run screenshots [-- <folder>] [--only <part of a name>] [--look desk-light,phone-german] [--readme]`: pictures of every page of a demo fleet that has
 * lived for a while, light and dark, on a desk and on a phone, and in German, by default into test-results/screenshots. `--only` takes several parts with
 * commas between them; `--readme` only takes docs/screenshot-fleet.png anew.
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Browser, chromium, expect, type Page } from '@playwright/test';
import { dictionaryOf } from '#lib/messages/dictionary.ts';
import { createText } from '#lib/messages/text.ts';
import { chromium_options } from './fixtures/chromium.ts';
import { whileHeld } from './fixtures/command-hold.ts';
import { openDesk } from './fixtures/desk.ts';
import { listDialogShots } from './fixtures/dialog-shots.ts';
import { createFleetApi, type FleetApi } from './fixtures/fleet-api.ts';
import { furnish } from './fixtures/furnish.ts';
import { type DemoInstallation, type Installation, startDemo, startInstallation } from './fixtures/installation.ts';
import { app_pages, makePageSubjects, type PageSubjects } from './fixtures/pages.ts';
import { createSessions, type Sessions } from './fixtures/sessions.ts';
import { awaitMapOnDesk, awaitStill, type Say, type Shot, type Subjects } from './fixtures/shot.ts';
import { listShots } from './fixtures/shots.ts';
import { waitFor } from './fixtures/wait-for.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { readme: { type: 'boolean', default: false }, only: { type: 'string', default: '' }, look: { type: 'string' } },
});
const root = fileURLToPath(new URL('../', import.meta.url));
const folder = resolve(root, positionals[0] ?? 'test-results/screenshots');
const sizes = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const manners = {
  light: { theme: 'light', language: 'en', locale: 'en-GB' },
  dark: { theme: 'dark', language: 'en', locale: 'en-GB' },
  german: { theme: 'light', language: 'de', locale: 'de-DE' },
} as const;
type Look = `${keyof typeof sizes}-${keyof typeof manners}`;
const all_looks = (['desk', 'phone'] as const).flatMap((size) =>
  (['light', 'dark', 'german'] as const).map((manner): Look => `${size}-${manner}`),
);
const looks = all_looks.filter((look) => values.look === undefined || values.look.split(',').includes(look));
const parts = values.only.split(',');

const lived_limit_ms = 180_000;
const wanted_commands = 4;

/** A fleet that has lived: commands were carried out, and most units have spoken. */
const hasLived = async (api: FleetApi): Promise<boolean> => {
  const executed = await api.queryEvents({ event_types: ['COMMAND_EXECUTED'], limit: 20 });
  const { columns } = await api.getSnapshot();
  const spoken = columns.position_at.filter((at) => at !== null).length;
  return executed.length >= wanted_commands && spoken > 0.95 * columns.id.length;
};

const chooseSubjects = async (api: FleetApi): Promise<Subjects> => {
  const vehicles = await api.listVehicles();
  const executed = await api.queryEvents({ event_types: ['COMMAND_EXECUTED'], limit: 50 });
  const commanded = executed.map(({ vehicle_id }) => vehicle_id);
  const able = vehicles.filter(({ id, capabilities }) => commanded.includes(id) && capabilities.commands.includes('DISABLE_DRIVING'));
  const { columns } = await api.getSnapshot();
  const at = columns.speed.findIndex((speed, index) => (speed ?? 0) > 20 && columns.license_plate[index] !== null);
  const [archived] = await api.listArchived();
  return {
    vehicle_id: (able[0] ?? vehicles[0])?.id ?? '',
    moving: { id: columns.id[at] ?? '', label: columns.license_plate[at] ?? '' },
    archived_id: archived?.id ?? '',
  };
};

const pages_with_map = ['/geofences', '/radius-search', '/position/[token]', '/vehicles/[vehicle_id]'];

/** Pages that no picture of its own is about. */
const plainShots = (subjects: PageSubjects): Shot[] =>
  app_pages
    .filter(({ elsewhere }) => !elsewhere)
    .map(({ route, path, person, shows }) => ({
      name: `page${route.replaceAll(/[^a-z]+/g, '-').replace(/-$/, '')}`,
      path: typeof path === 'string' ? path : path(subjects),
      person,
      // What it waits for is said in English; in German the page is taken once nothing changes on it any more.
      prepare: async (page: Page, say: Say) => {
        await (say('Sign out') === 'Sign out' ? shows(page) : awaitStill(page));
        if (pages_with_map.includes(route)) await awaitMapOnDesk(page);
      },
    }));

/** Of what the fleet does right now, since who drives has parked a few minutes later. */
const chooseShots = async (api: FleetApi, plain: readonly Shot[]): Promise<Shot[]> => {
  const subjects = await chooseSubjects(api);
  const made = listShots(subjects);
  const further = plain.filter(({ path }) => !made.some((shot) => shot.path === path && shot.of === undefined));
  return [...made, ...further, ...listDialogShots(subjects)].filter(({ name }) => parts.some((part) => name.includes(part)));
};

interface Studio {
  browser: Browser;
  sessions: Sessions;
  demo: DemoInstallation;
  api: FleetApi;
  /** Nobody has set it up; started for the pictures that need it. */
  unset: Installation | undefined;
  plain: readonly Shot[];
}

/** Waits until the page is connected, where it says so, and nothing moves any more. */
const settle = async (page: Page) => {
  const badge = page.getByRole('banner').getByRole('status');
  if ((await badge.count()) > 0) await expect(badge).toHaveText(/^Live$/);
  await page.evaluate(() => {
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY);
    return Promise.all(ending.map(({ finished }) => finished.catch(() => undefined)));
  });
};

const takeShot = async ({ browser, sessions, demo, unset }: Studio, shot: Shot, look: Look, file: string) => {
  const [size, manner] = look.split('-') as [keyof typeof sizes, keyof typeof manners];
  const { theme, language, locale } = manners[manner];
  const { app_url } = shot.of === 'nobody' && unset ? unset : demo;
  const context = await browser.newContext({
    baseURL: app_url,
    viewport: sizes[size],
    colorScheme: theme,
    locale,
    reducedMotion: 'reduce',
    hasTouch: size === 'phone',
    ...(shot.person && { storageState: await sessions.of(shot.person) }),
  });
  const take = async () => {
    const page = await context.newPage();
    await page.goto(shot.path);
    await shot.prepare(page, createText(language, dictionaryOf(language)).t);
    await settle(page);
    await page.screenshot({ path: file });
    console.log(file);
  };
  try {
    await (shot.of === 'held' ? whileHeld(demo, take) : take());
  } catch (error) {
    console.log(`${shot.name} (${look}): ${error instanceof Error ? error.message.split('\n')[0] : error}`);
    process.exitCode = 1;
  } finally {
    await context.close();
  }
};

const takeAll = async (studio: Studio, wanted: (shot: Shot) => boolean) => {
  mkdirSync(folder, { recursive: true });
  for (const look of looks) {
    for (const shot of (await chooseShots(studio.api, studio.plain)).filter(wanted))
      await takeShot(studio, shot, look, join(folder, `${shot.name}-${look}.png`));
  }
};

const log_dir = join(root, 'test-results');
const demo = await startDemo({ name: 'screenshots', log_dir });
const browser = await chromium.launch(chromium_options);
let unset: Installation | undefined;
try {
  const api = createFleetApi(demo);
  await waitFor('the fleet to have lived a while', () => hasLived(api), lived_limit_ms);
  const desk = await openDesk(demo);
  const { vehicle_id } = await chooseSubjects(api);
  const plain = plainShots(await makePageSubjects(desk, vehicle_id, 1));
  const shots = await chooseShots(api, plain);
  if (shots.some(({ of }) => of === 'nobody') && !values.readme)
    unset = await startInstallation({ demo: false, name: 'screenshots-empty', log_dir });
  const studio = { browser, sessions: createSessions(browser, demo), demo, api, unset, plain };
  const [fleet] = shots.filter(({ name }) => name === 'fleet');
  if (values.readme && fleet) await takeShot(studio, fleet, 'desk-light', join(root, 'docs/screenshot-fleet.png'));
  if (!values.readme) {
    await takeAll(studio, ({ of }) => of === 'bare');
    await furnish(desk);
    await takeAll(studio, ({ of }) => of !== 'bare');
  }
  await desk.close();
} finally {
  await browser.close();
  await Promise.all([demo.stop(), unset?.stop()]);
}
