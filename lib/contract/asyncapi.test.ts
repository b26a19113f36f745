import { describe, expect, it } from 'vitest';
import { event_types, eventTopics, isPublicEvent, public_event_types } from '#lib/domain/event.ts';
import { EventEnvelope } from '#lib/domain/event-schema.ts';
import { asyncApiDocument } from './asyncapi.ts';
import { eventData, eventSummary, liveEventData, StreamedEvent } from './event-data.ts';
import { envelopeExample, liveEventExample } from './examples/event-examples.ts';
import { unresolvedReferences, validatorOf } from './openapi/document-reader.fixture.ts';

const document = asyncApiDocument({ app_url: 'https://fleet.example:8443' });
const { components, channels } = document;

describe('the AsyncAPI document', () => {
  it.each(public_event_types)('tells %s in each of its topics', (type) => {
    expect(components.messages[type]).toMatchObject({ name: type, summary: eventSummary(type) });
    for (const topic of [...eventTopics(type), 'events', 'list']) expect(channels[topic]?.messages).toHaveProperty(type);
  });

  it('keeps the steps of a command to the screens', () => {
    expect(event_types.filter((type) => !isPublicEvent(type))).toEqual(['CommandRequested', 'CommandProgressed']);
    expect(channels).not.toHaveProperty('CommandProgress');
  });

  it.each(public_event_types)('has an example of %s that is of its own form', (type) => {
    const example = envelopeExample(type);
    expect(EventEnvelope.parse(example)).toEqual(example);
    expect(eventData(type).parse(example.data)).toEqual(example.data);
    const published = validatorOf({ $ref: `#/components/schemas/${type}` }, components.schemas);
    expect(published.safeParse(example).error).toBeUndefined();
    const { metadata } = example;
    expect(published.safeParse({ ...example, metadata: { ...metadata, type: 'SomethingElse' } }).success).toBe(false);
    expect(published.safeParse({ ...example, metadata: { ...metadata, schema_major_version: 9 } }).success).toBe(false);
  });

  it.each(event_types)('has an example of %s as the screens get it', (type) => {
    const example = liveEventExample(type);
    expect(StreamedEvent.parse(example)).toEqual(example);
    expect(liveEventData(type).parse(example.data)).toEqual(example.data);
    const published = validatorOf({ $ref: `#/components/schemas/Live${type}` }, components.schemas);
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
