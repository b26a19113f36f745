import type { LucideIcon } from 'lucide-react';

export interface FoundVehicle {
  id: string;
  label: string;
  hint: string;
}

export interface PaletteItem {
  id: string;
  label: string;
  hint?: string;
  icon?: LucideIcon;
  shortcut?: string;
  keywords?: readonly string[];
  run: () => void;
}

export interface PaletteGroup {
  title: string;
  items: PaletteItem[];
}

/** Case and accents do not count. */
const fold = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** Keeps what contains every word of the query, in label or keywords; those whose label begins with it come first. */
export const filterItems = (items: readonly PaletteItem[], query: string): PaletteItem[] => {
  const words = fold(query).split(/\s+/).filter(Boolean);
  const first = words[0];
  if (first === undefined) return [...items];
  const kept = items.filter((item) => {
    const text = fold([item.label, ...(item.keywords ?? [])].join(' '));
    return words.every((word) => text.includes(word));
  });
  const rank = (item: PaletteItem) => (fold(item.label).startsWith(first) ? 0 : 1);
  return kept.toSorted((a, b) => rank(a) - rank(b));
};
