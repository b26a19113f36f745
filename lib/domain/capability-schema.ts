import { z } from 'zod';
import { CommandCapability } from './command-schema.ts';
import { state_properties, stateCapability } from './vehicle-state.ts';

export const StateCapability = z.enum(state_properties.map(stateCapability) as [string, ...string[]]);

export const Capabilities = z.object({
  commands: z.array(CommandCapability),
  vehicle_state: z.array(StateCapability),
});
export type Capabilities = z.infer<typeof Capabilities>;
