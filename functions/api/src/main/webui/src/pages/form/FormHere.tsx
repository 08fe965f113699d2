import { useForm } from '@mantine/form';
import { createContext, useContext } from 'react';
import type { Environment, Project } from '../../api/types';
import { fits, LABEL, type Path, type RuleValues } from './values';

export type RuleFormState = ReturnType<typeof useForm<RuleValues>>;

interface Here {
  form: RuleFormState;
  project: Project;
  environments: Environment[];
  /** The server's words on the fields that may show them by now. */
  errors: Partial<Record<Path, string>>;
  /** Environments that a template named and this project does not have. */
  missing: Partial<Record<string, string>>;
}

const Context = createContext<Here | null>(null);

export const FormHere = Context.Provider;

/** The form that this is a part of. */
export function useHere(): Here {
  const here = useContext(Context);
  if (here === null) throw new Error('Only inside a rule form.');
  return here;
}

/** What binds an input to the server's field at this path: value, change, name on the page, error. */
export function useField(path: Path, type: 'input' | 'checkbox' = 'input') {
  const { form, errors } = useHere();
  return {
    ...form.getInputProps(path, { type }),
    label: LABEL[path],
    // a switch's name would else be its description as well
    ...(type === 'checkbox' ? { 'aria-label': LABEL[path] } : {}),
    error: errors[path] ?? null,
  };
}

/** Whether the field at this path means something beside what else is chosen. */
export function useFits(path: Path): boolean {
  return fits(path, useHere().form.values);
}
