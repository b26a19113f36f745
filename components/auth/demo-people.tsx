'use client';
import { ChevronRight } from 'lucide-react';
import { Spinner } from '#components/ui/spinner.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import { presetText } from './preset-texts.ts';

export interface DemoPerson {
  name: string;
  email: string;
  password: string;
  preset: string;
}

export interface DemoPeopleProps {
  people: readonly DemoPerson[];
  /** E-mail of the person being signed in. */
  busy: string | undefined;
  onChoose: (person: DemoPerson) => void;
}

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .slice(0, 2)
    .join('')
    .toUpperCase();

/** The people of the demo fleet: one click signs in. */
export function DemoPeople({ people, busy, onChoose }: DemoPeopleProps) {
  const { t, translate } = useText();
  return (
    <section aria-labelledby="demo-people" className="flex flex-col gap-2">
      <h2 id="demo-people" className="font-medium text-sm">
        {t('This is a demo fleet')}
      </h2>
      <p className="text-ink-soft">{t('Vehicles and vendors are simulated on this computer. Choose who to be:')}</p>
      <ul className="overflow-hidden rounded-lg border border-line bg-surface">
        {people.map((person) => (
          <li key={person.email} className="border-line not-first:border-t">
            <button
              type="button"
              disabled={busy !== undefined}
              onClick={() => onChoose(person)}
              className="flex w-full items-center gap-3 px-3 py-2.5 text-left hover:bg-hover focus-visible:-outline-offset-2 active:bg-pressed"
            >
              <span
                aria-hidden
                className="flex size-8 shrink-0 items-center justify-center rounded-full bg-accent-soft font-medium text-accent-ink text-xs"
              >
                {initials(person.name)}
              </span>
              <span className="min-w-0 flex-1">
                <span className="flex flex-wrap items-baseline gap-x-2">
                  <span className="font-medium">{person.name}</span>
                  <span className="text-ink-faint text-xs">{translate(person.preset)}</span>
                </span>
                <span className="block text-ink-soft text-xs">{t(presetText(person.preset))}</span>
              </span>
              {busy === person.email ? <Spinner /> : <ChevronRight aria-hidden size={14} className="shrink-0 text-ink-faint" />}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
