import { at } from './edits';
import type { FieldError } from '../../api/types';
import { fits, isPath, type Path, type RuleValues } from './values';

function isEmpty(value: unknown): boolean {
  return value === '' || (Array.isArray(value) && value.length === 0);
}

/** Whether the form has a field for this error by what is chosen now. */
export function hasField(error: FieldError, values: RuleValues): error is FieldError & { field: Path } {
  return isPath(error.field) && fits(error.field, values);
}

/** The errors that their fields show by now: an empty field is not wrong before somebody was there. */
export function shownAtFields(
  errors: FieldError[],
  values: RuleValues,
  touched: (path: Path) => boolean,
): Partial<Record<Path, string>> {
  const shown: Partial<Record<Path, string>> = {};
  for (const error of errors) {
    if (!hasField(error, values)) continue;
    if (isEmpty(at(values, error.field)) && !touched(error.field)) continue;
    const before = shown[error.field];
    shown[error.field] = before === undefined ? error.message : `${before} ${error.message}`;
  }
  return shown;
}
