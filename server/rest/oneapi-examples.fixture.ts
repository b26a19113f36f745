/**
 * Requests that the public OneAPI pages show, as facts: method, path, headers, body. Written as a shell takes them.
 * `❰name❱` stands where a reader puts a value of his own; `host`, and every id, is given by the installation.
 */
const request = (method: string, path: string, body: string): string =>
  [
    `curl -X ${method} \\`,
    `  '❰host❱${path}' \\`,
    `  -H 'Authorization: Bearer ❰access_token❱' \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d '${body}'`,
  ].join('\n');

export const new_vehicle = {
  telematics_unit: {
    id: 'NBSG4C7B40647G5M',
    brand: 'NIU',
    setup: { vehicle_model_id: '❰vehicle_model_id❱' },
    authentication: { credentials_id: '❰credentials_id❱' },
  },
  master_data: {
    vin: 'R1NBDNB16J1000135',
    license_plate: 'RKL-832',
    brand: 'NIU',
    model: 'N1',
    custom_name: 'MyNiuN1',
    fuel_type: 'ELECTRIC',
    year_of_production: '2020',
    transmission: 'AUTOMATIC',
    vehicle_type: 'MOPED',
    remark: 'Our customers like that scooter very much.',
  },
  custom_fields: { seats: '2', color: 'black' },
};

export const new_credentials = { name: 'Mercedes-Benz fleet Berlin', client_id: 'client1', client_secret: 'supersecret' };

const indented = (body: object) => JSON.stringify(body, undefined, 2);

export const oneapi_examples = {
  add_vehicle: request('POST', '/vehicles', indented(new_vehicle)),
  change_model: request('PUT', '/vehicles/❰vehicle_id❱/telematics-unit/setup', indented({ vehicle_model_id: '❰vehicle_model_id❱' })),
  add_credentials: request('POST', '/telematics-brands/❰brand❱/credentials', indented(new_credentials)),
  unlock: request('POST', '/vehicles/❰vehicle_id❱/commands/unlock-central-lock', ''),
};
export type OneApiExample = keyof typeof oneapi_examples;
