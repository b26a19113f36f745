'use server';
import { defineAction } from '#server/actions/define-action.ts';
import * as apply_import from '#server/services/apply-import.ts';
import * as imports from '#server/services/imports.ts';
import * as revert_import from '#server/services/revert-import.ts';

export const checkImport = defineAction('checkImport', imports.checkImport);
export const applyImport = defineAction('applyImport', apply_import.applyImport);
export const revertImport = defineAction('revertImport', revert_import.revertImport);
