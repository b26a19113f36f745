import { describe, expect, it } from 'vitest';
import { openApiDocument } from '#lib/contract/openapi.ts';
import { operations } from '#lib/contract/operations.ts';
import { problems } from '#lib/domain/problem.ts';
import { referenceAreas } from './reference-model.ts';

const areas = referenceAreas(openApiDocument({ app_url: 'https://fleet.example' }));
const all = areas.flatMap((area) => area.operations);
const operation = (id: string) => all.find((one) => one.id === id);

describe('the reference page', () => {
  it('shows every operation in one area, with its answers and problems', () => {
    expect(all.map(({ id }) => id)).toEqual(expect.arrayContaining(Object.keys(operations)));
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(areas.filter((area) => area.operations.length === 0)).toEqual([]);
    for (const { id, success, problems: possible } of all) {
      expect(success.length, id).toBeGreaterThan(0);
      expect(possible.length, id).toBeGreaterThan(0);
      for (const { type, status } of possible)
        expect(problems[type.slice('/problems/'.length) as keyof typeof problems].status).toBe(status);
    }
  });

  it('fills in what a call needs and no more', () => {
    const names = operation('runCommand')?.parameters.map(({ name, example }) => [name, example !== '']);
    expect(names).toEqual([
      ['vehicle_id', true],
      ['command', true],
      ['Idempotency-Key', false],
    ]);
  });

  it('offers to send what a page can send', () => {
    expect(
      all
        .filter((one) => !one.can_be_tried)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['createToken', 'followEvents', 'streamEvents']);
    expect(operation('getHealth')).toMatchObject({ needs_token: false, can_be_tried: true });
  });
});
