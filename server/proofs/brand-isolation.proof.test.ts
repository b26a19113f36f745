/**
 * Promise P10: whatever one vendor does, work with other brands goes on without an error; the ill brand's breaker opens, and closes when the vendor is
 * well. How long the others' work takes meanwhile is measured by `npm run bench -- P10`. The broken variant shares one guard among all brands.
 */
import { expect, it, onTestFinished, vi } from 'vitest';
import { type BrandGuard, createBrandGuard, type GuardLimits } from '#server/adapters/brand-guard.ts';
import { type Brand, pester, startBrands } from './brands.fixture.ts';
import { type Illness, illnesses } from './ill-vendor.fixture.ts';
import { makePlace } from './place.fixture.ts';
import { tell } from './seed.fixture.ts';

const soon = { timeout: 60_000, interval: 20 };
/** So that calls of the ill brand end soon; brands that are well keep their patience. */
const short: Partial<GuardLimits> = {
  ...{ total_timeout_ms: 200, longest_call_ms: 200, half_open_after_ms: 200 },
  ...{ longest_pause_ms: 250, default_pause_ms: 250 },
};
const most_failures = 10;
const most_ms = 5_000;

const start = async (createGuard: NonNullable<Parameters<typeof startBrands>[1]>) => {
  const { app } = await makePlace('SQLite');
  const started = await startBrands(app, createGuard);
  onTestFinished(started.stop);
  await vi.waitUntil(started.areUnitsOnline, soon);
  return started.brands;
};

/** Of those whose work went wrong, what they were told. */
const faultsOf = async (brands: readonly Brand[]): Promise<string[]> => {
  const results = await Promise.allSettled(brands.map(({ work }) => work()));
  return results.flatMap((result, index) => (result.status === 'rejected' ? [`${brands[index]?.name}: ${result.reason}`] : []));
};

const part = (brands: readonly Brand[], name: string) => {
  const ill = brands.find((brand) => brand.name === name)?.cloud;
  if (!ill) throw new Error(`${name} has no cloud.`);
  return { ill, others: brands.filter((brand) => brand.name !== name) };
};

it.each(['CLOUDBOXX', 'NIU', 'SEGWAY', 'MERCEDES_BENZ'])('%s falls ill in every way, and no other brand has an error', async (name) => {
  const brands = await start((brand, options) =>
    createBrandGuard(brand === name ? { ...options, limits: { ...options.limits, ...short } } : options),
  );
  const { ill, others } = part(brands, name);
  expect(await faultsOf(others)).toEqual([]);
  await vi.waitUntil(async () => (await ill.check()) === 'VALID', soon);
  for (const [illness, { met_by }] of Object.entries(illnesses)) {
    const before = ill.guard().figures().failures;
    const began = performance.now();
    let opened: { failures: number; after_ms: number } | undefined;
    await ill.vendor.fallIll(illness as Illness);
    const pest = pester(ill, () => {
      const { breaker, failures } = ill.guard().figures();
      if (breaker !== 'CLOSED') opened ??= { failures: failures - before, after_ms: performance.now() - began };
    });
    const isMet = { breaker: () => opened !== undefined, pause: ill.isPaused, answers: () => pest.statuses.size > 0 }[met_by];
    await vi.waitUntil(isMet, soon);
    expect([illness, await faultsOf(others), await faultsOf(others)]).toEqual([illness, [], []]);
    await pest.stop();
    expect([illness, [...pest.statuses].filter((status) => status === 'INVALID')]).toEqual([illness, []]);
    if (opened) expect(opened.failures <= most_failures || opened.after_ms <= most_ms, `${illness}: ${JSON.stringify(opened)}`).toBe(true);
    const healed = performance.now();
    await ill.vendor.heal();
    await vi.waitUntil(async () => (await ill.check()) === 'VALID', soon);
    const told = opened ? `${opened.failures} failures until the breaker opened, ` : '';
    tell(`${name}, ${illness}: ${told}well again after ${Math.round(performance.now() - healed)} ms`);
  }
});

it('is noticed by this proof when all brands share one breaker and one pool', async () => {
  let shared: BrandGuard | undefined;
  const brands = await start((_, options) => {
    shared ??= createBrandGuard({ ...options, limits: { ...short, half_open_after_ms: 300_000 } });
    return shared;
  });
  const { ill, others } = part(brands, 'NIU');
  await vi.waitUntil(async () => (await ill.check()) === 'VALID', soon);
  await ill.vendor.fallIll('black hole');
  const pest = pester(ill);
  await vi.waitUntil(() => shared?.figures().breaker === 'OPEN', soon);
  const harmed = (await faultsOf(others)).map((fault) => fault.split(':')[0]);
  expect(harmed).toEqual(['CLOUDBOXX', 'SEGWAY', 'MERCEDES_BENZ']);
  await pest.stop();
});
