'use client';
import { Search, X } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useCallback } from 'react';
import { Input } from '#components/ui/input.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { useText } from '#lib/client/text-provider.tsx';

export interface SearchBoxProps {
  value: string;
  input: RefObject<HTMLInputElement | null>;
  onChange: (text: string) => void;
  /** The person is done typing and goes to the results. */
  onLeave: (how: 'first' | 'list') => void;
}

/** Searches as one types. Enter selects the first result, the down arrow goes into the list, Escape clears. */
export const SearchBox = ({ value, input, onChange, onLeave }: SearchBoxProps) => {
  const { t } = useText();
  const handleKey = useCallback(
    (event: KeyboardEvent<HTMLInputElement>) => {
      if (event.nativeEvent.isComposing) return;
      if (event.key === 'Enter') onLeave('first');
      else if (event.key === 'ArrowDown') onLeave('list');
      else if (event.key === 'Escape' && value !== '') onChange('');
      else if (event.key === 'Escape') event.currentTarget.blur();
      else return;
      event.preventDefault();
    },
    [value, onChange, onLeave],
  );
  return (
    <search className="relative min-w-0 flex-1">
      <Input
        ref={input}
        icon={Search}
        type="search"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={handleKey}
        placeholder={t('Plate, VIN, id, name, tag')}
        aria-label={t('Search vehicles')}
        aria-keyshortcuts="/"
        enterKeyHint="search"
        spellCheck={false}
        className="pr-8! [&::-webkit-search-cancel-button]:hidden"
      />
      {value === '' ? (
        <span aria-hidden className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 pointer-coarse:hidden">
          <Kbd keys="/" />
        </span>
      ) : (
        <button
          type="button"
          aria-label={t('Clear search')}
          onClick={() => {
            onChange('');
            input.current?.focus();
          }}
          className="absolute top-1/2 right-1 flex size-6 -translate-y-1/2 items-center justify-center rounded-sm text-ink-faint hover:text-ink"
        >
          <X aria-hidden size={14} />
        </button>
      )}
    </search>
  );
};
