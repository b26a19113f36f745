'use client';
import { useQueryClient } from '@tanstack/react-query';
import { Check, Hand } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { notify } from '#components/ui/toast.tsx';
import type { ActionResult } from '#lib/client/action-result.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { EventLogEntry, EventMarks } from '#lib/contract/events.ts';
import type { Marking } from './event-actions.ts';

export interface EventMarksProps {
  entry: EventLogEntry;
  /** As stored; undefined while nobody has marked the event. */
  marks: EventMarks | undefined;
  marking?: Marking | undefined;
}

const longest_comment = 1000;

/** Who saw the event, who cares for it, and what they said: stored, the same for everybody. */
export function EventMarksPanel({ entry, marks: stored, marking }: EventMarksProps) {
  const words = useText();
  const { t } = words;
  const queries = useQueryClient();
  const [busy, setBusy] = useState<'acknowledge' | 'assign' | 'comment'>();
  const [text, setText] = useState('');
  const marks = stored ?? { comments: [] };
  const { acknowledgement, assignment, comments } = marks;
  const params = { event_id: entry.id };
  const run = async (act: typeof busy, work: Promise<ActionResult<EventMarks>>): Promise<boolean> => {
    setBusy(act);
    const result = await work;
    setBusy(undefined);
    if (result.ok) marking?.onMarked?.(entry.id, result.data);
    else notify.problem(result.problem, words);
    await queries.invalidateQueries({ queryKey: ['getEventLogEntry', params] });
    return result.ok;
  };
  const comment = async (event: FormEvent) => {
    event.preventDefault();
    const written = text.trim();
    if (!marking || written === '' || busy) return;
    if (await run('comment', marking.actions.commentEvent({ params, body: { text: written } }))) setText('');
  };
  if (!marking && !stored) return null;
  const mine = assignment?.to.id === marking?.me;
  return (
    <section aria-label={t('Care')} className="flex flex-col gap-2">
      <h3 className="font-medium text-ink-faint text-xs">{t('Care')}</h3>
      {acknowledgement && (
        <p className="text-ink-soft">
          {t('Acknowledged by {name}', { name: acknowledgement.by.name })}, <RelativeTime at={acknowledgement.at} focusable />
        </p>
      )}
      {assignment && (
        <p className="text-ink-soft">
          {t('Assigned to {name}', { name: assignment.to.name })}, <RelativeTime at={assignment.at} focusable />
        </p>
      )}
      {marking && (
        <div className="flex flex-wrap gap-1.5">
          <Button
            size="sm"
            icon={Check}
            busy={busy === 'acknowledge'}
            onClick={() => void run('acknowledge', marking.actions.acknowledgeEvent({ params, body: { acknowledged: !acknowledgement } }))}
          >
            {t(acknowledgement ? 'Take acknowledgement back' : 'Acknowledge')}
          </Button>
          <Button
            size="sm"
            icon={Hand}
            busy={busy === 'assign'}
            onClick={() => void run('assign', marking.actions.assignEvent({ params, body: { user_id: mine ? null : marking.me } }))}
          >
            {t(mine ? 'Hand back' : 'Assign to me')}
          </Button>
        </div>
      )}
      {comments.length > 0 && (
        <ol className="flex flex-col gap-1.5">
          {comments.map(({ id, text: said, by, at }) => (
            <li key={id} className="rounded-md bg-sunken px-2.5 py-1.5">
              <p className="whitespace-pre-wrap break-words">{said}</p>
              <p className="text-ink-faint text-xs">
                {by.name}, <RelativeTime at={at} focusable />
              </p>
            </li>
          ))}
        </ol>
      )}
      {marking && (
        <form onSubmit={(event) => void comment(event)} className="flex flex-col gap-1.5">
          <Field label={t('Comment')} label_hidden>
            <Textarea
              rows={2}
              maxLength={longest_comment}
              placeholder={t('Comment for everybody')}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          </Field>
          {text.trim() !== '' && (
            <Button type="submit" size="sm" busy={busy === 'comment'} className="self-start">
              {t('Add comment')}
            </Button>
          )}
        </form>
      )}
    </section>
  );
}
