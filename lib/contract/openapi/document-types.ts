/** The parts of OpenAPI 3.1 that our document is made of; https://spec.openapis.org/oas/v3.1.1. */

export type JsonSchema = { [keyword: string]: unknown };
export interface Reference {
  $ref: string;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  description?: string;
  schema: JsonSchema;
  example?: unknown;
}

export interface Example {
  summary?: string;
  value: unknown;
}

export interface MediaType {
  schema: JsonSchema;
  example?: unknown;
  examples?: Record<string, Example | Reference>;
}

export interface RequestBody {
  required: boolean;
  content: Record<string, MediaType>;
}

export interface Header {
  description: string;
  schema: JsonSchema;
}

export interface Response {
  description: string;
  headers?: Record<string, Header | Reference>;
  content?: Record<string, MediaType>;
}

export interface OperationObject {
  operationId: string;
  summary: string;
  description?: string;
  tags: string[];
  security: Record<string, string[]>[];
  parameters?: (Parameter | Reference)[];
  requestBody?: RequestBody;
  responses: Record<string, Response | Reference>;
  'x-invers-permission'?: string;
  'x-motorpool-extension'?: true;
}

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
export type PathItem = { [M in Method]?: OperationObject };

export interface Components {
  schemas: Record<string, JsonSchema>;
  responses: Record<string, Response>;
  parameters: Record<string, Parameter>;
  examples: Record<string, Example>;
  headers: Record<string, Header>;
  securitySchemes: Record<string, object>;
}

export interface OpenApiDocument {
  openapi: '3.1.1';
  info: { title: string; version: string; summary: string; description: string; license: { name: string; identifier: string } };
  servers: { url: string; description: string }[];
  tags: { name: string; description: string }[];
  paths: Record<string, PathItem>;
  components: Components;
}
