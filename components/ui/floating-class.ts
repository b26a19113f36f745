/** Look shared by everything that floats above the page: menus, popovers, lists. */
export const floating_class = 'z-50 animate-appear rounded-md border border-line bg-raised text-ink text-sm shadow-floating';

/** One line of a menu or list. Radix and cmdk mark the current one in their own ways. */
export const option_class =
  'flex min-h-7.5 cursor-pointer select-none items-center gap-2 rounded-sm px-2 text-sm outline-none pointer-coarse:min-h-10 ' +
  'data-highlighted:bg-hover data-[selected=true]:bg-hover aria-disabled:text-ink-faint';
