'use client';
import { useQuery } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { ProblemWords } from '#components/states/problem-words.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { notify } from '#components/ui/toast.tsx';
import { call } from '#lib/client/api.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { ProblemBody } from '#lib/domain/problem.ts';
import type { VehicleActions } from './vehicle-actions.ts';

export interface NotesPanelProps {
  vehicle_id: string;
  /** User id of the person. */
  me: string;
  /** Absent for people who may only read. */
  actions?: Pick<VehicleActions, 'addNote' | 'deleteNote'> | undefined;
}

const longest_note = 2000;
const shown_first = 3;

/** What colleagues should know of the vehicle: who wrote it, and when. */
export function NotesPanel({ vehicle_id, me, actions }: NotesPanelProps) {
  const words = useText();
  const { t, count } = words;
  const params = { vehicle_id };
  const [text, setText] = useState('');
  const [busy, setBusy] = useState<string>();
  const [problem, setProblem] = useState<ProblemBody>();
  const [all, setAll] = useState(false);
  const notes = useQuery({
    queryKey: ['listNotes', { params }],
    queryFn: ({ signal }) => call('listNotes', { params }, signal),
    staleTime: 0,
    refetchOnWindowFocus: true,
  });
  const items = notes.data?.items ?? [];
  const shown = all ? items : items.slice(0, shown_first);
  const add = async (event: FormEvent) => {
    event.preventDefault();
    const written = text.trim();
    if (!actions || busy || written === '') return;
    setBusy('add');
    setProblem(undefined);
    const result = await actions.addNote({ params, body: { text: written } });
    setBusy(undefined);
    if (!result.ok) return setProblem(result.problem);
    setText('');
    void notes.refetch();
  };
  const remove = async (note_id: string) => {
    if (!actions) return;
    setBusy(note_id);
    const result = await actions.deleteNote({ params: { vehicle_id, note_id } });
    setBusy(undefined);
    if (!result.ok) notify.problem(result.problem, words);
    void notes.refetch();
  };
  return (
    <Panel title={t('Notes')}>
      <div className="flex flex-col gap-2">
        {actions && (
          <form onSubmit={(event) => void add(event)} className="flex flex-col gap-1.5" data-print="never">
            <Field label={t('New note')} label_hidden>
              <Textarea
                rows={1}
                maxLength={longest_note}
                placeholder={t('What should colleagues know?')}
                value={text}
                onChange={(event) => setText(event.target.value)}
                className="min-h-8!"
              />
            </Field>
            {text.trim() !== '' && (
              <Button type="submit" size="sm" variant="primary" busy={busy === 'add'} className="self-start">
                {t('Add note')}
              </Button>
            )}
          </form>
        )}
        {problem && (
          <Notice tone="danger" urgent>
            <ProblemWords problem={problem} />
          </Notice>
        )}
        {notes.isError && (
          <p className="text-danger-ink">
            {t('The notes could not be loaded.')}{' '}
            <button type="button" className="rounded-sm underline" onClick={() => void notes.refetch()}>
              {t('Try again')}
            </button>
          </p>
        )}
        {notes.data && items.length === 0 && <p className="text-ink-faint">{t('No notes yet.')}</p>}
        <ul className="flex flex-col gap-1.5" aria-label={t('Notes')}>
          {shown.map(({ id, text: said, created_by, created_at }) => (
            <li key={id} className="flex items-start gap-1 rounded-md bg-sunken py-1.5 pr-1 pl-2.5">
              <div className="min-w-0 flex-1">
                <p className="whitespace-pre-wrap break-words">{said}</p>
                <p className="text-ink-faint text-xs">
                  {created_by.name}, <RelativeTime at={created_at} focusable />
                </p>
              </div>
              {actions && created_by.id === me && (
                <IconButton size="sm" label={t('Delete this note')} icon={Trash2} disabled={busy === id} onClick={() => void remove(id)} />
              )}
            </li>
          ))}
        </ul>
        {items.length > shown_first && (
          <Button size="sm" variant="ghost" className="self-start" onClick={() => setAll(!all)}>
            {all ? t('Show fewer') : count(items.length - shown_first, 'Show {count} more', 'Show {count} more')}
          </Button>
        )}
      </div>
    </Panel>
  );
}
