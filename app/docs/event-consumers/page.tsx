import type { Metadata } from 'next';
import { DocsFrame } from '#components/docs/docs-frame.tsx';
import { EventConsumersGuide } from '#components/docs/event-consumers-guide.tsx';
import { sharedApp } from '#server/app.ts';

export const metadata: Metadata = { title: 'Event consumers' };

export default function EventConsumersGuidePage() {
  const { broker } = sharedApp().config;
  return (
    <DocsFrame current="/docs/event-consumers">
      <EventConsumersGuide address={broker && `${broker.tls ? 'amqps' : 'amqp'}://${broker.host}:${broker.port}`} />
    </DocsFrame>
  );
}
