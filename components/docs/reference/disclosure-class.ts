/** Look of what folds on the reference page. */
export const disclosure_class = 'rounded-md border border-line bg-surface';
export const summary_class = 'cursor-pointer select-none rounded-md px-3 py-1.5 font-medium text-sm hover:bg-hover pointer-coarse:py-2.5';
