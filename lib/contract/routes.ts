/** Method and path of every operation: all that a caller needs of it. What it takes, gives and allows stands in the table of operations. */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `{name}` stands for a parameter. */
  path: string;
}

export const routes = {
  getHealth: { method: 'GET', path: '/health' },
  setUp: { method: 'POST', path: '/set-up' },
  getMe: { method: 'GET', path: '/me' },
  getFleetSnapshot: { method: 'GET', path: '/fleet-snapshot' },
  listVehicles: { method: 'GET', path: '/vehicles' },
  getVehicle: { method: 'GET', path: '/vehicles/{vehicle_id}' },
  updateMasterData: { method: 'PATCH', path: '/vehicles/{vehicle_id}/master-data' },
  updateCustomFields: { method: 'PATCH', path: '/vehicles/{vehicle_id}/custom-fields' },
  setTags: { method: 'PUT', path: '/vehicles/{vehicle_id}/tags' },
  setOperationStatus: { method: 'PUT', path: '/vehicles/{vehicle_id}/operation-status' },
  setRentalStatus: { method: 'PUT', path: '/vehicles/{vehicle_id}/rental-status' },
  getLatestVehicleState: { method: 'GET', path: '/vehicles/{vehicle_id}/latest-vehicle-state' },
  getTrail: { method: 'GET', path: '/vehicles/{vehicle_id}/trail' },
  listTags: { method: 'GET', path: '/tags' },
  listBrands: { method: 'GET', path: '/telematics-brands' },
  listAvailableCredentials: { method: 'GET', path: '/telematics-brands/{brand}/available-credentials' },
  listAvailableUnits: { method: 'GET', path: '/telematics-brands/{brand}/available-telematics-unit' },
  listAvailableModels: { method: 'GET', path: '/telematics-brands/{brand}/available-vehicle-models' },
  addVehicle: { method: 'POST', path: '/vehicles' },
  getUnitSetup: { method: 'GET', path: '/vehicles/{vehicle_id}/telematics-unit/setup' },
  changeModel: { method: 'PUT', path: '/vehicles/{vehicle_id}/telematics-unit/setup' },
  archiveVehicle: { method: 'DELETE', path: '/vehicles/{vehicle_id}' },
  listArchivedVehicles: { method: 'GET', path: '/archived-vehicles' },
  getArchivedVehicle: { method: 'GET', path: '/archived-vehicles/{vehicle_id}' },
  restoreVehicle: { method: 'POST', path: '/archived-vehicles/{vehicle_id}/restore' },
  removeVehicle: { method: 'DELETE', path: '/archived-vehicles/{vehicle_id}' },
  runCommand: { method: 'POST', path: '/vehicles/{vehicle_id}/commands/{command}' },
  listCommandLog: { method: 'GET', path: '/vehicles/{vehicle_id}/command-log' },
  getCommandLogEntry: { method: 'GET', path: '/vehicles/{vehicle_id}/command-log/{command_id}' },
  resolveCommand: { method: 'POST', path: '/vehicles/{vehicle_id}/command-log/{command_id}/resolve' },
  createCredentials: { method: 'POST', path: '/telematics-brands/{brand}/credentials' },
  listCredentials: { method: 'GET', path: '/telematics-brands/{brand}/credentials' },
  getCredentials: { method: 'GET', path: '/telematics-brands/{brand}/credentials/{credentials_id}' },
  updateCredentials: { method: 'PATCH', path: '/telematics-brands/{brand}/credentials/{credentials_id}' },
  testCredentials: { method: 'POST', path: '/telematics-brands/{brand}/credentials/{credentials_id}/test' },
  checkNewCredentials: { method: 'POST', path: '/telematics-brands/{brand}/credentials/check' },
  deleteCredentials: { method: 'DELETE', path: '/telematics-brands/{brand}/credentials/{credentials_id}' },
  queryEventLog: { method: 'POST', path: '/event-log-entries/query' },
} as const satisfies Record<string, Route>;
