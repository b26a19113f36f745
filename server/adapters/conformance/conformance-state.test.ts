/** Credentials, discovery and state of every adapter of the registry, against its own fake over real sockets. A brand joins by the descriptor beside its adapter. */
import { describe, expect, it } from 'vitest';
import { findBrand } from '#lib/catalogue/catalogue.ts';
import { commandDefinition } from '#lib/domain/command.ts';
import { VehicleModel } from '#lib/domain/telematics.ts';
import { type StateProperty, state_properties, type VehicleState } from '#lib/domain/vehicle-state.ts';
import { isSocketAdapter } from '../port.ts';
import { followOrder, merged } from './follow-order.fixture.ts';
import { loadDescriptors } from './load-descriptors.fixture.ts';
import { type OrderFault, order_faults } from './rig.fixture.ts';
import { nameOf, prepare, startRig } from './start-rig.fixture.ts';
import { claimedCommands, claimedProperties, coveringModels, modelsOf, rowsOf } from './state-rows.fixture.ts';

const descriptors = await loadDescriptors();

describe.each(descriptors.map((descriptor) => [descriptor.adapter.brand, descriptor] as const))('%s', (brand, descriptor) => {
  const covering = coveringModels(brand);
  const [first] = covering;
  const definition = findBrand(brand);
  if (!first || !definition) throw new Error(`${brand} has no model`);

  it.concurrent('tells right credentials from wrong ones, and says when nobody could be asked', async (context) => {
    const rig = await startRig(context, descriptor, first);
    expect(rig.check !== undefined).toBe(definition.authentication !== 'NONE');
    if (!rig.check) return;
    expect(await rig.check('right')).toBe('ok');
    expect(await rig.check('wrong')).toBe('invalid');
    await rig.lose();
    expect(await rig.check('wrong')).toBe(isSocketAdapter(descriptor.adapter) ? 'needs_unit_online' : 'unreachable');
  });

  it.concurrent('finds units where the vendor lists them or they dial in', async (context) => {
    const rig = await startRig(context, descriptor, first);
    expect(definition.lists_available_units).toBe(descriptor.discovery === 'list');
    if (descriptor.discovery === 'list') expect(await rig.discover?.()).toEqual([rig.unit.unit_id]);
    else if (rig.discover) {
      const [found] = await rig.discover();
      expect(found).toMatch(new RegExp(definition.unit_id_pattern));
      expect(found).not.toBe(rig.unit.unit_id);
    }
  });

  it('gives a reason for every fault that it cannot show', () => {
    const shown = Object.keys(order_faults).filter((fault) => descriptor.cannot_show?.[fault as OrderFault] === undefined);
    expect(shown).toEqual(expect.arrayContaining(['ignored', 'unanswered', 'late', 'cut_off', 'pretended']));
    expect(descriptor.refusal !== undefined).toBe(shown.includes('refused'));
  });

  describe.each(modelsOf(brand).map((model) => [nameOf(model), model] as const))('%s', (_, model) => {
    it.concurrent('shows what it claims to show, and does, with proof, what it claims to do', async (context) => {
      expect(VehicleModel.parse(model)).toEqual(model);
      const rig = await startRig(context, descriptor, model);
      const shown = Object.keys(merged(await rig.read(), rig.clock()));
      expect(shown).toEqual(expect.arrayContaining(claimedProperties(model)));
      for (const capability of claimedCommands(model)) {
        await prepare(rig, capability);
        const before = rig.acts().length;
        const { outcome } = await followOrder(rig, capability, { command_id: capability, looks: 100 });
        expect([capability, outcome]).toEqual([capability, 'SUCCEEDED']);
        expect(rig.acts().length > before).toBe(!commandDefinition(capability).harmless);
      }
    });
  });

  describe.each(covering.map((model) => [nameOf(model), model] as const))('the state of %s', (_, model) => {
    const properties = claimedProperties(model);

    it.concurrent.for(properties)('has %s as the vehicle has it', async (property, context) => {
      const rows = rowsOf(descriptor, property);
      expect(rows.length).toBeGreaterThan(0);
      const rig = await startRig(context, descriptor, model);
      for (const [facts, value] of rows) {
        rig.change(facts);
        const state = merged(await rig.read(), rig.clock());
        expect([facts, state[property]?.value]).toEqual([facts, value]);
      }
    });

    it.concurrent('has nothing that was not sent: without its field, every value is absent', async (context) => {
      const rig = await startRig(context, descriptor, model);
      rig.change({ mileage_km: 2_000 });
      const whole = merged(await rig.read(), rig.clock());
      const redundant = new Set(descriptor.redundant);
      const once_missing = new Set<StateProperty>(redundant);
      for (const part of await rig.parts()) {
        const reports = await rig.readWithout(part).catch(() => []);
        const state: VehicleState = Object.assign({}, ...reports.map(({ properties: given }) => given));
        for (const property of state_properties.filter((name) => !redundant.has(name))) {
          if (state[property] === undefined) once_missing.add(property);
          else expect([part, property, state[property].value]).toEqual([part, property, whole[property]?.value]);
        }
      }
      expect(properties.filter((property) => !once_missing.has(property))).toEqual([]);
    });

    it.concurrent('has no place at 0/0, and keeps the rest', async (context) => {
      const rig = await startRig(context, descriptor, model);
      rig.change({ lat: 0, lon: 0, mileage_km: 2_000 });
      const reports = await rig.read();
      expect(reports.some((report) => report.properties.mileage_in_kilometers?.value === 2_000)).toBe(true);
      const places = reports.flatMap((report) => report.properties.position?.value ?? []);
      expect(places.filter(({ lat, lon }) => lat === 0 && lon === 0)).toEqual([]);
    });

    it.concurrent('is the same whatever the order and the repeats of what came in', async (context) => {
      const rig = await startRig(context, descriptor, model);
      const reports = [...(await rig.read())];
      for (const facts of [{ speed: 12, ignition: true, lat: -34.5 }, { mileage_km: 2_000, driving_enabled: true }, { locked: false }]) {
        // Some units tell whole seconds, and the rule speaks of distinct times.
        if (isSocketAdapter(descriptor.adapter)) await new Promise((resolve) => setTimeout(resolve, 1_001));
        rig.change(facts);
        reports.push(...(await rig.read()));
      }
      const rotated = [...reports.slice(2), ...reports.slice(0, 2)];
      const in_order = valuesOf(merged(reports, rig.clock()));
      for (const order of [reports.toReversed(), [...reports, ...reports], rotated]) {
        expect(valuesOf(merged(order, rig.clock()))).toEqual(in_order);
      }
    });
  });
});

const valuesOf = (state: VehicleState) => Object.fromEntries(Object.entries(state).map(([name, stamped]) => [name, stamped?.value]));
