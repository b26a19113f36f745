'use server';
import { defineAction } from '#server/actions/define-action.ts';
import * as commands from '#server/services/commands.ts';

export const requestCommand = defineAction('runCommand', commands.requestCommand);
export const resolveCommand = defineAction('resolveCommand', commands.resolveCommand);
