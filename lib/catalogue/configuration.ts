import type { CommandCapability } from '#lib/domain/command.ts';
import type { Feature, SettingDeclaration } from '#lib/domain/configuration.ts';
import type { Evidence, TelematicsBrand } from '#lib/domain/telematics.ts';

export interface DeclaredSetting extends SettingDeclaration {
  /** Object within the unit's settings that the key belongs to; the model's own object fills what is not given. */
  group?: string;
  /** Only installations with this command have it. */
  needs?: CommandCapability;
}

export interface FeatureSupport {
  /** Who acts on it: the unit, which must be told, or Motorpool itself. */
  applied_by: 'unit' | 'motorpool';
  evidence: Evidence;
  settings?: readonly DeclaredSetting[];
}

const relay: DeclaredSetting = {
  key: 'active_means',
  description: 'What the relay does while its output is on.',
  type: 'text',
  choices: ['driving_disabled', 'driving_enabled'],
  group: 'wiring',
  needs: 'DISABLE_DRIVING',
};
const output: DeclaredSetting = {
  key: 'output',
  description: 'Output of the unit to which the immobiliser relay is wired.',
  type: 'integer',
  minimum: 1,
  maximum: 2,
  group: 'wiring',
  needs: 'DISABLE_DRIVING',
};
const source_address: DeclaredSetting = {
  key: 'source_address',
  description: 'The only address from which the unit may connect.',
  type: 'text',
};
const report_interval: DeclaredSetting = {
  key: 'report_interval_in_seconds',
  description: 'How often the unit is set to report; twice as much silence ends its connection.',
  type: 'integer',
  minimum: 1,
  maximum: 86_400,
};

const server_ack: DeclaredSetting = {
  key: 'server_ack',
  description: 'The unit is set to wait for an acknowledgement of each report (SACK).',
  type: 'boolean',
};

/** Which unit offers which feature. What is not here is answered with 409. */
const offered: Record<TelematicsBrand, Partial<Record<Feature, FeatureSupport>>> = {
  CLOUDBOXX: {
    general: {
      applied_by: 'motorpool',
      evidence: 'one implementation',
      settings: [{ key: 'fallback', description: 'Read the state by the second delivery path, which has a daily limit.', type: 'boolean' }],
    },
  },
  SEGWAY: {
    general: {
      applied_by: 'motorpool',
      evidence: 'one implementation',
      settings: [{ key: 'vehicle_code', description: 'Code of the vehicle at Segway, where the contract asks for one.', type: 'text' }],
    },
  },
  TELTONIKA: {
    tracking: { applied_by: 'unit', evidence: 'one implementation' },
    general: {
      applied_by: 'motorpool',
      evidence: 'verified',
      settings: [
        output,
        relay,
        {
          key: 'speed_limit_in_kilometers_per_hour',
          description: 'Above it the unit keeps an order to disable driving waiting.',
          type: 'integer',
          minimum: 0,
          maximum: 50,
          group: 'wiring',
          needs: 'DISABLE_DRIVING',
        },
        source_address,
        report_interval,
      ],
    },
  },
  QUECLINK: {
    general: {
      applied_by: 'motorpool',
      evidence: 'verified',
      settings: [{ ...output, maximum: 4 }, relay, server_ack, source_address, report_interval],
    },
  },
  OKAI: { general: { applied_by: 'motorpool', evidence: 'one implementation', settings: [server_ack, source_address, report_interval] } },
};

export const findFeature = (brand: TelematicsBrand, feature: Feature): FeatureSupport | undefined => offered[brand]?.[feature];
export const listFeatures = (brand: TelematicsBrand): Feature[] => Object.keys(offered[brand] ?? {}) as Feature[];
