'use client';
import { useQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { option_class } from '#components/ui/floating-class.ts';
import { Popover, PopoverContent, PopoverTrigger } from '#components/ui/popover.tsx';
import { call } from '#lib/client/api.ts';
import { useText } from '#lib/client/text-provider.tsx';
import { tag_limits, tagProblem } from './tag-change.ts';

/** Finds a tag in use, or makes a new one. */
export function TagPicker({ tags, onPick }: { tags: readonly string[]; onPick: (tag: string) => void }) {
  const words = useText();
  const { t, formatNumber } = words;
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const used = useQuery({ queryKey: ['listTags', {}], queryFn: ({ signal }) => call('listTags', {}, signal), enabled: open });
  const candidates = (used.data?.items ?? []).filter(({ tag }) => !tags.includes(tag));
  const wanted = text.trim();
  const problem = wanted === '' ? undefined : tagProblem(tags, wanted, words);
  const is_new = wanted !== '' && !problem && !candidates.some(({ tag }) => tag === wanted);
  const pick = (tag: string) => {
    if (tagProblem(tags, tag, words)) return;
    setOpen(false);
    setText('');
    onPick(tag);
  };
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger
        data-print="never"
        disabled={tags.length >= tag_limits.tags}
        title={tags.length >= tag_limits.tags ? t('At most {count} tags.', { count: tag_limits.tags }) : undefined}
        className="inline-flex h-5 items-center gap-1 rounded-sm px-1.5 font-medium text-ink-soft text-xs hover:bg-hover hover:text-ink disabled:opacity-50 pointer-coarse:h-9"
      >
        <Plus aria-hidden size={12} /> {t('Add tag')}
      </PopoverTrigger>
      <PopoverContent aria-label={t('Add tag')} className="w-64 p-0!">
        <Command label={t('Tag')} loop vimBindings={false}>
          <Command.Input
            value={text}
            onValueChange={setText}
            placeholder={t('Find or write a tag')}
            maxLength={tag_limits.characters}
            className="h-9 w-full border-line border-b bg-transparent px-3 text-sm outline-none"
          />
          <Command.List className="max-h-60 overflow-y-auto p-1">
            {problem && <p className="px-2 py-1.5 text-danger-ink text-xs">{problem}</p>}
            {used.isError && (
              <p className="px-2 py-1.5 text-ink-soft text-xs">{t('Tags in use could not be loaded. A new one can be written.')}</p>
            )}
            {!is_new && (
              <Command.Empty className="px-2 py-2 text-ink-faint text-xs">
                {used.isPending ? t('Loading…') : problem ? '' : t('No tag is in use yet.')}
              </Command.Empty>
            )}
            {candidates.map(({ tag, count }) => (
              <Command.Item key={tag} value={tag} onSelect={() => pick(tag)} className={option_class}>
                <span className="min-w-0 flex-1 truncate">{tag}</span>
                <span className="text-ink-faint text-xs">{formatNumber(count)}</span>
              </Command.Item>
            ))}
            {is_new && (
              <Command.Item value={`new ${wanted}`} keywords={[wanted]} onSelect={() => pick(wanted)} className={option_class}>
                <Plus aria-hidden size={14} className="text-ink-faint" />
                <span className="min-w-0 truncate">{t('New tag “{tag}”', { tag: wanted })}</span>
              </Command.Item>
            )}
          </Command.List>
        </Command>
      </PopoverContent>
    </Popover>
  );
}
