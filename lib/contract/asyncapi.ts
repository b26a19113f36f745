import { api_path } from './api-path.ts';
import { type Channel, channelOperations, channels } from './asyncapi/channels.ts';
import { addEventSchemas, messagesOf, reference } from './asyncapi/messages.ts';
import type { JsonSchema } from './openapi/document-types.ts';
import { createSchemas } from './openapi/schemas.ts';
import { release_version } from './openapi.ts';

/** The parts of AsyncAPI 3.0 that our document is made of; https://www.asyncapi.com/docs/reference/specification/v3.0.0. */
export interface AsyncApiDocument {
  asyncapi: '3.0.0';
  info: { title: string; version: string; description: string; license: { name: string; url: string } };
  defaultContentType: 'application/json';
  servers: Record<string, object>;
  channels: Record<string, Channel>;
  operations: Record<string, object>;
  components: { messages: Record<string, object>; schemas: Record<string, JsonSchema>; securitySchemes: Record<string, object> };
}

const description = [
  'What a Motorpool installation tells about its fleet. Every event lies in the log of the fleet once, under a sequence without gaps.',
  'Events come by server-sent events at `/events/stream` and as a list at `/events`, both in the same envelope. Topics group the event types; a derived event has a topic of its own name and also belongs to `VehicleStateChange`.',
  'With `vehicles.ro` alone the topics `VehicleStateRecorded` and `VehicleChange` are told; `events-trips.ro` adds all others.',
  'Delivery is at least once: use `id` or `sequence` to recognise a repeat.',
].join('\n\n');

/** The events as AsyncAPI 3. `app_url` is the public address of the installation, without a slash at its end. */
export const asyncApiDocument = ({ app_url }: { app_url: string }): AsyncApiDocument => {
  const schemas = createSchemas();
  const { host, protocol } = new URL(app_url);
  addEventSchemas(schemas);
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Motorpool events',
      version: release_version,
      description,
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    defaultContentType: 'application/json',
    servers: {
      installation: {
        host,
        protocol: protocol.replace(':', ''),
        pathname: api_path,
        description: 'This installation',
        security: [reference('securitySchemes', 'token')],
      },
    },
    channels: channels(),
    operations: channelOperations(),
    components: {
      messages: messagesOf(schemas),
      schemas: schemas.components,
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: `From POST ${api_path}/auth/oauth/token` } },
    },
  };
};
