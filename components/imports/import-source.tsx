'use client';
import { Download, FileUp } from 'lucide-react';
import { type DragEvent, type FormEvent, useRef, useState } from 'react';
import { ProblemNote } from '#components/states/problem-note.tsx';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Field } from '#components/ui/field.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { ApiFailure, call, no_answer } from '#lib/client/api.ts';
import { saveCsv } from '#lib/client/csv.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { Import } from '#lib/contract/imports.ts';
import { import_template } from '#lib/domain/import-columns.ts';
import type { ProblemBody } from '#lib/domain/problem.ts';

/** The body is JSON, in which quotes and line ends take more room. */
const largest_bytes = 900_000;

/** Where a file is given: dropped, chosen or pasted. It is checked at once and changes nothing. */
export function ImportSource({ onChecked }: { onChecked: (checked: Import) => void }) {
  const { t } = useText();
  const [text, setText] = useState('');
  const [clear, setClear] = useState(false);
  const [busy, setBusy] = useState(false);
  const [over, setOver] = useState(false);
  const [problem, setProblem] = useState<ProblemBody>();
  const [too_large, setTooLarge] = useState(false);
  const picker = useRef<HTMLInputElement>(null);

  const check = async (csv: string, file_name?: string) => {
    setProblem(undefined);
    setTooLarge(csv.length > largest_bytes);
    if (csv.trim() === '' || csv.length > largest_bytes) return;
    setBusy(true);
    try {
      const body = {
        csv,
        empty_cells: clear ? ('CLEAR' as const) : ('KEEP' as const),
        ...(file_name && { file_name: file_name.slice(0, 200) }),
      };
      onChecked(await call('createImport', { body }));
    } catch (error) {
      setProblem(error instanceof ApiFailure ? error.problem : no_answer);
    }
    setBusy(false);
  };
  const readFile = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > largest_bytes) return setTooLarge(true);
    const bytes = await file.arrayBuffer();
    // Spreadsheets of older Windows save their own letters.
    const csv = await Promise.resolve(new TextDecoder('utf-8', { fatal: true }))
      .then((decoder) => decoder.decode(bytes))
      .catch(() => new TextDecoder('windows-1252').decode(bytes));
    await check(csv, file.name);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void readFile(event.dataTransfer.files[0]);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void check(text);
  };
  return (
    <form onSubmit={submit} className="flex max-w-3xl flex-col gap-4 px-4 pb-6">
      <section
        aria-label={t('File of vehicles')}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={`flex flex-col items-center gap-2 rounded-lg border border-dashed px-4 py-6 text-center ${over ? 'border-accent bg-selected' : 'border-line-strong bg-surface'}`}
      >
        <input
          ref={picker}
          type="file"
          accept=".csv,.txt,text/csv,text/plain"
          className="sr-only"
          tabIndex={-1}
          aria-label={t('CSV file')}
          onChange={(event) => {
            void readFile(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
        <Button variant="primary" icon={FileUp} busy={busy} onClick={() => picker.current?.click()}>
          {t('Choose a CSV file')}
        </Button>
        <p className="text-ink-soft">
          {t(
            'or drop it here. Commas, semicolons or tabs; up to 5,000 vehicles. The export of the fleet page can be changed and given back.',
          )}
        </p>
        <Button size="sm" variant="ghost" icon={Download} onClick={() => saveCsv('vehicles.csv', import_template)}>
          {t('Download the template')}
        </Button>
      </section>
      <Field label={t('Or paste rows with their line of headers')} optional_mark={false}>
        <Textarea
          rows={4}
          value={text}
          spellCheck={false}
          className="max-h-64 font-mono text-xs"
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <Checkbox checked={clear} onChange={(event) => setClear(event.target.checked)} label={t('Empty cells clear what the vehicle has')} />
      {too_large && (
        <Notice tone="danger" urgent>
          {t('The file is larger than 0.9 MB. Divide it.')}
        </Notice>
      )}
      <ProblemNote problem={problem} />
      <div className="flex items-center gap-3">
        <Button type="submit" busy={busy} disabled={text.trim() === ''}>
          {t('Check the rows')}
        </Button>
        <p role="status" className="text-ink-soft">
          {busy ? t('Checking; manufacturers are asked about new units…') : t('Nothing is changed before you have seen what would be.')}
        </p>
      </div>
    </form>
  );
}
