/**
 * Statements by which the database itself tells which vehicles look different than before, whoever changed them and by which code: any change of a
 * vehicle's row, and its last contact. A row is told to both fleets that see the vehicle. What is told of a removed vehicle does not name it.
 */

/** Rows of the journal that SQLite keeps at least. A reader that is further behind takes everything for changed. */
const kept_changes = 20_000;
const trimmed_every = 1_000;

const noted = (row: 'new' | 'old', key: string, of_row: 0 | 1) =>
  `INSERT INTO vehicle_changes (vehicle_id, fleet_id, of_row) VALUES (${key}, ${row}.fleet_id, ${of_row});`;
const notedToPartner = (row: 'new' | 'old', key: string) =>
  `INSERT INTO vehicle_changes (vehicle_id, fleet_id, of_row) SELECT ${key}, ${row}.partner_fleet_id, 1 WHERE ${row}.partner_fleet_id IS NOT NULL;`;

/** A journal, read by whoever sees that something was committed: numbers follow the order of commits, since one writes at a time. */
export const sqlite_vehicle_changes = [
  'CREATE TABLE vehicle_changes (number INTEGER PRIMARY KEY, vehicle_id TEXT NOT NULL, fleet_id TEXT NOT NULL, of_row INTEGER NOT NULL)',
  `CREATE TRIGGER vehicle_added_noted AFTER INSERT ON vehicles BEGIN ${noted('new', 'new.id', 1)} ${notedToPartner('new', 'new.id')} END`,
  `CREATE TRIGGER vehicle_changed_noted AFTER UPDATE ON vehicles BEGIN
     ${noted('new', 'new.id', 1)} ${notedToPartner('new', 'new.id')} ${notedToPartner('old', 'new.id')} END`,
  `CREATE TRIGGER vehicle_removed_noted AFTER DELETE ON vehicles BEGIN
     UPDATE vehicle_changes SET vehicle_id = '' WHERE vehicle_id = old.id; ${noted('old', "''", 1)} ${notedToPartner('old', "''")} END`,
  `CREATE TRIGGER vehicle_contact_noted AFTER UPDATE OF last_contact_at ON latest_states
     WHEN old.last_contact_at IS NOT new.last_contact_at BEGIN ${noted('new', 'new.vehicle_id', 0)} END`,
  `CREATE TRIGGER vehicle_changes_trimmed AFTER INSERT ON vehicle_changes WHEN new.number % ${trimmed_every} = 0
     BEGIN DELETE FROM vehicle_changes WHERE number <= new.number - ${kept_changes}; END`,
];

export const vehicle_channel = 'motorpool_vehicles';
/** A notification holds less than 8,000 bytes. */
const vehicles_per_notification = 100;

const teller = (name: string, of_row: 0 | 1, told: string) => `CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE told text;
  BEGIN
    FOR told IN SELECT string_agg(vehicle, ' ') FROM (
      SELECT vehicle, (row_number() OVER () - 1) / ${vehicles_per_notification} AS part FROM (${told}) AS told (vehicle)
    ) AS parts GROUP BY part
    LOOP PERFORM pg_notify('${vehicle_channel}', '${of_row} ' || told); END LOOP;
    RETURN NULL;
  END $$`;
const toBothFleets = (key: string) =>
  `SELECT fleet_id || '/' || ${key} FROM changed UNION ALL SELECT partner_fleet_id || '/' || ${key} FROM changed WHERE partner_fleet_id IS NOT NULL`;
const trigger = (name: string, event: 'INSERT' | 'UPDATE' | 'DELETE', rows: 'OLD' | 'NEW', table: string, teller_name: string) =>
  `CREATE TRIGGER ${name} AFTER ${event} ON ${table} REFERENCING ${rows} TABLE AS changed
     FOR EACH STATEMENT EXECUTE FUNCTION ${teller_name}()`;

/** Notifications: they arrive in the order of commits, and only with the commit. */
export const postgres_vehicle_changes = [
  teller('tell_changed_vehicles', 1, toBothFleets('id')),
  teller('tell_removed_vehicles', 1, toBothFleets("''")),
  teller('tell_contacts', 0, "SELECT fleet_id || '/' || vehicle_id FROM changed"),
  trigger('vehicle_added_told', 'INSERT', 'NEW', 'vehicles', 'tell_changed_vehicles'),
  trigger('vehicle_changed_told', 'UPDATE', 'NEW', 'vehicles', 'tell_changed_vehicles'),
  // The partner that it had before. What is told twice in a transaction is sent once.
  trigger('vehicle_given_back_told', 'UPDATE', 'OLD', 'vehicles', 'tell_changed_vehicles'),
  trigger('vehicle_removed_told', 'DELETE', 'OLD', 'vehicles', 'tell_removed_vehicles'),
  trigger('vehicle_contact_told', 'UPDATE', 'NEW', 'latest_states', 'tell_contacts'),
];
