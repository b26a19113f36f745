/**
 * Tables as Kysely sees them. Instants are ISO-8601 UTC text, booleans 0 or 1, structured values JSON text: alike on SQLite and PostgreSQL.
 */
import type { Generated, GeneratedAlways } from 'kysely';
import type { AccessTables } from './access-tables.ts';
import type { AuditTables } from './audit-tables.ts';
import type { ConsumerTables } from './consumer-tables.ts';
import type { DeskTables } from './desk-tables.ts';
import type { GeofenceTables } from './geofence-tables.ts';
import type { HealthTables } from './health-tables.ts';
import type { HistoryTables } from './history-tables.ts';
import type { ImportTables } from './import-tables.ts';
import type { NotificationTables } from './notification-tables.ts';
import type { RestoreTables } from './restore-tables.ts';
import type { SavedViewTables } from './saved-view-tables.ts';
import type { ScaleTables } from './scale-tables.ts';
import type { StreamTables } from './stream-tables.ts';
import type { TripTables } from './trip-tables.ts';
import type { WebhookTables } from './webhook-tables.ts';

export interface Schema
  extends AccessTables,
    AuditTables,
    GeofenceTables,
    HealthTables,
    HistoryTables,
    DeskTables,
    ImportTables,
    RestoreTables,
    SavedViewTables,
    ScaleTables,
    StreamTables,
    TripTables,
    WebhookTables,
    ConsumerTables,
    NotificationTables {
  meta: { key: string; value: string };
  fleets: { id: string; name: string; time_zone: string; settings: string; created_at: string; revision: Generated<number> };
  credentials: {
    id: string;
    fleet_id: string;
    brand: string;
    name: string;
    /** Fields that are no secrets, JSON object. */
    fields: string;
    /** Sealed JSON object of the secret fields; only the gateway opens it. */
    sealed_secrets: string;
    /** SHA-256 of the unguessable part of the push address. */
    push_token: string;
    status: string;
    status_detail: string | null;
    checked_at: string | null;
    last_success_at: string | null;
    consecutive_failures: number;
    /** Those that worked last, until the ones above have worked; sealed for the place of the ones above. */
    former_fields: Generated<string | null>;
    former_sealed_secrets: Generated<string | null>;
    revision: number;
    created_at: string;
    modified_at: string;
  };
  vehicles: {
    row_number: Generated<number>;
    id: string;
    fleet_id: string;
    created_at: string;
    modified_at: string;
    revision: number;
    vin: string | null;
    license_plate: string | null;
    brand: string | null;
    model: string | null;
    custom_name: string | null;
    fuel_type: string | null;
    year_of_production: number | null;
    transmission: string | null;
    vehicle_type: string | null;
    remark: string | null;
    master_data_modified_at: string;
    custom_fields: string;
    custom_fields_modified_at: string;
    tags: string;
    operation_status: string;
    operation_status_modified_at: string;
    rental_status: string;
    rental_status_modified_at: string;
    life_status: string;
    life_status_modified_at: string;
    telematics_brand: string;
    telematics_unit_id: string;
    credentials_id: string | null;
    sealed_unit_password: string | null;
    sealed_new_unit_password: string | null;
    unit_password_fingerprint: string | null;
    vehicle_model_id: string;
    extensions: string;
    unit_settings: string;
    setup_status: string;
    setup_modified_at: string;
    attached_at: string;
    capabilities: string;
    search_text: string;
    archived_at: string | null;
    /** Fleet that the vehicle is shared with, and what `Sharing` says of it as JSON. */
    partner_fleet_id: string | null;
    sharing: string | null;
    sharing_ends_at: string | null;
  };
  /** What a vehicle is found by exactly: `brand=niu`, `tags=harbour`, `custom_fields.colour=white`. */
  vehicle_terms: { fleet_id: string; term: string; created_at: string; vehicle_id: string };
  /** JSON text of a vehicle without its last contact. A change of the vehicle's row removes it. */
  vehicle_documents: { vehicle_id: string; fleet_id: string; revision: number; form: string; document: string };
  latest_states: {
    vehicle_id: string;
    fleet_id: string;
    state: string;
    last_contact_at: string | null;
    /** `2030-06-10T06:13`, empty without contact: by this vehicles are sorted, so that not every report moves them in an index. */
    contact_minute: GeneratedAlways<string>;
    lat: number | null;
    lon: number | null;
    /** Cell of the map (`lib/domain/map-cell.ts`), so that an index finds the vehicles of a rectangle. */
    cell: number | null;
    /** State events since the last one that holds the whole state. */
    events_since_full: number;
    /** When that one was recorded; null for none that counts. */
    full_at: Generated<string | null>;
    /** Rises with each report, so that a gateway notices that another one stored something meanwhile. */
    version: Generated<number>;
  };
  events: {
    fleet_id: string;
    sequence: number;
    id: string;
    type: string;
    vehicle_id: string;
    occurred_at: string;
    recorded_at: string;
    flow_id: string;
    data: string;
  };
  cursors: { name: string; fleet_id: string; sequence: number };
  commands: {
    id: string;
    fleet_id: string;
    vehicle_id: string;
    command: string;
    status: string;
    initiator_type: string;
    initiator_id: string;
    initiator_name: string;
    reason: string | null;
    override_rules: number;
    requested_at: string;
    expires_at: string;
    sent_at: string | null;
    accepted_at: string | null;
    confirm_by: string | null;
    finished_at: string | null;
    problem_type: string | null;
    problem_detail: string | null;
    settled_by: string | null;
    tracking_id: string | null;
    gateway_epoch: number | null;
    flow_id: string;
    /** Sign-in by which a person asked. */
    session_id: string | null;
    plan_id: string | null;
    /** Fleet of who asked, when it is not the vehicle's own. */
    initiator_fleet_id: string | null;
  };
  command_plans: {
    id: string;
    fleet_id: string;
    command: string;
    created_at: string;
    /** Nothing of the plan starts after this; set anew when it is run. */
    expires_at: string;
    run_at: string | null;
    reason: string | null;
    /** Who made it; from the run on, who ran it. */
    initiator_type: string;
    initiator_id: string;
    initiator_name: string;
    session_id: string | null;
    flow_id: string;
  };
  command_plan_items: {
    plan_id: string;
    vehicle_id: string;
    item_number: number;
    telematics_brand: string;
    verdict: string;
    /** WAITING until the vehicle's turn comes; after that the command tells, or the end that needed none. */
    status: string | null;
    command_id: string | null;
    problem_type: string | null;
  };
  idempotency_keys: {
    client_id: string;
    key: string;
    fingerprint: string;
    /** The command it made, when it made one. */
    object_id: string | null;
    answer: string | null;
    created_at: string;
  };
  gateway_jobs: {
    id: string;
    fleet_id: string;
    kind: string;
    input: string;
    status: string;
    result: string | null;
    created_at: string;
    expires_at: string;
    finished_at: string | null;
    flow_id: string;
  };
  observed_units: {
    brand: string;
    unit_id: string;
    /** Fleet whose credentials saw it; empty when the unit dialled in by itself. */
    fleet_id: string;
    first_seen_at: string;
    last_seen_at: string;
    remote_address: string | null;
  };
  /** Removed vehicles of which bytes may still lie in the log or in free pages. */
  erasures: { vehicle_id: string; fleet_id: string; removed_at: string };
  /** What a vehicle's unit shall be set to, one row per feature. */
  unit_configurations: {
    vehicle_id: string;
    feature: string;
    fleet_id: string;
    configuration: string;
    status: string;
    problem_type: string | null;
    revision: number;
    modified_at: string;
    applied_at: string | null;
  };
  /** Work that one gateway does at a time. An empty holder, or one that has no row in `gateways`, holds it no more. */
  leases: { name: string; holder: string; epoch: number; expires_at: string };
}
