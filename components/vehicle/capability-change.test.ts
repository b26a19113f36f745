import { describe, expect, it } from 'vitest';
import type { Capabilities } from '#lib/domain/capability.ts';
import { createText } from '#lib/messages/text.ts';
import { capabilityChange } from './capability-change.ts';

const moped: Capabilities = { commands: ['UNLOCK_TOP_CASE', 'DRAW_ATTENTION'], vehicle_state: ['POSITION'] };
const car: Capabilities = { commands: ['DRAW_ATTENTION'], vehicle_state: ['POSITION', 'CENTRAL_LOCK'] };

describe('a change of capabilities', () => {
  it('names what is gained and what is lost', () => {
    expect(capabilityChange(moped, car, createText('en'))).toEqual({ gained: ['Central lock'], lost: ['Unlock top case'] });
    expect(capabilityChange(car, car, createText('en'))).toEqual({ gained: [], lost: [] });
  });
});
