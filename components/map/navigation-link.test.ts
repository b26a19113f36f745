import { describe, expect, it } from 'vitest';
import { directionsUrl, formatCoordinates, geoUri } from './navigation-link.ts';

describe('links to a place', () => {
  it('keeps a tenth of a metre and names the place', () => {
    expect(formatCoordinates(-34.9055123, -56.1913)).toBe('-34.905512, -56.191300');
    expect(geoUri(-34.9, -56.1, 'AB (1)')).toBe('geo:-34.900000,-56.100000?q=-34.900000,-56.100000(AB%20(1))');
    expect(new URL(directionsUrl(-34.9, -56.1)).searchParams.get('to')).toBe('-34.900000,-56.100000');
  });
});
