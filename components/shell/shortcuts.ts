export interface Shortcut {
  /** `mod+k` together; `g f` one after another. */
  keys: string;
  label: string;
}

export interface ShortcutGroup {
  title: string;
  shortcuts: readonly Shortcut[];
}

export type ShortcutActions = Readonly<Record<string, () => void>>;

const sequence_ms = 1000;
const typing = 'input, textarea, select, [contenteditable="true"], [role="textbox"]';

export interface Keystroke {
  key: string;
  mod: boolean;
  shift: boolean;
  alt: boolean;
  at_ms: number;
  /** The person is writing, or a dialog is open. */
  occupied: boolean;
}

export const readKeystroke = (event: KeyboardEvent): Keystroke => {
  const target = event.target instanceof Element ? event.target : undefined;
  return {
    key: event.key.length === 1 ? event.key.toLowerCase() : event.key,
    mod: event.ctrlKey || event.metaKey,
    shift: event.shiftKey,
    alt: event.altKey,
    at_ms: event.timeStamp,
    occupied: Boolean(target?.closest(typing)) || document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null,
  };
};

/** Turns keystrokes into the names of shortcuts. Chords with Ctrl or ⌘ work everywhere, single keys only while nobody writes. */
export const createShortcutReader = () => {
  let last: { key: string; at_ms: number } | undefined;
  return (stroke: Keystroke, known: readonly string[]): string | undefined => {
    const before = last && stroke.at_ms - last.at_ms <= sequence_ms ? last.key : undefined;
    last = undefined;
    if (stroke.alt) return undefined;
    if (stroke.mod) return known.find((keys) => keys === `mod+${stroke.key}`);
    if (stroke.occupied) return undefined;
    const pair = before === undefined ? undefined : known.find((keys) => keys === `${before} ${stroke.key}`);
    if (pair) return pair;
    const single = known.find((keys) => keys === stroke.key);
    if (single === undefined) last = { key: stroke.key, at_ms: stroke.at_ms };
    return single;
  };
};
