import Link from 'next/link';
import { tutorial_settings, tutorial_steps } from '#lib/contract/examples/tutorial.ts';
import { CodeBlock } from './code-block.tsx';
import { CodeText } from './code-text.tsx';

const text_class = 'max-w-prose text-base text-ink-soft';
const link_class = 'text-accent-ink underline underline-offset-2';

/** From a token to live events, in commands that run as they stand. `app_url` is the address of this installation. */
export const Tutorial = ({ app_url }: { app_url: string }) => (
  <article>
    <h1 className="font-semibold text-2xl">Tutorial</h1>
    <p className={`mt-3 ${text_class}`}>
      What a booking system does, by hand: find a vehicle, unlock it, see what became of that, and follow the fleet. You need a shell with
      curl and sed, and an API client with the permissions <code className="font-mono text-sm">vehicles.ro</code>,{' '}
      <code className="font-mono text-sm">vehicle-commands</code> and <code className="font-mono text-sm">events-trips.ro</code>. The demo
      fleet writes one into <code className="font-mono text-sm">demo-access.json</code> of its data directory.
    </p>
    <p className={`mt-2 mb-3 ${text_class}`}>Tell the shell where and who:</p>
    <CodeBlock label="Settings" text={tutorial_settings.replace('http://127.0.0.1:3000', app_url)} />
    <ol>
      {tutorial_steps.map(({ id, title, text, command, after }, index) => (
        <li key={id}>
          <section aria-labelledby={id} className="mt-8">
            <h2 id={id} className="scroll-mt-4 font-semibold text-lg">
              {index + 1}. {title}
            </h2>
            <p className={`mt-1.5 mb-3 ${text_class}`}>
              <CodeText text={text} />
            </p>
            <CodeBlock label={`Command ${index + 1}`} text={command} />
            <p className={`mt-3 ${text_class}`}>
              <CodeText text={after} />
            </p>
          </section>
        </li>
      ))}
    </ol>
    <h2 className="mt-10 font-semibold text-lg">Further</h2>
    <p className={`mt-1.5 ${text_class}`}>
      The{' '}
      <Link href="/docs/api" className={link_class}>
        API reference
      </Link>{' '}
      has every operation and lets you try it; the{' '}
      <Link href="/docs/problems/vehicle/command-outcome-unknown" className={link_class}>
        page about unknown outcomes
      </Link>{' '}
      says what a program should do about them.
    </p>
  </article>
);
