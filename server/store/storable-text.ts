/** Text that both databases keep as it is: without NUL, which PostgreSQL refuses, and without halves of surrogate pairs, which UTF-8 cannot hold. */
export const isStorableText = (text: string): boolean => !text.includes('\0') && text.isWellFormed();
