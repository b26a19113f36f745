/** Laws over the whole catalogue: what a model claims, its adapter can do and its vendor's fake can show. */

import { afterEach, describe, expect, it } from 'vitest';
import { brands } from '#lib/catalogue/brands.ts';
import { listModels, models } from '#lib/catalogue/catalogue.ts';
import { Secret } from '#lib/domain/secret.ts';
import { VehicleModel } from '#lib/domain/telematics.ts';
import { type StateProperty, stateCapability } from '#lib/domain/vehicle-state.ts';
import { createCloudboxxFake } from '../../e2e/fakes/cloudboxx/fake.ts';
import { createFakeVehicle } from '../../e2e/fakes/fake-vehicle.ts';
import { createNiuFake } from '../../e2e/fakes/niu/fake.ts';
import { createSegwayFake } from '../../e2e/fakes/segway/fake.ts';
import { startTestAccount } from './mercedes-benz/test-account.ts';
import { isPolledAdapter, isSocketAdapter } from './port.ts';
import { adapters, findAdapter } from './registry.ts';
import { createAdapterContext, createOrder, createTestClock } from './test-context.ts';

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(endings.splice(0).map((end) => end()));
});

const client = { client_id: 'fleet', client_secret: 'made-up-secret' };
const unit_ids: Record<string, string> = { CLOUDBOXX: '0123456789ABCDEF', NIU: 'NBSG4C7B40647G5M', SEGWAY: '868200000000001' };

const startFake = (brand: string, model: VehicleModel, clock: () => number) => {
  const unit_id = unit_ids[brand] ?? '';
  const vehicles = [createFakeVehicle(unit_id, { updated_at: clock() })];
  if (brand === 'CLOUDBOXX') return createCloudboxxFake({ clock, vehicles, api_keys: ['made-up-key'] });
  if (brand === 'NIU') return createNiuFake({ clock, vehicles, ...client });
  return createSegwayFake({ clock, vehicles, ...client, ...(model.settings.paths !== undefined && { t60_unit_ids: [unit_id] }) });
};

const http_models = adapters.filter((adapter) => !isSocketAdapter(adapter)).flatMap(({ brand }) => listModels(brand));
const labelled = http_models.map((model) => [`${model.telematics_brand} ${model.vehicle_brand} ${model.vehicle_model}`, model] as const);
const isPolled = ({ telematics_brand }: VehicleModel) => {
  const adapter = findAdapter(telematics_brand);
  return adapter !== undefined && isPolledAdapter(adapter);
};
const polled = labelled.filter(([, model]) => isPolled(model));
const streamed = labelled.filter(([, model]) => !isPolled(model));

const shownBy = (properties: object) => Object.keys(properties).map((name) => stateCapability(name as StateProperty));
const claimedCommands = (model: VehicleModel) => new Set([model, ...model.extensions].flatMap(({ capabilities }) => capabilities.commands));

describe('the registry', () => {
  it('has one adapter for every brand of the catalogue', () => {
    expect(adapters.map(({ brand }) => brand).toSorted()).toEqual(brands.map(({ brand }) => brand).toSorted());
    for (const { brand } of brands) expect(findAdapter(brand)?.brand).toBe(brand);
    expect(findAdapter('NONESUCH')).toBeUndefined();
  });
});

describe('a model of the catalogue', () => {
  it('has an id of its own, and there are many', () => {
    expect(new Set(models.map(({ id }) => id)).size).toBe(models.length);
    expect(models.length).toBeGreaterThanOrEqual(100);
  });

  it.each(polled)('%s: is well-formed, every claimed command works and every claimed property arrives', async (_, model) => {
    expect(VehicleModel.parse(model)).toEqual(model);
    const brand = model.telematics_brand;
    const adapter = findAdapter(brand);
    if (!adapter || !isPolledAdapter(adapter)) throw new Error(`no adapter that asks for the state of ${brand}`);
    const clock = createTestClock();
    const fake = startFake(brand, model, clock.now);
    const base_url = await fake.listen();
    const { context, close } = createAdapterContext(brand, clock.now);
    endings.push(fake.close, close);
    const values = {
      base_url,
      client_id: client.client_id,
      client_secret: new Secret(client.client_secret),
      api_key: new Secret('made-up-key'),
    };
    const credentials = { id: 'one', values, revision: 1 };
    const unit = { unit_id: unit_ids[brand] ?? '', model, settings: {} };
    const { properties } = await adapter.fetchState(credentials, unit, context);
    expect(shownBy(properties)).toEqual(expect.arrayContaining(model.capabilities.vehicle_state));
    const claimed = claimedCommands(model);
    for (const capability of claimed) {
      const outcome = await adapter.sendCommand(credentials, unit, createOrder(capability, clock.now), context);
      expect([capability, outcome.status]).toEqual([capability, 'succeeded']);
    }
    const orders = claimed.size - (claimed.has('REQUEST_VEHICLE_STATE') ? 1 : 0);
    expect(fake.control.actuations).toHaveLength(orders);
  });

  it.each(streamed)('%s: is well-formed, every claimed command is confirmed and every claimed property arrives', async (_, model) => {
    expect(VehicleModel.parse(model)).toEqual(model);
    const adapter = findAdapter(model.telematics_brand);
    if (!adapter || isSocketAdapter(adapter)) throw new Error('no adapter with a stream');
    const { fake, unit, credentials, context, clock, readNews, end } = await startTestAccount({}, model);
    endings.push(end);
    fake.control.report(unit.unit_id, { split_position: true });
    const { reports } = await readNews();
    const properties = Object.assign({}, ...reports.map((report) => report.properties));
    expect(shownBy(properties)).toEqual(expect.arrayContaining(model.capabilities.vehicle_state));
    for (const capability of claimedCommands(model)) {
      const outcome = await adapter.sendCommand(credentials, unit, createOrder(capability, clock.now), context);
      const tracking_id = outcome.status === 'accepted' && outcome.tracking_id;
      const { results } = await readNews();
      expect([capability, results]).toEqual([capability, [expect.objectContaining({ tracking_id, outcome: 'SUCCEEDED' })]]);
    }
  });
});
