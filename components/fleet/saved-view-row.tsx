'use client';
import clsx from 'clsx';
import { Check, Ellipsis, Star, Users } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { buttonClass } from '#components/ui/button-class.ts';
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from '#components/ui/dropdown-menu.tsx';
import { Input } from '#components/ui/input.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { SavedView } from '#lib/contract/saved-views.ts';

export interface SavedViewRowProps {
  view: SavedView;
  /** The page began as this view, and shows something else by now. */
  current: boolean;
  changed: boolean;
  may_share: boolean;
  onApply: () => void;
  onUpdate: () => void;
  onRename: (name: string) => void;
  onShare: (shared: boolean) => void;
  onPrefer: (is_default: boolean) => void;
  onCopyLink: () => void;
  onDelete: () => void;
}

const RenameForm = ({ name, onRename, onClose }: { name: string; onRename: (name: string) => void; onClose: () => void }) => {
  const { t } = useText();
  const [text, setText] = useState(name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '' && text.trim() !== name) onRename(text.trim());
    onClose();
  };
  return (
    <form onSubmit={submit} className="flex items-center gap-1.5 py-0.5">
      <Input autoFocus value={text} maxLength={100} onChange={(event) => setText(event.target.value)} aria-label={t('New name')} />
      <Button type="submit" size="sm" variant="primary">
        {t('Save')}
      </Button>
    </form>
  );
};

/** One view: a click applies it, its menu does the rest. */
export const SavedViewRow = (props: SavedViewRowProps) => {
  const { view, current, changed, may_share } = props;
  const { t } = useText();
  const [renaming, setRenaming] = useState(false);
  const may_change = view.shared ? may_share : view.own;
  if (renaming) return <RenameForm name={view.name} onRename={props.onRename} onClose={() => setRenaming(false)} />;
  return (
    <div className="flex items-center gap-0.5">
      <button
        type="button"
        aria-current={current}
        onClick={props.onApply}
        className="flex h-8 min-w-0 flex-1 items-center gap-1.5 rounded-sm px-1.5 text-left text-sm hover:bg-hover pointer-coarse:h-10"
      >
        <Check aria-hidden size={14} className={clsx('shrink-0 text-accent-ink', !current && 'invisible')} />
        <span
          className="truncate"
          title={view.own ? view.name : t('{name}, saved by {owner}', { name: view.name, owner: view.owner.name })}
        >
          {view.name}
        </span>
        {current && changed && <span className="shrink-0 text-ink-faint text-xs">{t('view|changed')}</span>}
        <span className="ml-auto flex shrink-0 items-center gap-1 pl-2 text-ink-faint">
          {view.is_default && <Star aria-label={t('Your default')} size={12} className="fill-current" />}
          {view.shared && <Users aria-label={t('Shared with the fleet')} size={12} />}
        </span>
      </button>
      <Menu>
        <MenuTrigger
          aria-label={t('Actions for “{name}”', { name: view.name })}
          className={clsx(buttonClass({ variant: 'ghost', size: 'sm' }), 'w-7 px-0!')}
        >
          <Ellipsis aria-hidden size={14} />
        </MenuTrigger>
        <MenuContent>
          {may_change && current && changed && <MenuItem onSelect={props.onUpdate}>{t('Update to what is shown')}</MenuItem>}
          {may_change && <MenuItem onSelect={() => setRenaming(true)}>{t('Rename')}</MenuItem>}
          <MenuItem onSelect={props.onCopyLink}>{t('Copy link')}</MenuItem>
          <MenuItem onSelect={() => props.onPrefer(!view.is_default)}>
            {view.is_default ? t('No longer my default') : t('Make it my default')}
          </MenuItem>
          {may_share && (
            <MenuItem onSelect={() => props.onShare(!view.shared)}>{view.shared ? t('Stop sharing') : t('Share with the fleet')}</MenuItem>
          )}
          {may_change && <MenuSeparator />}
          {may_change && (
            <MenuItem danger onSelect={props.onDelete}>
              {t('Delete')}
            </MenuItem>
          )}
        </MenuContent>
      </Menu>
    </div>
  );
};
