import type { Environment } from '../../api/types';
import type { Change } from '../../parts/Checks';
import { BLANK, type RuleValues } from './values';

type Tree = Record<string, unknown>;

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a dotted path; undefined where there is none. */
export function at(values: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((here, name) => (isTree(here) && Object.hasOwn(here, name) ? here[name] : undefined), values);
}

/** The values after the server's edits; one of a field that the form does not have changes nothing. */
export function edited(values: RuleValues, changes: Change[]): RuleValues {
  const next = structuredClone(values);
  changes.forEach((change) => edit(next, change));
  return next;
}

function edit(values: unknown, { field, op, value }: Change): void {
  const name = field.slice(field.lastIndexOf('.') + 1);
  const parent = field === name ? values : at(values, field.slice(0, -name.length - 1));
  if (!isTree(parent) || !Object.hasOwn(parent, name)) return;
  const old = parent[name];
  if (op === 'set') {
    // an object is a whole trigger: what it does not name is not what was typed before, but empty
    const blank = at(BLANK, field);
    if (isTree(old) && isTree(value) && isTree(blank)) parent[name] = { ...structuredClone(blank), ...value };
    else if (Array.isArray(old) === Array.isArray(value) && isTree(old) === isTree(value)) parent[name] = value;
  } else if (Array.isArray(old)) {
    const others = old.filter((each) => each !== value);
    parent[name] = op === 'add' ? [...others, value] : others;
  }
}

type Side = 'source_environment' | 'target_environment';

export interface Filled {
  values: RuleValues;
  /** The environments that were named and are not there, and for which none could be chosen. */
  missing: Partial<Record<Side, string>>;
}

/**
 * A template names environments by what they are for. What the project does not have becomes its one environment of that
 * kind, or stays open.
 */
export function withEnvironments(values: RuleValues, environments: Environment[]): Filled {
  const filled: Filled = { values: { ...values, action: { ...values.action } }, missing: {} };
  for (const side of ['source_environment', 'target_environment'] as const) {
    const named = values.action[side];
    if (named === '' || environments.some((e) => e.id === named)) continue;
    const [only, ...others] = environments.filter((e) => e.kind === named);
    filled.values.action[side] = only && others.length === 0 ? only.id : '';
    if (filled.values.action[side] === '') filled.missing[side] = named;
  }
  return filled;
}
