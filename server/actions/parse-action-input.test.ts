import { describe, expect, it } from 'vitest';
import type { OperationId } from '#lib/contract/operations.ts';
import { Problem } from '#lib/domain/problem.ts';
import { parseActionInput } from './parse-action-input.ts';

const params = { vehicle_id: 'JQ7RP' };
const pointersOf = (id: OperationId, given: readonly unknown[]): string[] => {
  try {
    parseActionInput(id, given);
  } catch (error) {
    if (Problem.is(error) && error.kind === 'validation-error') return error.extras.errors?.map(({ pointer }) => pointer) ?? ['?'];
    throw error;
  }
  return [];
};

describe('the argument list of an action', () => {
  it('is one object with the parts of the operation', () => {
    const body = { tags: [' a ', 'b'] };
    expect(parseActionInput('setTags', [{ params, body, if_match: '"1"', idempotency_key: 'k' }])).toEqual({
      params,
      query: {},
      body: { tags: ['a', 'b'] },
      if_match: '"1"',
      idempotency_key: 'k',
    });
    expect(parseActionInput('runCommand', [{ params: { ...params, command: 'draw-attention' } }]).body).toBeUndefined();
    expect(parseActionInput('getMe', [{}]).params).toEqual({});
  });

  it.each<[string, OperationId, readonly unknown[]]>([
    ['no argument', 'setTags', []],
    ['a surplus argument', 'setTags', [{ params, body: { tags: [] } }, { fleet_id: 'F0000' }]],
    ['no object', 'setTags', ['x']],
    ['null', 'setTags', [null]],
    ['a list', 'setTags', [[params]]],
    ['a surplus part', 'setTags', [{ params, body: { tags: [] }, actor: { fleet_id: 'F0000' } }]],
    ['a surplus parameter', 'setTags', [{ params: { ...params, fleet_id: 'F0000' }, body: { tags: [] } }]],
    ['a surplus property', 'setTags', [{ params, body: { tags: [], fleet_id: 'F0000' } }]],
    ['a path of impossible form', 'setTags', [{ params: { vehicle_id: '../x' }, body: { tags: [] } }]],
    ['no body', 'setTags', [{ params }]],
    ['a body where none is taken', 'archiveVehicle', [{ params, body: {} }]],
    ['an If-Match that is no text', 'setTags', [{ params, body: { tags: [] }, if_match: 1 }]],
    ['an endless key', 'setTags', [{ params, body: { tags: [] }, idempotency_key: 'x'.repeat(256) }]],
    ['an empty key', 'setTags', [{ params, body: { tags: [] }, idempotency_key: '' }]],
    ['a key with a NUL', 'setTags', [{ params, body: { tags: [] }, idempotency_key: 'a\0' }]],
    ['a NUL in a text', 'setTags', [{ params, body: { tags: ['a\0'] } }]],
    ['a function', 'setTags', [{ params, body: () => ({ tags: [] }) }]],
  ])('is refused with %s', (_, id, given) => {
    expect(pointersOf(id, given)).not.toEqual([]);
  });

  it('points at the fault within the body', () => {
    expect(pointersOf('setTags', [{ params, body: { tags: ['a', 7] } }])).toEqual(['/tags/1']);
    expect(pointersOf('updateCustomFields', [{ params, body: { a: 'x\0' } }])).toEqual(['/a']);
  });
});
