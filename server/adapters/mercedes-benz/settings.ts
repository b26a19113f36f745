import type { UnitRef } from '#lib/domain/telematics.ts';
import { optionalValue, requiredValue } from '../credential-values.ts';
import { AdapterFailure, type Credentials } from '../port.ts';

/** Public addresses of the vendor's regions. Source: Connect Your Fleet, API and streaming guides. */
const regions: Record<string, { token_url: string; base_url: string; kafka_bootstrap: string; audience: string }> = {
  ECE: {
    token_url: 'https://ssoalpha.dvb.corpinter.net/v1/token',
    base_url: 'https://service.connect-business.net/api',
    kafka_bootstrap: 'bootstrap.streaming.connect-business.net:443',
    audience: 'audience:server:client_id:95B37AC2-D501-4CFD-B853-7D299DD2D872',
  },
  AMAP_NA: {
    token_url: 'https://ssoalpha.am.dvb.corpinter.net/v1/token',
    base_url: 'https://service.amap.connect-business.net/api',
    kafka_bootstrap: 'bootstrap.streaming.amap.connect-business.net:443',
    audience: 'audience:server:client_id:87012BCA-0B2E-4127-BE24-97A71C1F3262',
  },
};

export interface AccountSettings {
  token_url: string;
  base_url: string;
  kafka_bootstrap: string;
  audience: string;
  topic: string;
  group_id: string;
}

/** The region's addresses with what the credentials say otherwise. Throws `rejected` for a region that does not exist. */
export const accountSettings = (credentials: Credentials): AccountSettings => {
  const region = regions[optionalValue(credentials, 'region') ?? 'ECE'];
  if (!region) throw new AdapterFailure('rejected', 'The credentials name a region that does not exist');
  const own = (name: string, otherwise: string) => optionalValue(credentials, name) ?? otherwise;
  const client_name = own('client_name', requiredValue(credentials, 'client_id'));
  return {
    token_url: own('token_url', region.token_url),
    base_url: own('base_url', region.base_url).replace(/\/+$/, ''),
    kafka_bootstrap: own('kafka_bootstrap', region.kafka_bootstrap),
    audience: own('audience', region.audience),
    topic: own('topic', `vehiclesignals.${client_name}`),
    group_id: `${own('group_prefix', client_name)}.motorpool`,
  };
};

export interface UnitSettings {
  /** Signals that the model's properties are made of; `*` stands for one part of a name. */
  signals: readonly string[];
  enable_driving: string;
  disable_driving: string;
  keys_disabled_signal: string;
}

const text = (value: unknown, otherwise: string) => (typeof value === 'string' ? value : otherwise);

export const unitSettings = (unit: Pick<UnitRef, 'model' | 'settings'>): UnitSettings => {
  const { signals, enable_driving, disable_driving, keys_disabled_signal } = { ...unit.model.settings, ...unit.settings };
  return {
    signals: Array.isArray(signals) ? signals.filter((name) => typeof name === 'string') : [],
    enable_driving: text(enable_driving, 'rental-start'),
    disable_driving: text(disable_driving, 'rental-end'),
    keys_disabled_signal: text(keys_disabled_signal, 'Immobilizer.Keys.AllDeprovisioned'),
  };
};

/** `Doors.*.*.IsOpen` fits `Doors.FrontLeft.Door.IsOpen` and not `Doors.Trunk.IsOpen`. */
export const fitsPattern = (name: string, pattern: string): boolean => {
  const wanted = pattern.split('.');
  const given = name.split('.');
  return wanted.length === given.length && wanted.every((part, index) => part === '*' || part === given[index]);
};
