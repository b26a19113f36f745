import { stripVTControlCharacters, styleText } from 'node:util';

export type LogFormat = 'json' | 'text';
export type WriteLine = (process_name: string, line: string) => void;

const unshown = new Set(['level', 'time', 'msg', 'pid', 'hostname', 'name', 'process']);

/** One log for all processes: JSON lines as the children wrote them, or one compact line each for people. */
export function createLineWriter(format: LogFormat, out: { write: (text: string) => unknown; isTTY?: boolean }): WriteLine {
  const formatLine = format === 'json' ? formatJson : formatText;
  return (process_name, line) => {
    if (line.trim() === '') return;
    const text = formatLine(process_name, line);
    out.write(`${out.isTTY && format === 'text' ? colour(text) : text}\n`);
  };
}

/** The child's JSON line with the name of the process; anything else is wrapped, so that every line of the log is JSON. */
export function formatJson(process_name: string, line: string): string {
  const entry = parseEntry(line);
  if (entry) return JSON.stringify({ ...entry, process: process_name });
  return JSON.stringify({ level: 'info', time: new Date().toISOString(), process: process_name, msg: stripVTControlCharacters(line) });
}

/** `12:00:00.000 gateway  warn  message key=value`; control characters are escaped, since a line may quote a stranger. */
export function formatText(process_name: string, line: string): string {
  const entry = parseEntry(line);
  const time = typeof entry?.time === 'string' ? entry.time : new Date().toISOString();
  const level = typeof entry?.level === 'string' ? entry.level : '';
  const text = entry ? [entry.msg ?? '', ...listFields(entry)].join(' ').trim() : stripVTControlCharacters(line);
  return `${time.slice(11, 23)} ${process_name.padEnd(10)} ${level.padEnd(5)} ${escapeControls(text)}`;
}

function parseEntry(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && 'level' in value ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function listFields(entry: Record<string, unknown>): string[] {
  return Object.entries(entry)
    .filter(([key]) => !unshown.has(key))
    .map(([key, value]) => `${key}=${typeof value === 'string' ? quote(value) : showValue(value)}`);
}

function showValue(value: unknown): string {
  const error_text = typeof value === 'object' && value !== null && 'stack' in value ? value.stack : undefined;
  return typeof error_text === 'string' ? error_text : JSON.stringify(value);
}

function quote(value: string): string {
  return /[\s"=]/.test(value) || value === '' ? JSON.stringify(value) : value;
}

function escapeControls(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, (character) =>
    character === '\n' ? '\n    ' : `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}

function colour(text: string): string {
  const level = text.slice(24, 29).trim();
  if (level === 'error' || level === 'fatal') return styleText('red', text);
  return level === 'warn' ? styleText('yellow', text) : text;
}
