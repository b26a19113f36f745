import { describe, expect, it } from 'vitest';
import { permissions } from '#lib/domain/access.ts';
import { type ProblemKind, problems } from '#lib/domain/problem.ts';
import { ProblemBody } from '#lib/domain/problem-schema.ts';
import { operation_examples } from './examples/operation-examples.ts';
import { problemExample } from './examples/problem-examples.ts';
import { unresolvedReferences, validatorOf, walk } from './openapi/document-reader.fixture.ts';
import type { JsonSchema, OperationObject, Parameter, Response } from './openapi/document-types.ts';
import { area_texts, openApiDocument } from './openapi.ts';
import type { Operation } from './operation.ts';
import { type OperationId, operations } from './operations.ts';

const app_url = 'https://fleet.example';
const document = openApiDocument({ app_url });
const { components } = document;
const table = Object.entries(operations) as [OperationId, Operation][];
const told = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method, operation: operation as OperationObject })),
);

const toldOf = (operation: Operation): OperationObject | undefined =>
  told.find(({ path, method }) => path === operation.path && method === operation.method.toLowerCase())?.operation;
const parametersOf = (operation: OperationObject): Parameter[] =>
  (operation.parameters ?? []).map((one) => ('$ref' in one ? components.parameters[one.$ref.split('/').at(-1) ?? ''] : one) as Parameter);
const responsesOf = (operation: OperationObject): [string, Response][] =>
  Object.entries(operation.responses).map(([status, one]) => [
    status,
    ('$ref' in one ? components.responses[one.$ref.slice('#/components/responses/'.length)] : one) as Response,
  ]);

describe('the OpenAPI document', () => {
  it.each(table)('tells %s with its permission, body and success', (id, operation) => {
    const found = toldOf(operation);
    expect(found?.operationId).toBe(id);
    expect(Object.keys(found?.responses ?? {})).toContain(String(operation.status));
    expect(found?.['x-motorpool-extension'] ?? false).toBe(operation.ours ?? false);
    if (operation.permission && operation.permission !== 'any') expect(found?.['x-invers-permission']).toBe(operation.permission);
    expect(found?.requestBody !== undefined).toBe(!operation.body.safeParse(undefined).success || operation.body_optional === true);
    expect(found?.requestBody?.content['application/merge-patch+json'] !== undefined).toBe(operation.method === 'PATCH');
  });

  it.each(table)('has an example of %s that both sides of the contract accept', (id, operation) => {
    const {
      params = {},
      query = {},
      body,
      output,
    } = operation_examples[id] as { params?: object; query?: object; body?: unknown; output?: unknown };
    expect(operation.params.safeParse(params)).toMatchObject({ success: true });
    expect(operation.query.safeParse(query)).toMatchObject({ success: true });
    if (body !== undefined) expect(operation.body.safeParse(body)).toMatchObject({ success: true });
    expect(body !== undefined).toBe(toldOf(operation)?.requestBody !== undefined);
    if (operation.status === 204) expect(output).toBeUndefined();
    else expect(operation.output.parse(output)).toEqual(output);
  });

  it('accepts its examples by its own schemas, and no broken ones', () => {
    const media = [...walk(document.paths)].flatMap(({ node }) => ('schema' in node && 'example' in node ? [node] : []));
    expect(media.length).toBeGreaterThan(table.length);
    for (const { schema, example } of media) {
      const verdict = validatorOf(schema as JsonSchema, components.schemas).safeParse(example);
      expect(verdict.error, JSON.stringify({ schema, example })).toBeUndefined();
    }
    const vehicle = validatorOf({ $ref: '#/components/schemas/Vehicle' }, components.schemas);
    expect(vehicle.safeParse({ ...(operation_examples.getVehicle.output as object), life_status: 'ONLINE' }).success).toBe(false);
  });

  it('shows every problem as it is sent', () => {
    for (const kind of Object.keys(problems) as ProblemKind[]) {
      const example = problemExample(kind, app_url);
      expect(ProblemBody.strict().parse(example)).toEqual(example);
    }
    for (const [name, { value }] of Object.entries(components.examples)) {
      const { type } = value as ProblemBody;
      expect(name).toBe(type.replace('/problems/', '').replaceAll('/', '.'));
    }
  });

  it('leads every reference to something, and leaves nothing unused', () => {
    expect(unresolvedReferences(document)).toEqual([]);
    expect(unresolvedReferences({ a: { $ref: '#/components/schemas/Gone' } })).toHaveLength(1);
    const used = new Set([...walk(document)].flatMap(({ node }) => (typeof node.$ref === 'string' ? [node.$ref] : [])));
    for (const place of ['schemas', 'responses', 'parameters', 'examples', 'headers'] as const) {
      const unused = Object.keys(components[place]).filter((name) => !used.has(`#/components/${place}/${name}`));
      expect({ place, unused }).toEqual({ place, unused: [] });
    }
  });

  it('declares the parameters of each path, and no others', () => {
    for (const { path, operation } of told) {
      const in_path = parametersOf(operation).filter((one) => one.in === 'path');
      expect(in_path.every((one) => one.required)).toBe(true);
      expect(in_path.map((one) => one.name).sort()).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort());
    }
  });

  it('calls schemas by the names of the code, and leaves nothing large unnamed', () => {
    const expected = [
      'Vehicle',
      'VehicleState',
      'VehicleId',
      'MasterData',
      'MasterDataPatch',
      'Capabilities',
      'CommandLogEntry',
      'Problem',
      'VehiclePage',
    ];
    expect(Object.keys(components.schemas)).toEqual(expect.arrayContaining(expected));
    const inline = [...walk(document.paths)].flatMap(({ path, node }) =>
      'schema' in node ? [{ path, size: JSON.stringify(node.schema).length }] : [],
    );
    expect(inline.length).toBeGreaterThan(table.length);
    expect(inline.filter(({ size }) => size > 500).map(({ path }) => path.join(' '))).toEqual([]);
  });

  it('names every schema once', () => {
    const names_by_text = Map.groupBy(Object.entries(components.schemas), ([, schema]) => JSON.stringify(schema));
    const twice = [...names_by_text.values()].filter((group) => group.length > 1).map((group) => group.map(([name]) => name));
    expect(twice).toEqual([]);
  });

  it('has unique operation ids, known areas and known scopes', () => {
    const ids = told.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { operation } of told) expect(Object.keys(area_texts)).toContain(operation.tags[0]);
    const scopes = told.flatMap(({ operation }) => operation.security.flatMap((one) => one.client_credentials ?? []));
    expect(scopes.filter((scope) => !(permissions as string[]).includes(scope))).toEqual([]);
  });

  it('sends the flow id with every answer, and says what to do about limits', () => {
    for (const { operation } of told) {
      for (const [status, response] of responsesOf(operation)) {
        expect(Object.keys(response.headers ?? {})).toContain('X-INVERS-Flow-ID');
        if (status === '429' && operation.operationId !== 'createToken')
          expect(Object.keys(response.headers ?? {})).toEqual(expect.arrayContaining(['Retry-After', 'X-Rate-Limit-Reset']));
      }
    }
  });
});
