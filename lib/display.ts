/** Label, unit, icon, tone and text of everything that screens show. No React: icons are names. */
export * from './display/command.ts';
export * from './display/event.ts';
export * from './display/format.ts';
export * from './display/icons.ts';
export * from './display/state.ts';
export * from './display/status.ts';
export * from './display/tone.ts';
export * from './display/vehicle-status.ts';
