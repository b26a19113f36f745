import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet, type TestFleet } from '#server/test/fleet.fixture.ts';
import { exportVehicles } from './vehicle-export.ts';
import { updateCustomFields } from './vehicles.ts';

const is_formula = /^[=+\-@\t\r\0]/;

describeOnBothDatabases('the export of vehicles', (makeApp) => {
  let test: TestApp;
  let fleet: TestFleet;
  beforeAll(async () => {
    test = await makeApp();
    fleet = await makeFleet(test);
  });

  const exportText = async (query: string): Promise<string> => {
    const parts = await exportVehicles(test.app, fleet.actor, { params: {}, query: { query }, body: undefined });
    let text = '';
    for await (const part of typeof parts === 'string' ? [parts] : parts) text += part;
    return text;
  };
  const exportRows = async (query: string): Promise<Record<string, string>[]> =>
    parse(await exportText(query), { columns: true, record_delimiter: '\r\n', relax_quotes: false });
  const setFields = (vehicle_id: string, body: Record<string, string>) =>
    updateCustomFields(test.app, fleet.actor, { params: { vehicle_id }, query: {}, body });

  it('holds the vehicles of the filter in the chosen columns', async () => {
    const ids: string[] = [];
    for (const deck of ['1', '2', '1']) {
      const { id } = await fleet.addVehicle();
      await setFields(id, { deck });
      ids.push(id);
    }
    const [head, ...lines] = (await exportText('field=deck%3D1&cols=field.deck,life*90&sort=-plate')).split('\r\n');
    expect(head).toBe('id,custom_fields.deck,life_status');
    expect(lines.sort()).toEqual(['', `${ids[0]},1,OFFLINE`, `${ids[2]},1,OFFLINE`].sort());
    const [all] = await exportRows('field=deck%3D2');
    expect(all).toMatchObject({ id: ids[1], freshness: 'silent', latitude: '' });
  });

  it('gives nothing of another fleet, and a head alone for a filter that leaves none', async () => {
    const other = await makeFleet(test);
    const { id } = await other.addVehicle();
    expect(await exportText('')).not.toContain(id);
    expect(await exportText('q=nowhere&cols=plate')).toBe('id,license_plate\r\n');
  });

  it('brings back any text through a strict reader, less the apostrophe that keeps it from being run', async () => {
    const { id } = await fleet.addVehicle();
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.constantFrom('=1+1', '-"a",\r\n', '@x\n', '\t=1', '\r', '"', ';', "'="),
    );
    const given = fc.sample(text, { numRuns: 40, seed: 28 }).filter((one) => one.isWellFormed() && !one.includes('\0'));
    const fields = Object.fromEntries(given.map((value, index) => [`f${index}`, value]));
    await setFields(id, fields);
    const cols = Object.keys(fields).map((key) => `field.${key}`);
    const row = (await exportRows(`q=${id}&cols=${cols.join(',')}`)).find((one) => one.id === id) ?? {};
    for (const [key, value] of Object.entries(fields)) {
      const got = row[`custom_fields.${key}`] ?? '';
      expect(got).toBe(is_formula.test(value) ? `'${value}` : value);
      expect(is_formula.test(got)).toBe(false);
    }
  });
});
