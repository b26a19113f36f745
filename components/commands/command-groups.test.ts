import { describe, expect, it } from 'vitest';
import { presetPermissions } from '#lib/domain/access.ts';
import { commandDefinition } from '#lib/domain/command.ts';
import { CommandCapability } from '#lib/domain/command-schema.ts';
import { createText } from '#lib/messages/text.ts';
import { command_groups, interlockWarning, needsConfirmation, offeredGroups, situationText } from './command-groups.ts';

const text = createText('en');

describe('the groups of the command bar', () => {
  it('hold every command exactly once', () => {
    expect(command_groups.flat().sort()).toEqual([...CommandCapability.options].sort());
  });

  it('offer only what the vehicle can do and the person may ask', () => {
    const capable: CommandCapability[] = ['LOCK_CENTRAL_LOCK', 'UNLOCK_CENTRAL_LOCK', 'SUSPEND_SIM'];
    expect(offeredGroups(capable, presetPermissions('Support'))).toEqual([['UNLOCK_CENTRAL_LOCK', 'LOCK_CENTRAL_LOCK']]);
    expect(offeredGroups(capable, presetPermissions('Fleet Manager')).flat()).toContain('SUSPEND_SIM');
    expect(offeredGroups(capable, presetPermissions('Developer'))).toEqual([]);
  });

  it('confirm whatever immobilises', () => {
    for (const command of CommandCapability.options.filter((name) => commandDefinition(name).asks_reason)) {
      expect(needsConfirmation(command, {})).toBe(true);
    }
    expect(needsConfirmation('UNLOCK_CENTRAL_LOCK', { speed_in_kilometers_per_hour: 40 })).toBe(false);
  });

  it('say in words what is known of the movement', () => {
    expect(situationText({ speed_in_kilometers_per_hour: 0, ignition: 'OFF' }, text)).toBe('standing, ignition off');
    expect(situationText({ speed_in_kilometers_per_hour: 34.4 }, text)).toBe('moving at 34 km/h');
    expect(situationText({}, text)).toBe('');
  });

  it('warn before a command that the newest state speaks against', () => {
    expect(interlockWarning('LOCK_CENTRAL_LOCK', { speed_in_kilometers_per_hour: 34.4 }, text)).toContain('34 km/h');
    expect(interlockWarning('LOCK_CENTRAL_LOCK', { ignition: 'ON' }, text)).toBeUndefined();
    expect(interlockWarning('DISABLE_DRIVING', { ignition: 'ON' }, text)).toContain('ignition');
    expect(needsConfirmation('LOCK_CENTRAL_LOCK', { speed_in_kilometers_per_hour: 34 })).toBe(true);
    expect(needsConfirmation('LOCK_CENTRAL_LOCK', { speed_in_kilometers_per_hour: 0 })).toBe(false);
  });
});
