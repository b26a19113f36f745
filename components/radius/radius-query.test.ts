import { describe, expect, it } from 'vitest';
import { firstFields, type RadiusFields, readFields, readNumber } from './radius-query.ts';

const good: RadiusFields = { lat: '52.52', lon: '13,405', radius: '200', from: '2030-06-10T20:00', to: '2030-06-10T21:00' };

describe('the fields of the radius search', () => {
  it('are read with comma or point, and by the clock of the fleet', () => {
    expect(readFields(good, 'Europe/Berlin')).toEqual({
      search: {
        center: { lat: 52.52, lon: 13.405 },
        radius_in_meters: 200,
        occurred_after: '2030-06-10T18:00:00.000Z',
        occurred_before: '2030-06-10T19:00:00.000Z',
      },
    });
  });

  it.each<[Partial<RadiusFields>, keyof RadiusFields]>([
    [{ lat: '' }, 'lat'],
    [{ lat: '90.1' }, 'lat'],
    [{ lon: 'east' }, 'lon'],
    [{ lon: '-181' }, 'lon'],
    [{ radius: '0' }, 'radius'],
    [{ radius: '5001' }, 'radius'],
    [{ from: '' }, 'from'],
    [{ to: 'later' }, 'to'],
    [{ to: '2030-06-10T20:00' }, 'to'],
    [{ to: '2030-06-11T20:01' }, 'to'],
  ])('say what is wrong with %j', (part, name) => {
    expect(readFields({ ...good, ...part }, 'UTC')).toEqual({ errors: { [name]: expect.any(String) } });
  });

  it('begin with the last hour, and span a day at most', () => {
    const now_ms = Date.parse('2030-06-10T12:34:56Z');
    expect(firstFields(now_ms, 'America/Montevideo')).toMatchObject({ from: '2030-06-10T08:34', to: '2030-06-10T09:35' });
    expect(readFields({ ...good, to: '2030-06-11T20:00' }, 'UTC')).toHaveProperty('search');
  });

  it.each(['1e3', '0x10', '--1', '1.2.3', 'NaN', ''])('take no %j for a number', (text) => {
    expect(readNumber(text, -1e6, 1e6)).toBeUndefined();
  });
});
