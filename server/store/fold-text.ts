/** Lower case without accents and compatibility forms: how search text is stored and asked. */
export const foldText = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
