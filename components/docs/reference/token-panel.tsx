'use client';
import { type FormEvent, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { requestToken } from './send-request.ts';
import { holdToken, useToken } from './token-store.ts';

const clock = (at_ms: number) => new Date(at_ms).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' });

/** Where a reader gives the page a token to try operations with. */
export function TokenPanel({ api_path }: { api_path: string }) {
  const token = useToken();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState('');
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const given = new FormData(form);
    setBusy(true);
    setFault('');
    try {
      holdToken(await requestToken(api_path, String(given.get('client_id')), String(given.get('client_secret'))));
      form.reset();
    } catch (error) {
      setFault(error instanceof Error ? error.message : 'No token came.');
    } finally {
      setBusy(false);
    }
  };
  return (
    <Panel title="A token to try with">
      {token ? (
        <div className="flex flex-wrap items-center gap-3">
          <p role="status" className="text-ink-soft text-sm">
            This page holds a token{token.expires_at && ` until ${clock(token.expires_at)}`}, in memory alone: a reload forgets it.
          </p>
          <Button size="sm" onClick={() => holdToken(undefined)}>
            Forget it
          </Button>
        </div>
      ) : (
        <form onSubmit={submit} className="flex flex-col gap-3">
          <div className="grid gap-3 sm:grid-cols-[1fr_1fr_auto] sm:items-start">
            <Field label="Client id" required>
              <Input name="client_id" placeholder="F48XD#cl1" spellCheck={false} />
            </Field>
            <Field label="Client secret" required>
              <Input name="client_secret" type="password" spellCheck={false} />
            </Field>
            <Button type="submit" busy={busy} className="sm:mt-[1.375rem]">
              Get a token
            </Button>
          </div>
          {fault && (
            <Notice tone="danger" urgent>
              {fault}
            </Notice>
          )}
          <p className="text-ink-faint text-xs">
            Requests that you send from this page are real. They carry this token and never your own sign-in; the token stays in memory and
            is gone after a reload.
          </p>
        </form>
      )}
    </Panel>
  );
}
