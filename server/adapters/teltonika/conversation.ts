/**
 * Commands and answers of one socket. Codec 12 carries no id, so that answers are joined by order alone:
 * one command is in flight at a time; after a timeout the unit owes an answer, and nothing more is asked before it came.
 */
import { type AwaitedAnswer, awaitAnswer } from '../awaited-answer.ts';
import { AdapterFailure } from '../port.ts';

export interface Answer {
  /** refused: the unit says that the command was addressed to another IMEI (codec 14). */
  kind: 'response' | 'refused';
  text: string;
}

export interface Conversation {
  /** Sends a text and waits for its answer. Rejects with `AdapterFailure` unknown on silence, and when the socket closes. */
  ask(text: string, onLate: (answer: Answer) => void): Promise<Answer>;
  /** Sends a text that units answer or not, as their firmware has it. */
  tell(text: string): void;
  receive(answer: Answer): void;
  /** A command is in flight or its answer is owed. */
  isTaken(): boolean;
  close(): void;
}

export const createConversation = (options: {
  write: (text: string) => void;
  answer_timeout_ms: number;
  clock: () => number;
  /** Whether an answer can be one to a command, as opposed to one to a told text. */
  isAnswer: (answer: Answer) => boolean;
}): Conversation => {
  let current: AwaitedAnswer<Answer> | undefined;
  /** Told texts whose answer may still come, and until when. */
  let told = 0;
  let told_until_ms = 0;
  const mayBeTold = () => told > 0 && options.clock() < told_until_ms;

  const ask: Conversation['ask'] = (text, onLate) => {
    current = awaitAnswer(options.answer_timeout_ms, onLate);
    options.write(text);
    return current.promise;
  };

  return {
    ask,
    tell: (text) => {
      told = mayBeTold() ? told + 1 : 1;
      told_until_ms = options.clock() + options.answer_timeout_ms;
      options.write(text);
    },
    receive: (answer) => {
      if (mayBeTold() && (!current || !options.isAnswer(answer))) {
        told -= 1;
        return;
      }
      const awaited = current;
      current = undefined;
      awaited?.take(answer);
    },
    isTaken: () => current !== undefined,
    close: () => {
      current?.abandon(new AdapterFailure('unknown', 'The connection closed before the unit answered'));
      current = undefined;
    },
  };
};
