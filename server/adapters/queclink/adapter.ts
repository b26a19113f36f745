import type { UnitRef } from '#lib/domain/telematics.ts';
import type { SocketAdapter } from '../port.ts';
import { createTrackAdapter } from '../track-ascii/adapter.ts';
import type { TrackTimeouts } from '../track-ascii/command-desk.ts';
import { configurationCommand } from '../track-ascii/command-text.ts';
import type { TrackUnit } from '../track-ascii/dialect.ts';
import type { TrackReport } from '../track-ascii/message.ts';
import { planCommand, position_request } from './commands.ts';
import { outputsOf, readReport } from './report.ts';
import { profileOf } from './settings.ts';
import { brand, translateReport } from './translate.ts';

const openUnit = (unit: UnitRef): TrackUnit => {
  const profile = profileOf(unit);
  /** Outputs by the newest live report that had them, which is named then, or by the newest order that was acknowledged. */
  let known: { outputs: number; report?: TrackReport } | undefined;
  return {
    server_ack: profile.settings.server_ack,
    read: (frame, received_at) => {
      const report = readReport(frame, profile.template);
      if (!report) return [];
      const outputs = outputsOf(report);
      if (outputs !== undefined && !frame.buffered) known = { outputs, report: frame };
      return translateReport(frame, report, profile.settings, received_at);
    },
    plan: (capability) =>
      planCommand(capability, profile, {
        now: () => known?.outputs,
        in: (report) => (known?.report === report ? known.outputs : undefined),
        set: (outputs) => {
          known = outputs === undefined ? undefined : { outputs };
        },
      }),
    passwordCheck: () => position_request,
    changePassword: (password) => configurationCommand(password, profile.settings.configuration_fields),
  };
};

export const createQueclinkAdapter = (timeouts: Partial<TrackTimeouts> = {}): SocketAdapter =>
  createTrackAdapter({ brand, openUnit }, timeouts);

export const queclink_adapter: SocketAdapter = createQueclinkAdapter();
