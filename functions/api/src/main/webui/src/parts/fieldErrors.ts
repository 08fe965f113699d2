import { Problem } from '../api/client';
import { bad } from './toast';

interface Placed {
  /** By the form's own path of the field. */
  errors: Record<string, string>;
  /** What no field of the form can show, as sentences. */
  rest: string[];
}

/** The server's errors at the fields that the form has: `repositories[1]` belongs to `repositories`. */
export function place(fields: Problem['fields'], values: unknown, rename: Record<string, string> = {}): Placed {
  const placed: Placed = { errors: {}, rest: [] };
  for (const { field, message } of fields) {
    const path = known(rename[field] ?? field, values);
    if (path === null) placed.rest.push(`${field}: ${message}`);
    else placed.errors[path] = placed.errors[path] ? `${placed.errors[path]} ${message}` : message;
  }
  return placed;
}

/** The longest beginning of the path that the values have, no deeper than a list; null where not even its first name is there. */
function known(field: string, values: unknown): string | null {
  const found: string[] = [];
  let at = values;
  for (const name of field.replace(/\[(\d+)\]/g, '.$1').split('.')) {
    if (typeof at !== 'object' || at === null || Array.isArray(at) || !(name in at)) break;
    found.push(name);
    at = new Map(Object.entries(at)).get(name);
  }
  return found.length > 0 ? found.join('.') : null;
}

interface Form {
  getValues: () => unknown;
  setErrors: (errors: Record<string, string>) => void;
  getInputNode: (path: string) => { focus: () => void } | null;
}

/**
 * Shows a refused form where it is wrong, with the first wrong field in focus, and all else as a toast.
 *
 * @param rename the form's names of fields that the server calls otherwise
 */
export function fieldErrors(form: Form, error: Error, rename: Record<string, string> = {}): void {
  if (!(error instanceof Problem) || error.fields.length === 0) {
    bad(error);
    return;
  }
  const { errors, rest } = place(error.fields, form.getValues(), rename);
  form.setErrors(errors);
  const [first] = Object.keys(errors);
  if (first !== undefined) form.getInputNode(first)?.focus();
  if (rest.length > 0) bad(new Error(rest.join(' ')));
}
