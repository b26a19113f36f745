/** What holds for credentials, discovery and state of any brand. Each rule throws when the subject's adapter breaks it. */
import { expect } from 'vitest';
import { findBrand } from '#lib/catalogue/catalogue.ts';
import { commandDefinition } from '#lib/domain/command.ts';
import { type BrandDefinition, VehicleModel } from '#lib/domain/telematics.ts';
import { type StateProperty, state_properties, type VehicleState } from '#lib/domain/vehicle-state.ts';
import { isSocketAdapter } from '../port.ts';
import { followOrder, merged } from './follow-order.fixture.ts';
import { prepare, type Subject, startRig } from './start-rig.fixture.ts';
import { claimedCommands, claimedProperties, rowsOf } from './state-rows.fixture.ts';

const definitionOf = ({ descriptor }: Subject): BrandDefinition => {
  const definition = findBrand(descriptor.adapter.brand);
  if (!definition) throw new Error(`The catalogue has no brand ${descriptor.adapter.brand}`);
  return definition;
};

export const judgesCredentials = async (subject: Subject) => {
  const rig = await startRig(subject);
  expect(rig.check !== undefined).toBe(definitionOf(subject).authentication !== 'NONE');
  if (!rig.check) return;
  expect(await rig.check('right')).toBe('ok');
  expect(await rig.check('wrong')).toBe('invalid');
  await rig.lose();
  expect(await rig.check('wrong')).toBe(isSocketAdapter(subject.descriptor.adapter) ? 'needs_unit_online' : 'unreachable');
};

export const findsUnits = async (subject: Subject) => {
  const { discovery } = subject.descriptor;
  const { lists_available_units, unit_id_pattern } = definitionOf(subject);
  const rig = await startRig(subject);
  expect(lists_available_units).toBe(discovery === 'list');
  if (discovery === 'list') expect(await rig.discover?.()).toEqual([rig.unit.unit_id]);
  else if (rig.discover) {
    const [found] = await rig.discover();
    expect(found).toMatch(new RegExp(unit_id_pattern));
    expect(found).not.toBe(rig.unit.unit_id);
  }
};

/** Everything that the model claims is shown, and done with proof. */
export const keepsClaims = async (subject: Subject) => {
  const { model } = subject;
  expect(VehicleModel.parse(model)).toEqual(model);
  const rig = await startRig(subject);
  const shown = Object.keys(merged(await rig.read(), rig.clock()));
  expect(shown).toEqual(expect.arrayContaining(claimedProperties(model)));
  for (const capability of claimedCommands(model)) {
    await prepare(rig, capability);
    const before = rig.acts().length;
    const { outcome } = await followOrder(rig, capability, { command_id: capability, looks: 100 });
    expect([capability, outcome]).toEqual([capability, 'SUCCEEDED']);
    expect(rig.acts().length > before).toBe(!commandDefinition(capability).harmless);
  }
};

/** The value is the vehicle's, in our unit. */
export const readsProperty = async (subject: Subject, property: StateProperty) => {
  const rows = rowsOf(subject.descriptor, property);
  expect(rows.length).toBeGreaterThan(0);
  const rig = await startRig(subject);
  for (const [facts, value] of rows) {
    rig.change(facts);
    const state = merged(await rig.read(), rig.clock());
    expect([facts, state[property]?.value]).toEqual([facts, value]);
  }
};

/** Without its field, every value is absent. */
export const inventsNothing = async (subject: Subject) => {
  const rig = await startRig(subject);
  rig.change({ mileage_km: 2_000 });
  const whole = merged(await rig.read(), rig.clock());
  const redundant = new Set(subject.descriptor.redundant);
  const once_missing = new Set<StateProperty>(redundant);
  for (const part of await rig.parts()) {
    const reports = await rig.readWithout(part).catch(() => []);
    const state: VehicleState = Object.assign({}, ...reports.map(({ properties: given }) => given));
    for (const property of state_properties.filter((name) => !redundant.has(name))) {
      if (state[property] === undefined) once_missing.add(property);
      else expect([part, property, state[property].value]).toEqual([part, property, whole[property]?.value]);
    }
  }
  expect(claimedProperties(subject.model).filter((property) => !once_missing.has(property))).toEqual([]);
};

export const hasNoPlaceAtZero = async (subject: Subject) => {
  const rig = await startRig(subject);
  rig.change({ lat: 0, lon: 0, mileage_km: 2_000 });
  const reports = await rig.read();
  expect(reports.some((report) => report.properties.mileage_in_kilometers?.value === 2_000)).toBe(true);
  const places = reports.flatMap((report) => report.properties.position?.value ?? []);
  expect(places.filter(({ lat, lon }) => lat === 0 && lon === 0)).toEqual([]);
};

const valuesOf = (state: VehicleState) => Object.fromEntries(Object.entries(state).map(([name, stamped]) => [name, stamped?.value]));

/** Order and repeats of what came in leave the state the same. */
export const mergesAlike = async (subject: Subject) => {
  const rig = await startRig(subject);
  const reports = [...(await rig.read())];
  for (const facts of [{ speed: 12, ignition: true, lat: -34.5 }, { mileage_km: 2_000, driving_enabled: true }, { locked: false }]) {
    // Some units tell whole seconds, and the rule speaks of distinct times.
    if (isSocketAdapter(subject.descriptor.adapter)) await new Promise((resolve) => setTimeout(resolve, 1_001));
    rig.change(facts);
    reports.push(...(await rig.read()));
  }
  const rotated = [...reports.slice(2), ...reports.slice(0, 2)];
  const in_order = valuesOf(merged(reports, rig.clock()));
  for (const order of [reports.toReversed(), [...reports, ...reports], rotated]) {
    expect(valuesOf(merged(order, rig.clock()))).toEqual(in_order);
  }
};
