import { ERRORS } from '../../../kernel/errors.ts';
import { type Html, html, raw, render } from '../../pages/html.ts';
import { DOCS_STYLE } from './docs-style.ts';
import type { OpenApi, Operation, Parameter } from './document.ts';
import type { JsonSchema } from './schema.ts';

/** The API on one page, without script: operations by group, their parameters, bodies and answers, every schema and every error. */
export function docsPage(api: OpenApi): string {
  const groups = api.tags.map(({ name }) => ({ name, operations: operationsOf(api, name) }));
  return `<!DOCTYPE html>${render(html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${api.info.title} ${api.info.version}</title>
<meta name="description" content="Reference of every operation, schema and error of the shop's API.">
<meta name="color-scheme" content="light dark">
<style>${raw(DOCS_STYLE)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the reference</a>
<header><h1>${api.info.title} <small>${api.info.version}</small></h1><p>${code(api.info.description)}</p>
<p><a href="/api/openapi.json">OpenAPI 3.1 document</a></p></header>
<div class="page">
<nav aria-label="Contents"><ul>${groups.map(
    ({ name, operations }) =>
      html`<li><a href="#${anchor(name)}">${title(name)}</a><ul>${operations.map(
        ({ operation }) => html`<li><a href="#${operation.operationId}">${operation.summary}</a></li>`,
      )}</ul></li>`,
  )}<li><a href="#schemas">Schemas</a></li><li><a href="#errors">Errors</a></li></ul></nav>
<main id="main">
${groups.map(({ name, operations }) => html`<section aria-labelledby="${anchor(name)}"><h2 id="${anchor(name)}">${title(name)}</h2>${operations.map(operationPart)}</section>`)}
<section aria-labelledby="schemas"><h2 id="schemas">Schemas</h2>${Object.entries(api.components.schemas).map(
    ([name, schema]) => html`<article class="schema" id="schema-${name}"><h3>${name}</h3>${schemaPart(schema)}</article>`,
  )}</section>
<section aria-labelledby="errors"><h2 id="errors">Errors</h2>
<p>Refusals are <code>application/problem+json</code>; a <code>code</code> never changes its meaning.</p>
${table(
  ['Code', 'Status', 'Meaning', 'What to do'],
  Object.entries(ERRORS).map(
    ([name, kind]) =>
      html`<tr><th scope="row" id="${name}"><code>${name}</code></th><td>${kind.status}</td><td>${kind.title}</td><td>${kind.advice}</td></tr>`,
  ),
)}</section>
</main></div></body></html>`)}`;
}

type Placed = { method: string; path: string; operation: Operation };

function operationsOf(api: OpenApi, tag: string): Placed[] {
  return Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => operation.tags[0] === tag)
      .map(([method, operation]) => ({ method, path, operation })),
  );
}

function operationPart({ method, path, operation }: Placed): Html {
  const staff = operation.security.length > 0;
  return html`<article id="${operation.operationId}">
<h3>${operation.summary}${staff && html` <span class="staff">staff</span>`}</h3>
<p class="address"><span class="method ${method}">${method.toUpperCase()}</span> <code>${path}</code></p>
${operation.description && html`<p>${code(operation.description)}</p>`}
${operation.parameters && parametersPart(operation.parameters)}
${operation.requestBody && html`<h4>Body</h4>${Object.entries(operation.requestBody.content).map(([type, { schema }]) => html`<p><code>${type}</code></p>${schemaPart(schema)}`)}`}
<h4>Answers</h4>
${table(
  ['Status', 'Meaning', 'Body'],
  Object.entries(operation.responses).map(
    ([status, response]) =>
      html`<tr><th scope="row">${status}</th><td>${errorLinks(response.description)}</td><td>${Object.values(response.content ?? {}).map(({ schema }) => typeOf(schema))}</td></tr>`,
  ),
)}
</article>`;
}

function parametersPart(parameters: readonly Parameter[]): Html {
  return html`<h4>Parameters</h4>${table(
    ['Name', 'In', 'Type', 'Meaning'],
    parameters.map(
      (p) =>
        html`<tr><th scope="row"><code>${p.name}</code>${p.required && html` <span class="required">required</span>`}</th><td>${p.in}</td><td>${typeOf(p.schema)}</td><td>${p.description && code(p.description)} ${boundsOf(p.schema)}</td></tr>`,
    ),
  )}`;
}

function table(heads: readonly string[], rows: readonly Html[]): Html {
  return html`<div class="wide" tabindex="0"><table><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

function schemaPart(schema: JsonSchema): Html {
  const properties = schema.properties as Record<string, JsonSchema> | undefined;
  const about = typeof schema.description === 'string' && html`<p>${code(schema.description)}</p>`;
  if (!properties) return html`${about}<p>${typeOf(schema)} ${boundsOf(schema)}</p>`;
  const required = (schema.required as string[] | undefined) ?? [];
  return html`${about}<ul class="fields">${Object.entries(properties).map(([name, inner]) => fieldPart(name, inner, required.includes(name)))}</ul>`;
}

function fieldPart(name: string, schema: JsonSchema, required: boolean): Html {
  const inner = nested(schema);
  return html`<li><code class="field">${name}</code> <span class="type">${typeOf(schema)}</span>${!required && html` <span class="optional">optional</span>`} ${
    typeof schema.description === 'string' && code(schema.description)
  } ${boundsOf(schema)}${inner && schemaPart({ ...inner, description: undefined })}</li>`;
}

/** The object inside, when it has no name of its own to link to. */
function nested(schema: JsonSchema): JsonSchema | null {
  if (schema.properties) return schema;
  const items = schema.items as JsonSchema | undefined;
  if (items?.properties) return items;
  const branch = (schema.anyOf as JsonSchema[] | undefined)?.find((b) => b.properties);
  return branch ?? null;
}

function typeOf(schema: JsonSchema): Html {
  if (typeof schema.$ref === 'string') {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return html`<a href="#schema-${name}">${name}</a>`;
  }
  if (schema.type === 'array') return html`list of ${typeOf((schema.items as JsonSchema | undefined) ?? {})}`;
  const branches = (schema.anyOf ?? schema.oneOf) as JsonSchema[] | undefined;
  if (branches) return html`${branches.map((branch, i) => html`${i > 0 && ' or '}${typeOf(branch)}`)}`;
  if (Array.isArray(schema.enum))
    return html`${schema.enum.map((value, i) => html`${i > 0 && ' | '}<code>${JSON.stringify(value)}</code>`)}`;
  if (schema.const !== undefined) return html`<code>${JSON.stringify(schema.const)}</code>`;
  if (schema.type === 'object' && schema.additionalProperties && typeof schema.additionalProperties === 'object') {
    return html`map of ${typeOf(schema.additionalProperties as JsonSchema)}`;
  }
  const type = Array.isArray(schema.type) ? schema.type.join(' or ') : typeof schema.type === 'string' ? schema.type : 'anything';
  return html`${type}${typeof schema.format === 'string' && ` (${schema.format})`}`;
}

const BOUNDS: Record<string, string> = {
  minimum: 'from',
  maximum: 'to',
  minLength: 'least length',
  maxLength: 'most length',
  minItems: 'at least',
  maxItems: 'at most',
  default: 'default',
};

function boundsOf(schema: JsonSchema): Html | null {
  const parts = Object.entries(BOUNDS)
    .filter(([key]) => schema[key] !== undefined && Math.abs(Number(schema[key])) !== Number.MAX_SAFE_INTEGER)
    .map(([key, word]) => `${word} ${schema[key]}`);
  return parts.length === 0 ? null : html`<span class="bounds">${parts.join(', ')}</span>`;
}

/** Backquoted words as code. */
function code(text: string): Html[] {
  return text.split('`').map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));
}

function errorLinks(text: string): Html[] {
  return text
    .split('`')
    .map((part, i) => (i % 2 === 1 && part in ERRORS ? html`<a href="#${part}"><code>${part}</code></a>` : html`${part}`));
}

/** Groups must not share an anchor with the errors, which the answers link to. */
function anchor(tag: string): string {
  return `group-${tag.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`;
}

function title(tag: string): string {
  return tag.charAt(0).toUpperCase() + tag.slice(1);
}
