'use client';
import { type FormEvent, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { CodeBlock } from '../code-block.tsx';
import { AnswerView } from './answer-view.tsx';
import { curlCommand, type RequestDraft } from './curl.ts';
import type { ReferenceOperation } from './reference-model.ts';
import { type ShownAnswer, sendRequest } from './send-request.ts';
import { useToken } from './token-store.ts';

export type TriedOperation = Pick<ReferenceOperation, 'id' | 'method' | 'path' | 'needs_token' | 'can_be_tried'> & {
  parameters: { name: string; in: 'path' | 'query' | 'header'; required: boolean; list: boolean; example: string }[];
  body: { example: string; type: string } | undefined;
};

const draftOf = (operation: TriedOperation, values: Record<string, string>, body: string): RequestDraft => ({
  method: operation.method,
  path: operation.path,
  parameters: operation.parameters.map(({ name, in: place, list }) => ({ name, in: place, list, value: values[name] ?? '' })),
  body,
  media_type: operation.body?.type ?? '',
});

/** Fills in one request, shows it as a command, and sends it. */
export function TryForm({ operation, api_url, api_path }: { operation: TriedOperation; api_url: string; api_path: string }) {
  const token = useToken();
  const [values, setValues] = useState(Object.fromEntries(operation.parameters.map(({ name, example }) => [name, example])));
  const [body, setBody] = useState(operation.body?.example ?? '');
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<ShownAnswer>();
  const [fault, setFault] = useState('');
  const draft = draftOf(operation, values, body);

  const send = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFault('');
    setAnswer(undefined);
    try {
      setAnswer(await sendRequest(draft, api_path, token?.value));
    } catch {
      setFault('No answer came. Is the server still there?');
    } finally {
      setBusy(false);
    }
  };

  return (
    <form onSubmit={send} className="flex flex-col gap-3 border-line border-t p-3">
      {operation.parameters.length > 0 && (
        <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
          {operation.parameters.map(({ name, required, list }) => (
            <Field key={name} label={name} required={required} hint={list ? 'Several: part them by commas' : undefined}>
              <Input
                value={values[name] ?? ''}
                spellCheck={false}
                onChange={(event) => setValues({ ...values, [name]: event.target.value })}
              />
            </Field>
          ))}
        </div>
      )}
      {operation.body && (
        <Field label="Body" optional_mark={false}>
          <Textarea
            value={body}
            rows={6}
            spellCheck={false}
            className="font-mono text-xs!"
            onChange={(event) => setBody(event.target.value)}
          />
        </Field>
      )}
      <CodeBlock label="Command" text={curlCommand(draft, api_url, operation.needs_token)} />
      {operation.can_be_tried && (
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" variant={operation.method === 'DELETE' ? 'danger' : 'primary'} busy={busy}>
            Send {operation.method}
          </Button>
          {operation.needs_token && !token && (
            <p className="text-ink-faint text-xs">Without a token the answer will be 401. Get one at the top of the page.</p>
          )}
        </div>
      )}
      {fault && (
        <Notice tone="danger" urgent>
          {fault}
        </Notice>
      )}
      <div aria-live="polite">{answer && <AnswerView answer={answer} />}</div>
    </form>
  );
}
