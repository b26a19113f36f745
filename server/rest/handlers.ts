import type { OperationId } from '#lib/contract/operations.ts';
import * as access from '#server/services/access.ts';
import * as account from '#server/services/account.ts';
import * as api_clients from '#server/services/api-clients.ts';
import * as apply_import from '#server/services/apply-import.ts';
import * as archive from '#server/services/archive.ts';
import * as audit_log from '#server/services/audit-log.ts';
import * as bulk from '#server/services/bulk.ts';
import type { Service, TextService } from '#server/services/call.ts';
import * as command_hold from '#server/services/command-hold.ts';
import * as command_plans from '#server/services/command-plans.ts';
import * as commands from '#server/services/commands.ts';
import * as configuration from '#server/services/configuration.ts';
import * as credentials from '#server/services/credentials.ts';
import * as event_consumers from '#server/services/event-consumers.ts';
import * as event_marks from '#server/services/event-marks.ts';
import * as events from '#server/services/events.ts';
import * as fleet from '#server/services/fleet.ts';
import * as fleet_settings from '#server/services/fleet-settings.ts';
import { getFreshness } from '#server/services/freshness.ts';
import * as geofences from '#server/services/geofences.ts';
import * as history from '#server/services/history.ts';
import * as imports from '#server/services/imports.ts';
import * as inbox from '#server/services/inbox.ts';
import { getInstallationHealth } from '#server/services/installation-health.ts';
import * as invitations from '#server/services/invitations.ts';
import * as lifecycle from '#server/services/lifecycle.ts';
import * as notes from '#server/services/notes.ts';
import * as notification_deliveries from '#server/services/notification-deliveries.ts';
import * as notification_subscriptions from '#server/services/notification-subscriptions.ts';
import { getFleetAt, listFleetLog } from '#server/services/past.ts';
import * as people from '#server/services/people.ts';
import * as position_links from '#server/services/position-links.ts';
import * as presets from '#server/services/presets.ts';
import { listEvents } from '#server/services/public-events.ts';
import { searchRadius } from '#server/services/radius-search.ts';
import * as revert_import from '#server/services/revert-import.ts';
import { runCommand } from '#server/services/run-command.ts';
import * as saved_views from '#server/services/saved-views.ts';
import * as second_factor from '#server/services/second-factor.ts';
import { setUp } from '#server/services/set-up.ts';
import * as sharing from '#server/services/sharing.ts';
import * as support_grants from '#server/services/support-grants.ts';
import * as trips from '#server/services/trips.ts';
import * as unit from '#server/services/unit.ts';
import * as user_access from '#server/services/user-access.ts';
import { exportVehicles } from '#server/services/vehicle-export.ts';
import * as lists from '#server/services/vehicle-lists.ts';
import * as vehicles from '#server/services/vehicles.ts';
import * as webhook_deliveries from '#server/services/webhook-deliveries.ts';
import * as webhooks from '#server/services/webhooks.ts';

/** Which service answers which operation. One that is missing does not compile. */
export const handlers: { [K in OperationId]: Service<K> | TextService<K> } = {
  getHealth: fleet.getHealth,
  getMe: fleet.getMe,
  getFleetSnapshot: fleet.getFleetSnapshot,
  getFleetAt,
  listFleetLog,
  setUp,
  listVehicles: lists.listVehicles,
  getVehicle: lists.getVehicle,
  updateMasterData: vehicles.updateMasterData,
  updateCustomFields: vehicles.updateCustomFields,
  setTags: vehicles.setTags,
  setOperationStatus: vehicles.setOperationStatus,
  setRentalStatus: vehicles.setRentalStatus,
  getLatestVehicleState: vehicles.getLatestVehicleState,
  listLatestVehicleStates: lists.listLatestVehicleStates,
  getFreshness,
  getInstallationHealth,
  getTrail: vehicles.getTrail,
  getStateHistory: history.getStateHistory,
  countEvents: history.countEvents,
  listTrips: trips.listTrips,
  getTrip: trips.getTrip,
  getTripTrack: trips.getTripTrack,
  listGeofences: geofences.listGeofences,
  createGeofence: geofences.createGeofence,
  getGeofence: geofences.getGeofence,
  replaceGeofence: geofences.replaceGeofence,
  deleteGeofence: geofences.deleteGeofence,
  listGeofenceVehicles: geofences.listGeofenceVehicles,
  listNotes: notes.listNotes,
  addNote: notes.addNote,
  deleteNote: notes.deleteNote,
  listPositionLinks: position_links.listPositionLinks,
  createPositionLink: position_links.createPositionLink,
  deletePositionLink: position_links.deletePositionLink,
  exportVehicles,
  listSavedViews: saved_views.listSavedViews,
  createSavedView: saved_views.createSavedView,
  updateSavedView: saved_views.updateSavedView,
  deleteSavedView: saved_views.deleteSavedView,
  listTags: vehicles.listTags,
  listBrands: lifecycle.listBrands,
  listAvailableCredentials: lifecycle.listAvailableCredentials,
  listAvailableUnits: lifecycle.listAvailableUnits,
  listAvailableModels: lifecycle.listAvailableModels,
  addVehicle: lifecycle.addVehicle,
  getUnitSetup: lifecycle.getUnitSetup,
  changeModel: lifecycle.changeModel,
  checkUnitPassword: unit.checkUnitPassword,
  getTelematicsUnit: unit.getTelematicsUnit,
  changeUnit: unit.changeUnit,
  getCapabilities: unit.getCapabilities,
  listConfigurations: configuration.listConfigurations,
  getConfiguration: configuration.getConfiguration,
  configureUnit: configuration.configureUnit,
  configureUnits: configuration.configureUnits,
  shareVehicle: sharing.shareVehicle,
  changeSharing: sharing.changeSharing,
  endSharing: sharing.endSharing,
  listSharingPartners: sharing.listSharingPartners,
  archiveVehicle: archive.archiveVehicle,
  listArchivedVehicles: lists.listArchivedVehicles,
  getArchivedVehicle: archive.getArchivedVehicle,
  restoreVehicle: archive.restoreVehicle,
  removeVehicle: archive.removeVehicle,
  addVehicles: bulk.addVehicles,
  archiveVehicles: bulk.archiveVehicles,
  restoreVehicles: bulk.restoreVehicles,
  createImport: imports.createImport,
  listImports: imports.listImports,
  getImport: imports.getImport,
  listImportRows: imports.listImportRows,
  checkImport: imports.checkImport,
  applyImport: apply_import.applyImport,
  revertImport: revert_import.revertImport,
  changeCustomFieldsOfVehicles: bulk.changeCustomFieldsOfVehicles,
  changeTagsOfVehicles: bulk.changeTagsOfVehicles,
  setOperationStatusOfVehicles: bulk.setOperationStatusOfVehicles,
  revertVehicleChanges: bulk.revertVehicleChanges,
  runCommand,
  listCommandLog: commands.listCommandLog,
  getCommandLogEntry: commands.getCommandLogEntry,
  resolveCommand: commands.resolveCommand,
  createCommandPlan: command_plans.createCommandPlan,
  runCommandPlan: command_plans.runCommandPlan,
  getCommandPlan: command_plans.getCommandPlan,
  createCredentials: credentials.createCredentials,
  listCredentials: credentials.listCredentials,
  getCredentials: credentials.getCredentials,
  updateCredentials: credentials.updateCredentials,
  testCredentials: credentials.testCredentials,
  checkNewCredentials: credentials.checkNewCredentials,
  deleteCredentials: credentials.deleteCredentials,
  listEvents,
  listWebhooks: webhooks.listWebhooks,
  createWebhook: webhooks.createWebhook,
  getWebhook: webhooks.getWebhook,
  updateWebhook: webhooks.updateWebhook,
  deleteWebhook: webhooks.deleteWebhook,
  replaceWebhookSecret: webhooks.replaceWebhookSecret,
  testWebhook: webhook_deliveries.testWebhook,
  listWebhookDeliveries: webhook_deliveries.listWebhookDeliveries,
  replayWebhookDelivery: webhook_deliveries.replayWebhookDelivery,
  listEventConsumers: event_consumers.listEventConsumers,
  createEventConsumer: event_consumers.createEventConsumer,
  getEventConsumer: event_consumers.getEventConsumer,
  updateEventConsumer: event_consumers.updateEventConsumer,
  deleteEventConsumer: event_consumers.deleteEventConsumer,
  setEventConsumerTopics: event_consumers.setEventConsumerTopics,
  replaceEventConsumerPassword: event_consumers.replaceEventConsumerPassword,
  getEventConsumerMetrics: event_consumers.getEventConsumerMetrics,
  getEventLogEntry: events.getEventLogEntry,
  acknowledgeEvent: event_marks.acknowledgeEvent,
  assignEvent: event_marks.assignEvent,
  commentEvent: event_marks.commentEvent,
  exportEventLog: events.exportEventLog,
  queryEventLog: events.queryEventLog,
  listNotificationSubscriptions: notification_subscriptions.listNotificationSubscriptions,
  createNotificationSubscription: notification_subscriptions.createNotificationSubscription,
  getNotificationSubscription: notification_subscriptions.getNotificationSubscription,
  updateNotificationSubscription: notification_subscriptions.updateNotificationSubscription,
  deleteNotificationSubscription: notification_subscriptions.deleteNotificationSubscription,
  testNotificationSubscription: notification_deliveries.testNotificationSubscription,
  listNotificationDeliveries: notification_deliveries.listNotificationDeliveries,
  listInbox: inbox.listInbox,
  markInboxEntry: inbox.markInboxEntry,
  markInboxRead: inbox.markInboxRead,
  searchRadius,
  listFleets: access.listFleets,
  chooseFleet: access.chooseFleet,
  listPermissions: access.listPermissions,
  listApiClients: api_clients.listApiClients,
  createApiClient: api_clients.createApiClient,
  getApiClient: api_clients.getApiClient,
  updateApiClient: api_clients.updateApiClient,
  replaceApiClientSecret: api_clients.replaceApiClientSecret,
  deleteApiClient: api_clients.deleteApiClient,
  listUsers: people.listUsers,
  getUser: people.getUser,
  updateUser: people.updateUser,
  setUserPermissions: people.setUserPermissions,
  deleteUser: people.deleteUser,
  listInvitations: invitations.listInvitations,
  inviteUser: invitations.inviteUser,
  withdrawInvitation: invitations.withdrawInvitation,
  joinFleet: invitations.joinFleet,
  acceptInvitation: invitations.acceptInvitation,
  listUserSessions: user_access.listUserSessions,
  revokeUserSession: user_access.revokeUserSession,
  resetUserSecondFactor: user_access.resetUserSecondFactor,
  createPasswordReset: user_access.createPasswordReset,
  listPermissionPresets: presets.listPermissionPresets,
  createPermissionPreset: presets.createPermissionPreset,
  replacePermissionPreset: presets.replacePermissionPreset,
  deletePermissionPreset: presets.deletePermissionPreset,
  getCommandHold: command_hold.getCommandHold,
  confirmRestore: command_hold.confirmRestore,
  getFleetSettings: fleet_settings.getFleetSettings,
  updateFleetSettings: fleet_settings.updateFleetSettings,
  listAuditLogEntries: audit_log.listAuditLogEntries,
  exportAuditLog: audit_log.exportAuditLog,
  listSupportGrants: support_grants.listSupportGrants,
  createSupportGrant: support_grants.createSupportGrant,
  endSupportGrant: support_grants.endSupportGrant,
  getAuditVerification: audit_log.getAuditVerification,
  updateMe: account.updateMe,
  changePassword: account.changePassword,
  listOwnSessions: account.listOwnSessions,
  revokeOwnSession: account.revokeOwnSession,
  resetPassword: account.resetPassword,
  requestPasswordReset: account.requestPasswordReset,
  getSecondFactor: second_factor.getSecondFactor,
  startSecondFactor: second_factor.startSecondFactor,
  enableSecondFactor: second_factor.enableSecondFactor,
  replaceRecoveryCodes: second_factor.replaceRecoveryCodes,
  disableSecondFactor: second_factor.disableSecondFactor,
};
