import { presetPermissions } from '#lib/domain/access.ts';
import type { account_operations } from '../account.ts';
import type { AuditLogEntry, audit_log_operations } from '../audit-log.ts';
import type { command_hold_operations } from '../command-hold.ts';
import type { FleetSettings, fleet_settings_operations } from '../fleet-settings.ts';
import type { Invitation, people_operations, User, UserSession } from '../people.ts';
import type { PermissionPreset, preset_operations } from '../presets.ts';
import type { SupportGrant, support_grant_operations } from '../support-grants.ts';
import type { ExamplesOf } from './example-type.ts';
import { added_at, example_brand, fleet_id, flow_id, reported_at, vehicle_id } from './example-vehicle.ts';

const host = 'https://motorpool.example';
const user: User = {
  id: '01J9ZK8P6QW4T0VEX2N5RHM7CD',
  name: 'Ana Pereira',
  email: 'ana@harbour-cars.example',
  job_title: 'Night shift',
  preset: 'Support',
  preset_id: 'support',
  permissions: presetPermissions('Support'),
  two_factor_enabled: true,
  created_at: added_at,
  last_seen_at: reported_at,
};
const params = { user_id: user.id };
const session: UserSession = {
  id: '01JA0C2RQ5M8Z3WKX7NEVHT4BD',
  created_at: reported_at,
  last_seen_at: reported_at,
  user_agent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/145.0',
  current: false,
};
const session_id = session.id;
const invitation: Invitation = {
  id: '01JA0D5TXB7Q2M9KZ4WRNEVH6C',
  email: 'bruno@harbour-cars.example',
  name: 'Bruno Silva',
  job_title: 'Mechanic',
  preset: 'Vehicle Maintenance',
  preset_id: 'vehicle-maintenance',
  permissions: presetPermissions('Vehicle Maintenance'),
  invited_by: user.name,
  created_at: reported_at,
  expires_at: '2026-05-25T09:41:07.250Z',
};
const own_preset: PermissionPreset = {
  id: '01JA0E7VZD3M5Q9KX2WRNBTH8C',
  name: 'Call centre',
  permissions: ['vehicles.ro', 'vehicle-commands', 'events-trips.ro'],
  built_in: false,
  user_count: 4,
};
const preset_body = { name: own_preset.name, permissions: own_preset.permissions };
const preset_path = { preset_id: own_preset.id };

const token = 'as-the-link-says-it';
const password = 'a long sentence of your own';
const recovery_codes = ['7K2P-M4XD-R09Q-ZB5T', 'QW3E-8RTY-P0AS-DF6G'];
const by_both = { password, code: '492039' };

const support_grant: SupportGrant = {
  id: '01JA0G2TNC6Q8M3KX4WREVBH5Z',
  email: 'helper@support.example',
  reason: 'Ticket 4711: the car does not open',
  permissions: ['vehicles.ro', 'events-trips.ro'],
  granted_by: user.name,
  created_at: reported_at,
  expires_at: '2026-05-18T11:41:07.250Z',
};

export const support_grant_examples: ExamplesOf<keyof typeof support_grant_operations> = {
  listSupportGrants: { output: { items: [support_grant] } },
  createSupportGrant: {
    body: { email: support_grant.email, reason: support_grant.reason, expires_in_minutes: 120, permissions: support_grant.permissions },
    output: support_grant,
  },
  endSupportGrant: { params: { grant_id: support_grant.id } },
};

export const people_examples: ExamplesOf<keyof typeof people_operations | keyof typeof preset_operations> = {
  listInvitations: { output: { items: [invitation] } },
  inviteUser: {
    body: {
      email: invitation.email,
      first_name: 'Bruno',
      last_name: 'Silva',
      job_title: 'Mechanic',
      preset_id: 'vehicle-maintenance',
    },
    output: { ...invitation, url: `${host}/invitation/${token}`, mailed: true },
  },
  withdrawInvitation: { params: { invitation_id: invitation.id } },
  listUsers: { output: { items: [user] } },
  getUser: { params, output: user },
  updateUser: { params, body: { job_title: 'Day shift' }, output: { ...user, job_title: 'Day shift' } },
  setUserPermissions: { params, body: { preset_id: 'support' }, output: user },
  deleteUser: { params },
  listUserSessions: { params, output: { items: [session] } },
  revokeUserSession: { params: { ...params, session_id } },
  resetUserSecondFactor: { params },
  createPasswordReset: { params, output: { url: `${host}/password-reset/${token}`, expires_at: '2026-05-18T09:56:07.250Z' } },
  listPermissionPresets: { output: { items: [own_preset] } },
  createPermissionPreset: { body: preset_body, output: { ...own_preset, user_count: 0 } },
  replacePermissionPreset: { params: preset_path, body: preset_body, output: own_preset },
  deletePermissionPreset: { params: preset_path },
};

export const account_examples: ExamplesOf<keyof typeof account_operations> = {
  updateMe: { body: { name: 'Ana Pereira Costa' } },
  changePassword: { body: { current_password: 'the sentence before', new_password: password } },
  listOwnSessions: { output: { items: [{ ...session, current: true }] } },
  revokeOwnSession: { params: { session_id } },
  getSecondFactor: { output: { enabled: true, enabled_at: added_at, recovery_codes_left: 9, required: true } },
  startSecondFactor: {
    body: { password },
    output: {
      secret: 'JBSWY3DPEHPK3PXP',
      uri: 'otpauth://totp/Motorpool:ana%40harbour-cars.example?issuer=Motorpool&secret=JBSWY3DPEHPK3PXP',
      qr_code: 'data:image/png;base64,iVBORw0KGgo=',
    },
  },
  enableSecondFactor: { body: { code: '492039' }, output: { recovery_codes } },
  replaceRecoveryCodes: { body: by_both, output: { recovery_codes } },
  disableSecondFactor: { body: by_both },
  joinFleet: { body: { token }, output: { fleet_id } },
  acceptInvitation: { body: { token, name: 'Bruno Silva', password }, output: { email: invitation.email } },
  resetPassword: { body: { token, password } },
  requestPasswordReset: { body: { email: invitation.email, language: 'en' } },
};

const settings: FleetSettings = {
  name: 'Harbour Cars',
  time_zone: 'America/Montevideo',
  trip_trigger: 'DRIVING_ENABLED',
  history_retention_in_days: 30,
  automatic_vehicle_removal: { enabled: false, days_without_contact: 365 },
  life_status_timeout_in_minutes: { [example_brand.brand]: 20 },
  extra_commands: ['OPEN_TRUNK'],
  sharing_partners: ['H4RB0'],
  immobilizer_requires_fresh_state: true,
  second_factor_required: true,
};
const entry: AuditLogEntry = {
  id: '01JA0F9XBE4M6Q0KZ3WRNCTH7D',
  audit_seq: 1284,
  recorded_at: reported_at,
  actor: { type: 'USER', id: user.id, name: user.name },
  action: 'vehicle.archive',
  object: { type: 'vehicle', id: vehicle_id },
  detail: {},
  flow_id,
};

export const fleet_settings_examples: ExamplesOf<
  keyof typeof command_hold_operations | keyof typeof fleet_settings_operations | keyof typeof audit_log_operations
> = {
  getCommandHold: { output: { held_since: reported_at, known_until: added_at, ended_messages: 3 } },
  confirmRestore: {},
  getFleetSettings: { output: settings },
  updateFleetSettings: { body: { second_factor_required: true }, output: settings },
  listAuditLogEntries: { query: { action: 'vehicle.' }, output: { items: [entry] } },
  getAuditVerification: {
    output: {
      status: 'INTACT',
      verified_at: reported_at,
      verified_up_to: entry.audit_seq,
      waiting: 0,
      checkpoint: { audit_seq: entry.audit_seq - 3, written_at: added_at },
      fault_count: 0,
      faults: [],
    },
  },
  exportAuditLog: {
    body: { object: vehicle_id },
    output: `recorded_at,actor_type,actor_id,actor_name,action,object_type,object_id,detail,flow_id,id,audit_seq,support_grant_id\r\n${reported_at},USER,${user.id},${user.name},vehicle.archive,vehicle,${vehicle_id},{},${flow_id},${entry.id},${entry.audit_seq},\r\n`,
  },
};
