import { type ProblemKind, problems } from '#lib/domain/problem.ts';
import type { Operation } from '../operation.ts';
import type { OperationId } from '../operations.ts';
import { operation_notes } from './operation-notes.ts';

/** What operations can answer besides that which follows from their form. */
const further: { [K in OperationId]?: ProblemKind[] } = {
  setUp: ['invalid-credentials', 'conflicting-resource'],
  getMe: ['resource-not-found'],
  updateMasterData: ['conflicting-resource'],
  updateCustomFields: ['conflicting-resource'],
  setTags: ['conflicting-resource'],
  setOperationStatus: ['conflicting-resource'],
  setRentalStatus: ['conflicting-resource'],
  addNote: ['conflicting-resource'],
  createPositionLink: ['conflicting-resource'],
  assignEvent: ['referenced-resource-not-found'],
  createSavedView: ['conflicting-resource'],
  updateSavedView: ['conflicting-resource'],
  listAvailableUnits: ['service-unavailable'],
  addVehicle: ['referenced-resource-not-found', 'conflicting-resource', 'idempotency-key-reused'],
  changeModel: ['referenced-resource-not-found', 'conflicting-resource', 'resource-modified'],
  changeUnit: ['referenced-resource-not-found', 'conflicting-resource', 'vehicle/conflicting-command'],
  checkUnitPassword: ['incompatible-telematics-unit-model', 'conflicting-resource'],
  getConfiguration: ['incompatible-telematics-unit-model'],
  configureUnit: [
    'conflicting-resource',
    'vehicle/conflicting-command',
    'incompatible-telematics-unit-model',
    'incompatible-installation-variant',
  ],
  configureUnits: ['conflicting-resource'],
  shareVehicle: ['referenced-resource-not-found', 'conflicting-resource', 'vehicle/conflicting-command'],
  changeSharing: ['conflicting-resource'],
  endSharing: ['conflicting-resource', 'resource-modified'],
  archiveVehicle: ['vehicle/conflicting-command', 'resource-modified'],
  restoreVehicle: ['referenced-resource-not-found', 'conflicting-resource'],
  checkImport: ['conflicting-resource'],
  applyImport: ['conflicting-resource', 'resource-modified'],
  revertImport: ['conflicting-resource', 'resource-modified'],
  addVehicles: ['conflicting-resource'],
  archiveVehicles: ['conflicting-resource'],
  restoreVehicles: ['conflicting-resource'],
  changeCustomFieldsOfVehicles: ['conflicting-resource'],
  changeTagsOfVehicles: ['conflicting-resource'],
  setOperationStatusOfVehicles: ['conflicting-resource'],
  revertVehicleChanges: ['conflicting-resource', 'resource-modified'],
  runCommand: [
    'conflicting-resource',
    'vehicle/shared-with-partner',
    'vehicle/command-not-supported',
    'vehicle/conflicting-command',
    'vehicle/conflicting-state',
    'vehicle/conflicting-setup-status',
    'telematics-unit/error',
    'third-party/error',
    'vehicle/no-connection',
    'vehicle/command-outcome-unknown',
  ],
  resolveCommand: ['conflicting-resource'],
  createCommandPlan: ['referenced-resource-not-found'],
  runCommandPlan: ['conflicting-resource'],
  createGeofence: ['conflicting-resource'],
  createWebhook: ['conflicting-resource'],
  updateWebhook: ['conflicting-resource'],
  testWebhook: ['conflicting-resource'],
  replayWebhookDelivery: ['conflicting-resource'],
  createNotificationSubscription: ['conflicting-resource'],
  updateNotificationSubscription: ['conflicting-resource'],
  testNotificationSubscription: ['conflicting-resource'],
  createEventConsumer: ['conflicting-resource'],
  updateEventConsumer: ['conflicting-resource'],
  createCredentials: ['conflicting-resource'],
  deleteCredentials: ['conflicting-resource'],
  createApiClient: ['conflicting-resource'],
  updateApiClient: ['conflicting-resource'],
  deleteApiClient: ['resource-modified'],
  inviteUser: ['referenced-resource-not-found', 'conflicting-resource'],
  setUserPermissions: ['referenced-resource-not-found', 'conflicting-resource'],
  deleteUser: ['resource-modified', 'conflicting-resource'],
  resetUserSecondFactor: ['conflicting-resource'],
  createPasswordReset: ['conflicting-resource'],
  createPermissionPreset: ['conflicting-resource'],
  replacePermissionPreset: ['conflicting-resource'],
  deletePermissionPreset: ['conflicting-resource'],
  createSupportGrant: ['referenced-resource-not-found', 'conflicting-resource'],
  startSecondFactor: ['conflicting-resource'],
  enableSecondFactor: ['conflicting-resource'],
  replaceRecoveryCodes: ['conflicting-resource'],
  disableSecondFactor: ['conflicting-resource'],
  joinFleet: ['conflicting-resource', 'resource-not-found'],
  acceptInvitation: ['conflicting-resource', 'resource-not-found'],
  resetPassword: ['resource-not-found'],
  requestPasswordReset: ['conflicting-resource', 'too-many-requests'],
  getFleetSettings: ['resource-not-found'],
  updateFleetSettings: ['resource-not-found'],
};

/** Writes of an existing resource honour If-Match. */
export const takesIfMatch = (operation: Operation): boolean =>
  operation.revisioned === true && operation.method !== 'GET' && operation.method !== 'POST';

const takesBody = (operation: Operation): boolean => operation.body.safeParse({}).success || !operation.body.safeParse(undefined).success;

/** Operations that take a JSON body have more ways to fail. */
export const hasBody = (operation: Operation): boolean => ['POST', 'PUT', 'PATCH'].includes(operation.method) && takesBody(operation);

const ofForm = (operation: Operation): ProblemKind[] => [
  'validation-error',
  ...(operation.permission ? (['missing-credentials', 'invalid-credentials', 'forbidden-resource', 'missing-permissions'] as const) : []),
  ...(operation.path.includes('{') ? (['resource-not-found'] as const) : []),
  ...(takesIfMatch(operation) ? (['resource-modified'] as const) : []),
  ...(hasBody(operation) ? (['payload-too-large', 'unsupported-media-type'] as const) : []),
  ...(operation.permission ? (['too-many-requests'] as const) : []),
  'internal-server-error',
  'service-unavailable',
];

const kinds = Object.keys(problems) as ProblemKind[];

/** Every problem that an operation can answer, in the order of the catalogue. */
export const operationProblems = (id: OperationId, operation: Operation): ProblemKind[] => {
  const of_key: ProblemKind[] = operation_notes[id]?.idempotent ? ['idempotency-key-reused'] : [];
  const possible = new Set([...ofForm(operation), ...of_key, ...(further[id] ?? [])]);
  return kinds.filter((kind) => possible.has(kind));
};
