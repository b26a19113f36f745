import type { import_operations } from '../imports.ts';

const create = [
  'Reads the file, finds for each row the vehicle that it is about (by `id`, else by its unit, VIN or plate) and keeps what the row would do; nothing is changed. A row without a vehicle that names brand, unit and model adds one.',
  'Headers are those of the export and of the template, in English or German: `telematics_brand`, `telematics_unit_id`, `vehicle_model_id` (id or name), `credentials`, `password`, `license_plate`, `vin`, `custom_name`, `brand`, `model`, `vehicle_type`, `fuel_type`, `transmission`, `year_of_production`, `remark`, `tags`, `operation_status`, `custom_fields.<key>`. Headers that are not known are told in `columns` and passed over.',
  'Manufacturers that list units are asked whether the new ones exist. Units are not exchanged by a file. Rows that change a vehicle need the permission `vehicles` as well, to be accepted and to be applied. At most 500 of them change what the vehicle is searched for (plate, VIN, name, make, model, tags, custom fields), and at most 500 new units have a password.',
];

/** What a reader must know of imports beyond their form. */
export const import_notes: { [K in keyof typeof import_operations]?: { description: string } } = {
  createImport: { description: create.join('\n\n') },
  listImports: { description: 'Newest first. A check that was not applied is kept for a day, the last twenty of a fleet at most.' },
  listImportRows: {
    description:
      'In the order of the file. `old` and `new` of each cell are what the vehicle has and would have; secrets are never among them.',
  },
  checkImport: { description: 'Judges the rows anew by what is known now, for another day.' },
  applyImport: {
    description:
      'All accepted rows in one transaction, with the events and audit entries of the single calls. When a row does not fit any more, nothing is applied: the answer names up to fifty such rows, and `POST /imports/{import_id}/check` judges all of them anew. Send `If-Match` to be sure that what you have seen is applied. An applied import answers as it stands.',
  },
  revertImport: {
    description:
      'Within 24 hours: added vehicles go to the archive, changed cells become what they were, in one transaction. What was changed again since stays and is told per row in `outcome`, `kept` and `kept_reason`.',
  },
};
