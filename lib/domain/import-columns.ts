/**
 * The columns of a file of vehicles, and what files of other systems and other languages call them. Plain data: server and browser read it.
 * A column that only our own export has is known and passed over; one that nobody knows is told.
 */
export const import_columns = [
  'id',
  'telematics_brand',
  'telematics_unit_id',
  'vehicle_model_id',
  'extensions',
  'credentials',
  'password',
  'new_password',
  'license_plate',
  'vin',
  'custom_name',
  'brand',
  'model',
  'vehicle_type',
  'fuel_type',
  'transmission',
  'year_of_production',
  'remark',
  'tags',
  'operation_status',
] as const;
export type FixedImportColumn = (typeof import_columns)[number];
export type ImportColumn = FixedImportColumn | `custom_fields.${string}`;

/** The columns of a vehicle's master data. */
export const master_data_columns = [
  'license_plate',
  'vin',
  'custom_name',
  'brand',
  'model',
  'vehicle_type',
  'fuel_type',
  'transmission',
  'year_of_production',
  'remark',
] as const satisfies readonly FixedImportColumn[];

/** Never shown, never kept as they are. */
export const secret_columns: ReadonlySet<string> = new Set<FixedImportColumn>(['password', 'new_password']);

const aliases: Record<FixedImportColumn, readonly string[]> = {
  id: ['vehicle_id', 'Fahrzeug-ID', 'Fahrzeugnummer'],
  telematics_brand: ['unit_brand', 'telematics', 'Telematik', 'Telematikmarke', 'Marke der Einheit', 'Hersteller der Einheit'],
  telematics_unit_id: ['unit_id', 'unit', 'imei', 'qnr', 'serial_number', 'Einheit', 'Einheiten-ID', 'Telematikeinheit', 'Seriennummer'],
  vehicle_model_id: ['telematics_model_id', 'Modell-ID'],
  extensions: ['accessories', 'Zubehör', 'Erweiterungen'],
  credentials: ['credentials_id', 'credentials_name', 'Zugang', 'Zugänge', 'Zugangsdaten'],
  password: ['unit_password', 'Passwort', 'Kennwort'],
  new_password: ['new_unit_password', 'Neues Passwort', 'Neues Kennwort'],
  license_plate: ['plate', 'licence_plate', 'registration', 'number_plate', 'Kennzeichen', 'Nummernschild', 'Amtliches Kennzeichen'],
  vin: [
    'vehicle_identification_number',
    'chassis_number',
    'FIN',
    'Fahrgestellnummer',
    'Fahrzeugidentifikationsnummer',
    'Fahrzeug-Ident-Nr',
  ],
  custom_name: ['name', 'vehicle_name', 'Name', 'Bezeichnung', 'Fahrzeugname', 'Eigener Name'],
  brand: ['make', 'maker', 'vehicle_brand', 'Marke', 'Hersteller', 'Fabrikat'],
  model: ['vehicle_model', 'Modell', 'Fahrzeugmodell', 'Typ'],
  vehicle_type: ['type', 'Fahrzeugtyp', 'Fahrzeugart'],
  fuel_type: ['fuel', 'Kraftstoff', 'Antrieb', 'Kraftstoffart', 'Antriebsart'],
  transmission: ['gearbox', 'Getriebe', 'Schaltung'],
  year_of_production: ['year', 'model_year', 'Baujahr', 'Jahr'],
  remark: ['remarks', 'comment', 'note', 'Bemerkung', 'Anmerkung', 'Kommentar'],
  tags: ['tag', 'labels', 'Markierungen', 'Schlagworte'],
  operation_status: ['status_of_operation', 'Betriebsstatus', 'Betriebszustand'],
};

/** What our own export has beside them: facts of the vehicle that no file changes. */
const facts = [
  'activity',
  'energy_in_percent',
  'charging_status',
  'range_in_kilometers',
  'central_lock',
  'ignition',
  'driving_enabled',
  'freshness',
  'last_contact_at',
  'rental_status',
  'life_status',
  'mileage_in_kilometers',
  'latitude',
  'longitude',
  'position_at',
];

const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .replace(/[^\p{L}\p{N}]/gu, '');

const by_name = new Map(import_columns.flatMap((column) => [column, ...aliases[column]].map((name) => [fold(name), column] as const)));
const known_facts: ReadonlySet<string> = new Set(facts.map(fold));
const custom_field = /^(?:custom[ _]?fields?|eigenes feld|eigene felder)[.: ]+([A-Za-z0-9_.-]{1,50})$/i;

/** Which column a header names: `fact` for one that only an export has, undefined for one that is not known. */
export const importColumnOf = (header: string): ImportColumn | 'fact' | undefined => {
  const [, key] = custom_field.exec(header.trim()) ?? [];
  if (key) return `custom_fields.${key}`;
  const name = fold(header);
  return by_name.get(name) ?? (known_facts.has(name) ? 'fact' : undefined);
};

const words: Partial<Record<FixedImportColumn, Record<string, readonly string[]>>> = {
  fuel_type: {
    ELECTRIC: ['elektro', 'elektrisch', 'strom', 'ev', 'bev'],
    PETROL: ['benzin', 'gasoline', 'super'],
    DIESEL: [],
    HYBRID: [],
    PLUG_IN_HYBRID: ['phev'],
    LPG: ['autogas'],
    CNG: ['erdgas'],
    HYDROGEN: ['wasserstoff'],
    OTHER: ['andere', 'sonstige'],
  },
  transmission: { AUTOMATIC: ['automatik', 'automat'], MANUAL: ['manualshift', 'schaltgetriebe', 'handschaltung', 'manuell'] },
  vehicle_type: {
    CAR: ['auto', 'pkw'],
    MOPED: ['roller', 'scooter', 'motorroller'],
    KICKSCOOTER: ['escooter', 'tretroller', 'etretroller'],
    TRUCK: ['lkw'],
    VAN: ['transporter', 'lieferwagen'],
    BICYCLE: ['fahrrad', 'rad', 'bike', 'ebike', 'pedelec'],
    DEV_KIT: [],
    OTHER: ['andere', 'sonstige'],
  },
  operation_status: {
    OPERATING: ['inbetrieb', 'aktiv'],
    GARAGE: ['werkstatt', 'inderwerkstatt'],
    BROKEN: ['defekt', 'kaputt'],
    INACTIVE: ['inaktiv', 'stillgelegt', 'ausserbetrieb'],
  },
};

/** The value of an enumeration that a word of the file means; the word itself where none is known. */
export const importWord = (column: ImportColumn, text: string): string => {
  const values = words[column as FixedImportColumn];
  if (!values) return text;
  const wanted = fold(text);
  return Object.keys(values).find((value) => fold(value) === wanted || values[value]?.includes(wanted)) ?? text;
};

/** A file to begin with: every column, and a vehicle as it may look. */
export const import_template = `${import_columns
  .filter((column) => !['id', 'vehicle_model_id', 'extensions', 'new_password'].includes(column))
  .join(',')}\r\n`;
