import { event_types, eventTopics, public_event_types, public_topics } from '#lib/domain/event.ts';
import { CodeBlock } from './code-block.tsx';
import { CodeText } from './code-text.tsx';
import { consumer_program, message_parts, steps } from './event-consumers-text.ts';

const text_class = 'max-w-prose text-base text-ink-soft';
const heading = 'mt-10 mb-3 font-semibold text-lg';
const cell = 'px-3 py-1.5 align-top';

const typesOf = (topic: string) => event_types.filter((type) => public_event_types.includes(type) && eventTopics(type).includes(topic));

const PairTable = ({
  label,
  heads,
  rows,
}: {
  label: string;
  heads: readonly [string, string];
  rows: readonly (readonly [string, string])[];
}) => (
  <div className="overflow-x-auto rounded-lg border border-line bg-surface">
    <table aria-label={label} className="w-full text-left text-sm">
      <thead>
        <tr className="border-line border-b text-ink-faint text-xs">
          {heads.map((head) => (
            <th key={head} scope="col" className={`${cell} font-medium`}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {rows.map(([name, text]) => (
          <tr key={name}>
            <td className={`${cell} whitespace-nowrap font-mono text-xs`}>{name}</td>
            <td className={`${cell} text-ink-soft`}>
              <CodeText text={text} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

/** How a booking system reads events by an AMQP library. `address`: of this installation's broker; absent when it has none. */
export const EventConsumersGuide = ({ address }: { address: string | undefined }) => (
  <article>
    <h1 className="font-semibold text-2xl">Event consumers</h1>
    <p className={`mt-3 ${text_class}`}>
      Whatever happens in the fleet waits in a queue until your program has taken it: over AMQP 0.9.1, with any library for RabbitMQ. A
      fleet has at most five consumers; each has a virtual host, a user, a password and one queue per topic of its own.{' '}
      {address ? 'The broker of this installation is at ' : 'This installation has no broker; its operator can set one up.'}
      {address && <code className="font-mono text-sm">{address}</code>}
      {address && '.'}
    </p>
    {steps.map(({ title, text }) => (
      <section key={title} aria-label={title}>
        <h2 className={heading}>{title}</h2>
        <p className={text_class}>
          <CodeText text={text} />
        </p>
      </section>
    ))}
    <h2 className={heading}>A program</h2>
    <p className={`mb-3 ${text_class}`}>In JavaScript with amqplib; other languages have the same calls.</p>
    <CodeBlock label="Program" text={consumer_program(address ?? 'amqps://events.example:5671')} />
    <h2 className={heading}>What a message holds</h2>
    <PairTable label="Parts of a message" heads={['Part', 'Content']} rows={message_parts} />
    <h2 className={heading}>Topics</h2>
    <PairTable
      label="Topics"
      heads={['Topic', 'Event types']}
      rows={public_topics.map((topic) => [
        topic,
        typesOf(topic)
          .map((type) => `\`${type}\``)
          .join(', '),
      ])}
    />
  </article>
);
