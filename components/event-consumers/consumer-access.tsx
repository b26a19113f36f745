'use client';
import Link from 'next/link';
import { Copyable } from '#components/ui/copyable.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { RichText } from '#components/ui/rich-text.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { EventConsumer, EventConsumerWithPassword } from '#lib/contract/event-consumers.ts';

const frame = 'rounded-md border border-line bg-sunken px-2.5 py-1.5';

const Line = ({ label, value }: { label: string; value: string }) => (
  <div>
    <p className="mb-1 font-medium text-sm">{label}</p>
    <div className={frame}>
      <Copyable value={value} label={label} mono className="[&>span]:whitespace-normal [&>span]:break-all" />
    </div>
  </div>
);

/** Everything an AMQP library asks for; the password only just after it was made. */
export function ConsumerAccess({ consumer }: { consumer: EventConsumer | EventConsumerWithPassword }) {
  const { t } = useText();
  const { host, port, tls, virtual_host, user, queues } = consumer;
  const address = `${tls ? 'amqps' : 'amqp'}://${host}:${port}`;
  return (
    <div className="flex flex-col gap-3">
      {'password' in consumer && (
        <>
          <Notice tone="warning">{t('The password is shown only now. Copy it to where the program keeps its secrets.')}</Notice>
          <Line label={t('Password')} value={consumer.password} />
        </>
      )}
      <Line label={t('Server')} value={address} />
      <Line label={t('Virtual host')} value={virtual_host} />
      <Line label={t('User')} value={user} />
      {queues.map(({ topic, name }) => (
        <Line key={topic} label={t('Queue of {topic}', { topic })} value={name} />
      ))}
      <p className="text-ink-faint text-xs">
        <RichText
          message="How a program connects and what the messages hold: {page}."
          parts={{
            page: (
              <Link href="/docs/event-consumers" className="text-accent-ink underline underline-offset-2">
                {t('guide for event consumers')}
              </Link>
            ),
          }}
        />
      </p>
    </div>
  );
}
