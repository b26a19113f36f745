'use client';
import { buttonClass } from '#components/ui/button-class.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { Message } from '#lib/messages/text.ts';
import { AskForLink } from './ask-for-link.tsx';

const steps: readonly Message[] = [
  'Ask somebody who manages the people of your fleet; call, or go there, so that they know it is you.',
  'Under Users they choose “Link for a new password…” beside your name and hand you the link.',
  'The link is good once, for 15 minutes: with it you choose a new password. A second factor is asked for all the same.',
];

/** A link by mail, or whom to ask where the installation sends none. Nothing about an account is told either way. */
export function ForgotPassword({ sends_mail }: { sends_mail: boolean }) {
  const { t } = useText();
  return (
    <div className="my-auto flex flex-col gap-4 py-4">
      <h1 className="font-semibold text-2xl">{t('Forgot the password?')}</h1>
      {sends_mail ? (
        <AskForLink />
      ) : (
        <>
          <p className="text-ink-soft">{t('A person of your fleet lets you in again; this installation sends no mail.')}</p>
          <ol className="list-decimal space-y-2 pl-5">
            {steps.map((step) => (
              <li key={step}>{t(step)}</li>
            ))}
          </ol>
          <p className="text-ink-soft">{t('When nobody else manages people, turn to whoever runs this installation.')}</p>
        </>
      )}
      <a href="/login" className={`${buttonClass({ variant: 'secondary' })} self-start`}>
        {t('Back to the sign-in')}
      </a>
    </div>
  );
}
