export interface DraftParameter {
  name: string;
  in: 'path' | 'query' | 'header';
  value: string;
  /** Takes several values, parted by commas. */
  list: boolean;
}

/** A request as a reader fills it in. */
export interface RequestDraft {
  method: string;
  /** With `{name}` for parameters. */
  path: string;
  parameters: readonly DraftParameter[];
  /** JSON text; empty for none. */
  body: string;
  media_type: string;
}

const queryPairs = ({ parameters }: RequestDraft): [string, string][] =>
  parameters
    .filter((one) => one.in === 'query' && one.value !== '')
    .flatMap(({ name, value, list }) => (list ? value.split(',') : [value]).map((part): [string, string] => [name, part.trim()]));

/** Path and query below the API's address. */
export const requestPath = (draft: RequestDraft): string => {
  const path = draft.path.replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = draft.parameters.find((one) => one.in === 'path' && one.name === name)?.value;
    return value ? encodeURIComponent(value) : hole;
  });
  const query = new URLSearchParams(queryPairs(draft)).toString();
  return query ? `${path}?${query}` : path;
};

export const requestHeaders = (draft: RequestDraft): Record<string, string> => ({
  ...(draft.body.trim() && { 'Content-Type': draft.media_type }),
  ...Object.fromEntries(draft.parameters.flatMap((one) => (one.in === 'header' && one.value ? [[one.name, one.value]] : []))),
});

/** One word for a POSIX shell, whatever it holds. */
const shellWord = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** The request for a terminal. The token stays a variable, so that it is never copied along. */
export const curlCommand = (draft: RequestDraft, api_url: string, needs_token: boolean): string => {
  const lines = [
    `curl${draft.method === 'GET' ? '' : ` -X ${draft.method}`} ${shellWord(api_url + requestPath(draft))}`,
    ...(needs_token ? ['-H "Authorization: Bearer $TOKEN"'] : []),
    ...Object.entries(requestHeaders(draft)).map(([name, value]) => `-H ${shellWord(`${name}: ${value}`)}`),
    ...(draft.body.trim() ? [`-d ${shellWord(draft.body.trim())}`] : []),
  ];
  return lines.join(' \\\n  ');
};
