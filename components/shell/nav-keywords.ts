/** Words that also find a page in the palette, by the id of its entry; fetched with the palette. */
export const nav_keywords: Readonly<Record<string, readonly string[]>> = {
  fleet: ['vehicles', 'map', 'table', 'home'],
  events: ['feed', 'live', 'alarms', 'log'],
  trips: ['journeys', 'routes', 'drives', 'mileage', 'speeding'],
  geofences: ['zones', 'areas', 'circle', 'polygon', 'inside'],
  archive: ['removed', 'restore', 'deleted'],
  'oem-credentials': ['vendor', 'secret', 'brand', 'api key', 'admin'],
  users: ['people', 'invite', 'permissions', 'sessions', 'admin'],
  presets: ['roles', 'rights', 'admin'],
  'support-access': ['help', 'grant', 'outside', 'admin'],
  'fleet-settings': ['time zone', 'retention', 'offline', 'admin'],
  notifications: ['alerts', 'alarms', 'mail', 'slack', 'quiet hours', 'admin'],
  'audit-log': ['who did what', 'history', 'admin'],
  health: ['status', 'processes', 'outage', 'breaker', 'lag', 'storage', 'metrics'],
  'api-clients': ['developers', 'token', 'secret', 'integration', 'booking', 'oauth'],
  'event-consumers': ['developers', 'amqp', 'rabbitmq', 'queue', 'integration', 'events'],
  webhooks: ['developers', 'deliveries', 'push', 'integration', 'events'],
};
