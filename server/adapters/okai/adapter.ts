import type { UnitRef } from '#lib/domain/telematics.ts';
import type { SocketAdapter } from '../port.ts';
import { createTrackAdapter } from '../track-ascii/adapter.ts';
import type { TrackTimeouts } from '../track-ascii/command-desk.ts';
import { configurationCommand } from '../track-ascii/command-text.ts';
import type { TrackUnit } from '../track-ascii/dialect.ts';
import { passwordCheck, planCommand } from './commands.ts';
import { readReport } from './report.ts';
import { settingsOf } from './settings.ts';
import { brand, translateReport } from './translate.ts';

const openUnit = (unit: UnitRef, clock: () => number): TrackUnit => {
  const settings = settingsOf(unit);
  return {
    server_ack: settings.server_ack,
    read: (frame, received_at) => {
      const report = readReport(frame);
      return report ? [translateReport(frame, report, settings, received_at)] : [];
    },
    plan: (capability) => planCommand(capability, settings),
    passwordCheck: () => passwordCheck(settings, clock()),
    changePassword: (password) => configurationCommand(password, settings.configuration_fields),
  };
};

export const createOkaiAdapter = (timeouts: Partial<TrackTimeouts> = {}): SocketAdapter =>
  createTrackAdapter({ brand, openUnit }, timeouts);

export const okai_adapter: SocketAdapter = createOkaiAdapter();
