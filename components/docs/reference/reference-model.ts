import type { OpenApiDocument, OperationObject, Parameter, Response } from '#lib/contract/openapi/document-types.ts';
import type { ProblemBody } from '#lib/domain/problem.ts';
import { type TypeWord, typeWords } from './schema-text.ts';

export interface ReferenceParameter {
  name: string;
  in: Parameter['in'];
  required: boolean;
  description: string;
  words: TypeWord[];
  /** Takes several values. */
  list: boolean;
  /** What the form begins with. */
  example: string;
}

export interface ReferenceMedia {
  type: string;
  words: TypeWord[];
  example: string;
}

export interface ReferenceProblem {
  status: number;
  type: string;
  title: string;
}

export interface ReferenceOperation {
  id: string;
  method: string;
  path: string;
  summary: string;
  description: string;
  permission: string | undefined;
  extension: boolean;
  needs_token: boolean;
  /** Can be sent from the page: neither a stream nor the token endpoint. */
  can_be_tried: boolean;
  parameters: ReferenceParameter[];
  body: (ReferenceMedia & { required: boolean; types: string[] }) | undefined;
  success: { status: string; description: string; media: ReferenceMedia | undefined }[];
  problems: ReferenceProblem[];
}

export interface ReferenceArea {
  name: string;
  description: string;
  operations: ReferenceOperation[];
}

const shown = (value: unknown): string => {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
};

const lastStep = (reference: string) => reference.slice(reference.lastIndexOf('/') + 1);

const mediaOf = (content: Response['content']): ReferenceMedia | undefined => {
  const [entry] = Object.entries(content ?? {});
  if (!entry) return undefined;
  const [type, { schema, example }] = entry;
  return { type, words: typeWords(schema), example: shown(example) };
};

/** Taken by every operation; the page says so once. */
const told_once = 'x-invers-fleet-id';

const parametersOf = (operation: OperationObject, { components }: OpenApiDocument): ReferenceParameter[] =>
  (operation.parameters ?? []).flatMap((given) => {
    const parameter = '$ref' in given ? components.parameters[lastStep(given.$ref)] : given;
    if (!parameter || parameter.name === told_once) return [];
    const { name, required, description = '', schema, example } = parameter;
    const values = Array.isArray(example) ? example.join(',') : shown(example);
    return [
      {
        name,
        in: parameter.in,
        required,
        description,
        words: typeWords(schema),
        list: schema.type === 'array',
        example: required ? values : '',
      },
    ];
  });

const problemsOf = (operation: OperationObject, { components }: OpenApiDocument): ReferenceProblem[] =>
  Object.values(operation.responses).flatMap((response) => {
    if (!('$ref' in response)) return [];
    const examples = components.responses[lastStep(response.$ref)]?.content?.['application/json']?.examples ?? {};
    return Object.keys(examples).flatMap((name) => {
      const { status, type, title } = (components.examples[name]?.value ?? {}) as ProblemBody;
      return type ? [{ status, type, title }] : [];
    });
  });

const successOf = (operation: OperationObject): ReferenceOperation['success'] =>
  Object.entries(operation.responses).flatMap(([status, response]) =>
    '$ref' in response ? [] : [{ status, description: response.description, media: mediaOf(response.content) }],
  );

const bodyOf = ({ requestBody }: OperationObject): ReferenceOperation['body'] => {
  const media = mediaOf(requestBody?.content);
  return requestBody && media && { ...media, required: requestBody.required, types: Object.keys(requestBody.content) };
};

const operationOf = (method: string, path: string, operation: OperationObject, document: OpenApiDocument): ReferenceOperation => {
  const success = successOf(operation);
  const asks_client = operation.security.some((one) => 'client_basic' in one);
  const needs_token = operation.security.some((one) => 'client_credentials' in one);
  return {
    id: operation.operationId,
    method: method.toUpperCase(),
    path,
    summary: operation.summary,
    description: operation.description ?? '',
    permission: operation['x-invers-permission'],
    extension: operation['x-motorpool-extension'] ?? false,
    needs_token,
    can_be_tried: !asks_client && !success.some(({ media }) => media?.type === 'text/event-stream'),
    parameters: parametersOf(operation, document),
    body: bodyOf(operation),
    success,
    problems: problemsOf(operation, document),
  };
};

/** The document as the page shows it: by area, with every reference followed. */
export const referenceAreas = (document: OpenApiDocument): ReferenceArea[] => {
  const all = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      area: operation.tags[0],
      operation: operationOf(method, path, operation, document),
    })),
  );
  return document.tags.map(({ name, description }) => ({
    name,
    description,
    operations: all.filter(({ area }) => area === name).map(({ operation }) => operation),
  }));
};
