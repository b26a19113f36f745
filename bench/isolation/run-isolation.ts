/** What work with brands that are well takes while one is ill, in one gateway over real sockets. The fakes share its process, so that what they cost counts against us. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBrandGuard, type GuardLimits } from '#server/adapters/brand-guard.ts';
import { createApp } from '#server/app.ts';
import { ensureKeys } from '#server/auth/keys.ts';
import { dataPaths, loadConfig } from '#server/config.ts';
import { migrate } from '#server/db/migrate.ts';
import { type Brand, type BrandCloud, pester, startBrands } from '#server/proofs/brands.fixture.ts';
import type { Illness } from '#server/proofs/ill-vendor.fixture.ts';
import { unlimited } from '#server/test/unlimited.fixture.ts';
import type { Figure } from '../benchmark.ts';

export const ill_brand = 'NIU';
const window_ms = 2_500;
const pests = 4;
/** As many questions whether the vendor answers at once, late or not at all. */
const question_ms = 500;
/** So that the ill brand is well again between two windows; the others keep their patience. */
const short: Partial<GuardLimits> = { total_timeout_ms: 1_000, longest_call_ms: 1_000, half_open_after_ms: 500, longest_pause_ms: 500 };

const start = async (limits: Partial<GuardLimits>) => {
  const data_dir = mkdtempSync(join(tmpdir(), 'motorpool-bench-'));
  const { keys } = dataPaths(data_dir);
  mkdirSync(keys, { recursive: true });
  ensureKeys(keys);
  const settings = {
    ...unlimited,
    HOST: '127.0.0.1',
    APP_URL: 'http://127.0.0.1',
    MOTORPOOL_DATA: data_dir,
    MOTORPOOL_DEMO: '0',
    LOG_LEVEL: 'silent',
  };
  const app = await createApp(loadConfig(settings), 'bench');
  await migrate(app.db);
  const { brands, areUnitsOnline, stop } = await startBrands(app, (brand, options) =>
    createBrandGuard(brand === ill_brand ? { ...options, limits: { ...options.limits, ...limits } } : options),
  );
  const cloud = brands.find(({ name }) => name === ill_brand)?.cloud;
  if (!cloud) throw new Error('The brand has no cloud.');
  await until(async () => areUnitsOnline());
  return {
    cloud,
    others: brands.filter(({ name }) => name !== ill_brand),
    stop: async () => {
      await stop();
      await app.db.close();
      rmSync(data_dir, { recursive: true, force: true });
    },
  };
};

const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
};
const isWell = async ({ check }: BrandCloud) => (await check()) === 'VALID';

/** The 95th percentile of the others' work in one window. Throws at their first error. */
const measureOthers = async (others: readonly Brand[]): Promise<Figure> => {
  const durations: number[] = [];
  const end = performance.now() + window_ms;
  const workOn = async ({ work }: Brand) => {
    while (performance.now() < end) {
      const began = performance.now();
      await work();
      durations.push(performance.now() - began);
    }
  };
  await Promise.all(others.map(workOn));
  const sorted = durations.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
  return { value: at(0.95), p50: at(0.5), unit: 'ms (p95)' };
};

let running: ReturnType<typeof start> | undefined;
/** One gateway for all illnesses. */
const shared = () => {
  running ??= start(short);
  return running;
};

/** With as many questions to the brand, ill or well. */
const measureWith = async (illness: Illness | undefined): Promise<Figure> => {
  const { cloud, others } = await shared();
  await until(() => isWell(cloud));
  if (illness) {
    await cloud.vendor.fallIll(illness);
    await until(async () => !(await isWell(cloud)));
  }
  const pestering = Array.from({ length: pests }, () => pester(cloud, () => {}, question_ms));
  try {
    return await measureOthers(others);
  } finally {
    await cloud.vendor.heal();
    await Promise.all(pestering.map(({ stop }) => stop()));
  }
};
export const measureWhileIll = (illness: Illness) => measureWith(illness);
export const measureWhileWell = () => measureWith(undefined);

/** Seconds from the end of an outage until the brand works again, with the limits of every installation. */
export const measureRecovery = async (): Promise<Figure> => {
  const { cloud, stop } = await start({});
  await until(() => isWell(cloud));
  await cloud.vendor.fallIll('500');
  const pestering = pester(cloud);
  await until(async () => cloud.guard().figures().breaker === 'OPEN');
  await cloud.vendor.heal();
  const healed = performance.now();
  await until(() => isWell(cloud));
  const value = (performance.now() - healed) / 1_000;
  await pestering.stop();
  await stop();
  return { value, unit: 's' };
};

export const endMeasuring = async (): Promise<void> => {
  await (await running)?.stop();
};
