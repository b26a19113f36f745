import { api_path } from './api-path.ts';
import type { Components, Method, OpenApiDocument, PathItem } from './openapi/document-types.ts';
import { furtherPaths } from './openapi/further-paths.ts';
import { request_headers, response_headers } from './openapi/headers.ts';
import { operationObject } from './openapi/operation-object.ts';
import { createProblemResponses } from './openapi/problem-responses.ts';
import { createSchemas } from './openapi/schemas.ts';
import { securitySchemes } from './openapi/security.ts';
import type { Operation } from './operation.ts';
import { type OperationId, operations } from './operations.ts';

export const release_version = '0.1.0';

export const area_texts: Record<string, string> = {
  Access: 'Tokens, and who the caller is.',
  'API clients': 'Programs that may use this API, and their secrets.',
  People: 'Who belongs to the fleet, what each may do, and invitations.',
  Account: 'What people do with their own account; API clients have none.',
  'Fleet settings': 'Name, time zone, retention and rules of the fleet.',
  'Audit log': 'Who did what.',
  Vehicles: 'Vehicles, their data and their newest state.',
  Sharing: 'Vehicles that a partner fleet uses for a time.',
  Lifecycle: 'Adding, changing, archiving and restoring vehicles.',
  Imports: 'Many vehicles at once from a file: checked, applied as one, and undone.',
  Configuration: 'What a vehicle’s unit is set to: reporting, wiring and the like.',
  Commands: 'Opening, closing and immobilising, and what became of it.',
  Events: 'What happened, as a stream and as a log.',
  Trips: 'Trips that the fleet’s trigger begins and ends, with their metrics and their way.',
  Geofences: 'Places with a border, and which vehicles are inside.',
  'Saved views': 'What staff keep of the fleet page: filter, order, columns and place of the map.',
  Webhooks: 'Events posted to an address of yours, signed after Standard Webhooks.',
  Notifications: 'What people are told without asking: by mail, in a chat, in the inbox.',
  Inbox: 'What a signed-in person was told.',
  'Event consumers': 'Programs that read events from the message broker by AMQP.',
  'OEM credentials': 'The accounts at manufacturers through which vehicles are reached.',
  Health: 'Whether the installation works.',
  Documents: 'This description, for programs.',
};

const description = [
  'The API of this Motorpool installation. A client of the INVERS OneAPI keeps its paths and changes the base URL; what Motorpool adds of its own is marked `x-motorpool-extension`.',
  'Requests and answers are JSON. Every answer carries `X-INVERS-Flow-ID`. Instants are UTC in ISO 8601; answers carry milliseconds. Unknown properties and unknown query parameters are refused.',
  'Errors have one form. Programs branch on `type` alone; each type has a page, named by `type_documentation`.',
  'A booking system gets a token, lists the vehicles once, follows `GET /events/stream` from then on, and sends commands with its own `Idempotency-Key`. 200 is proof that a command took effect. `/problems/vehicle/command-outcome-unknown` means that it left and nothing proves what became of it: it is not sent again, by us or by you; the `CommandExecuted` event with the same command id, or the command log, tells the outcome later.',
].join('\n\n');

const tablePaths = (context: Parameters<typeof operationObject>[2]): Record<string, PathItem> => {
  const paths: Record<string, PathItem> = {};
  for (const [id, operation] of Object.entries(operations) as [OperationId, Operation][]) {
    const method = operation.method.toLowerCase() as Method;
    paths[operation.path] = { ...paths[operation.path], [method]: operationObject(id, operation, context) };
  }
  return paths;
};

/** The whole API as OpenAPI 3.1, made from the table of operations. `app_url` is the public address of the installation, without a slash at its end. */
export const openApiDocument = ({ app_url }: { app_url: string }): OpenApiDocument => {
  const api_url = `${app_url}${api_path}`;
  const schemas = createSchemas();
  const components: Components = {
    schemas: schemas.components,
    responses: {},
    parameters: request_headers,
    examples: {},
    headers: response_headers,
    securitySchemes: securitySchemes(api_url),
  };
  const context = { schemas, problemResponses: createProblemResponses(schemas, app_url, components) };
  const paths = { ...furtherPaths(context), ...tablePaths(context) };
  return {
    openapi: '3.1.1',
    info: {
      title: 'Motorpool API',
      version: release_version,
      summary: 'Shared vehicles of several telematics brands as one fleet',
      description,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: api_url, description: 'This installation' }],
    tags: Object.entries(area_texts).map(([name, text]) => ({ name, description: text })),
    paths,
    components,
  };
};
