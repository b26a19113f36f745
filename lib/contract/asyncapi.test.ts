import { describe, expect, it } from 'vitest';
import { event_types, eventTopics } from '#lib/domain/event.ts';
import { asyncApiDocument } from './asyncapi.ts';
import { eventData, eventSummary, StreamedEvent } from './event-data.ts';
import { eventExample } from './examples/event-examples.ts';
import { unresolvedReferences, validatorOf } from './openapi/document-reader.fixture.ts';

const document = asyncApiDocument({ app_url: 'https://fleet.example:8443' });
const { components, channels } = document;

describe('the AsyncAPI document', () => {
  it.each(event_types)('tells %s in each of its topics', (type) => {
    expect(components.messages[type]).toMatchObject({ name: type, summary: eventSummary(type) });
    for (const topic of eventTopics(type)) expect(channels[topic]?.messages).toHaveProperty(type);
  });

  it.each(event_types)('has an example of %s that is of its own form', (type) => {
    const example = eventExample(type);
    expect(StreamedEvent.parse(example)).toEqual(example);
    expect(eventData(type).parse(example.data)).toEqual(example.data);
    const published = validatorOf({ $ref: `#/components/schemas/${type}` }, components.schemas);
    expect(published.safeParse(example).error).toBeUndefined();
    expect(published.safeParse({ ...example, type: 'SomethingElse' }).success).toBe(false);
  });

  it('leads every reference to something', () => {
    expect(unresolvedReferences(document)).toEqual([]);
  });

  it('names the installation as its server', () => {
    expect(document.servers.installation).toMatchObject({ host: 'fleet.example:8443', protocol: 'https', pathname: '/api/v1' });
  });
});
