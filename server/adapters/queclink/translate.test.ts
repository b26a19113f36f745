import { describe, expect, it } from 'vitest';
import type { StateReport } from '#lib/domain/telematics.ts';
import { modelNamed, openSession, vectorText } from '../track-ascii/test-vectors.ts';

const reportsOf = async (text: string, model = modelNamed('queclink', 'GV300'), settings: Record<string, unknown> = {}) => {
  const { send, reports, strikes } = openSession('queclink', { model, settings });
  await send(text);
  return { reports, strikes };
};
const valuesOf = (report: StateReport | undefined) =>
  Object.fromEntries(Object.entries(report?.properties ?? {}).map(([name, { value }]) => [name, value]));

describe('a report', () => {
  it('of the GV300 tells place, ignition and outputs, all at the time of the fix', async () => {
    const { reports } = await reportsOf(vectorText('q5').replace('0,,,00,1', '0,,12401,00,1'));
    expect(valuesOf(reports[0])).toEqual({
      position: { lat: 31.222073, lon: 121.354335 },
      speed_in_kilometers_per_hour: 4.3,
      altitude_in_meters: 70,
      heading_in_degrees: 92,
      horizontal_dilution_of_precision: 1,
      ignition: 'ON',
      driving_enabled: true,
      mileage_in_kilometers: 2000,
      telematics_unit_battery_in_percent: 80,
      onboard_voltage_in_volts: 12.401,
    });
    for (const { timestamp } of Object.values(reports[0]?.properties ?? {})) expect(timestamp).toBe('2009-02-14T01:32:54.000Z');
  });

  it('without a present fix tells no place', async () => {
    const { reports } = await reportsOf(vectorText('q6'), modelNamed('queclink', 'GV200'));
    expect(valuesOf(reports[0])).toEqual({ mileage_in_kilometers: 0, onboard_voltage_in_volts: 12.401 });
  });

  it('tells every point it has, what the unit is like with the newest', async () => {
    const { reports } = await reportsOf(vectorText('q10'), modelNamed('queclink', 'GMT100'));
    expect(reports.map(({ properties }) => properties.position?.timestamp)).toEqual([undefined, '2009-02-14T01:32:54.000Z']);
    expect(reports.map(({ properties }) => properties.mileage_in_kilometers?.value)).toEqual([undefined, 2000]);
    expect(new Set(reports.map(({ message_key }) => message_key)).size).toBe(2);
  });

  it.each([
    ['q7', 'ON'],
    ['q8', 'OFF'],
  ])('%s tells that the ignition went %s', async (id, ignition) => {
    const { reports } = await reportsOf(vectorText(id));
    expect(valuesOf(reports[0]).ignition).toBe(ignition);
  });

  it.each([
    ['11', 'OFF'],
    ['1A', 'OFF'],
    ['22', 'ON'],
    ['41', undefined],
  ])('with state %s says of the ignition: %s', async (code, ignition) => {
    const { reports } = await reportsOf(vectorText('q5').replace('210100', `${code}0100`));
    expect(valuesOf(reports[0]).ignition).toBe(ignition);
  });

  it('tells of inputs what they are wired to', async () => {
    const inputs = [{ bit: 1, property: 'doors_status', set: 'OPEN', clear: 'CLOSED' }];
    const open = await reportsOf(vectorText('q5').replace('210100', '210200'), undefined, { inputs });
    const closed = await reportsOf(vectorText('q5'), undefined, { inputs });
    expect([open, closed].map(({ reports }) => valuesOf(reports[0]).doors_status)).toEqual(['OPEN', 'CLOSED']);
  });

  it('follows a layout of its own where the vehicle states one', async () => {
    const report_tail = ['reserved', 'reserved', 'backup_battery', 'status', 'reserved', 'reserved'];
    const shorter = vectorText('q5').replace('210100,,,,', '210100,,,');
    expect((await reportsOf(shorter)).strikes).toHaveLength(1);
    expect((await reportsOf(shorter, undefined, { report_tail })).reports).toHaveLength(1);
  });
});

it.each([
  ['a field too few', vectorText('q5').replace('210100,', '')],
  ['more points than it states', vectorText('q5').replace(',00,1,1,', ',00,2,1,')],
  ['a number of points out of range', vectorText('q5').replace(',00,1,1,', ',00,99,1,')],
  ['a mask that is none', vectorText('q5').replace('210100', '21Z100')],
  ['a time that is none', vectorText('q5').replace('20090214013254', '2009021401325')],
])('%s makes a strike and no state', async (_, text) => {
  const { reports, strikes } = await reportsOf(text);
  expect(strikes).toHaveLength(1);
  expect(reports).toEqual([]);
});
